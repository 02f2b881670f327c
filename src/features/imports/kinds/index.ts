import type { ImportKind } from '../kinds.ts'
import type { Plan, Work } from '../work.ts'
import { planCustomers } from './customers.ts'
import { planLeave } from './leave.ts'
import { planOrders } from './orders.ts'
import { planPayments } from './payments.ts'
import { planPrices } from './prices.ts'
import { planProducts } from './products.ts'
import { planTargets } from './targets.ts'
import { planTeams } from './teams.ts'
import { planUsers } from './users.ts'

/** How each kind of file becomes records. */
export const planOf: Readonly<Record<ImportKind, (work: Work) => Promise<Plan>>> = {
  teams: planTeams,
  users: planUsers,
  customers: planCustomers,
  products: planProducts,
  prices: planPrices,
  orders: planOrders,
  payments: planPayments,
  targets: planTargets,
  leave: planLeave,
}
