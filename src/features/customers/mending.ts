/** Customers that cannot be planned or routed yet (D8): without a place at all, or without a point. */
import { and, asc, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { type Customer, type CustomerScope, inScope } from './store.ts'
import { customers } from './tables.ts'

/** `no_place`: neither address nor point, never planned. `no_point`: an address alone, planned unrouted. */
export type Lack = 'no_place' | 'no_point'

const noPoint = or(isNull(customers.lngGcj), isNull(customers.latGcj))
const noAddress = sql`coalesce(trim(${customers.address}), '') = ''`
const open = (scope: CustomerScope): SQL | undefined =>
  and(eq(customers.status, 'active'), noPoint, inScope(scope))

/** What an active customer lacks; null when it can be planned and routed. */
export function lackOf(customer: Pick<Customer, 'address' | 'lngGcj' | 'latGcj'>): Lack | null {
  if (customer.lngGcj !== null && customer.latGcj !== null) return null
  return (customer.address ?? '').trim() === '' ? 'no_place' : 'no_point'
}

/** Those of a scope that lack something, those without any place first. */
export async function mendingList(
  tx: Tx,
  scope: CustomerScope,
  page: { limit?: number; offset?: number } = {},
): Promise<{ customer: Customer; lack: Lack }[]> {
  const rows = await tx
    .select()
    .from(customers)
    .where(open(scope))
    .orderBy(
      sql`case when ${noAddress} then 0 else 1 end`,
      asc(customers.name),
      asc(customers.code),
    )
    .limit(page.limit ?? 100)
    .offset(page.offset ?? 0)
  return rows.map((customer) => ({ customer, lack: lackOf(customer) ?? 'no_point' }))
}

export async function mendingCounts(
  tx: Tx,
  scope: CustomerScope,
): Promise<{ noPlace: number; noPoint: number }> {
  const [row] = await tx
    .select({
      noPlace: sql<string>`count(*) filter (where ${noAddress})`,
      noPoint: sql<string>`count(*) filter (where not ${noAddress})`,
    })
    .from(customers)
    .where(open(scope))
  return { noPlace: Number(row?.noPlace ?? 0), noPoint: Number(row?.noPoint ?? 0) }
}
