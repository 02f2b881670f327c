/** Which customers a pin could be for. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { ActorCtx } from '../../bot/context.ts'
import {
  type Customer,
  type CustomerScope,
  customerScope,
  findCustomers,
  getCustomer,
} from '../customers/store.ts'
import { customers } from '../customers/tables.ts'
import { type Fix, pointOf } from '../visits/store/fixes.ts'
import { mayVisit, reachOf, teamNear } from '../visits/store/places.ts'
import { stopsOf } from '../visits/store/plan.ts'

const atMost = 5

/** Whom the actor may pin: admins all, everybody else own customers, the team's, and those on the plan. */
const scopeOf = ({ actor }: ActorCtx): CustomerScope =>
  actor.role === 'admin' ? customerScope(actor) : reachOf(actor)

async function plannedCodes(ctx: ActorCtx): Promise<string[]> {
  const stops = await stopsOf(ctx.tx, ctx.actor.openId, ctx.today)
  return stops.map(({ customerCode }) => customerCode)
}

/** The customer, if the actor may pin it and it is active; otherwise null. */
export async function customerToPin(ctx: ActorCtx, code: string): Promise<Customer | null> {
  const customer = await getCustomer(ctx.tx, code)
  if (customer?.status !== 'active') return null
  if (ctx.actor.role === 'admin') return customer
  return (await mayVisit(ctx.tx, ctx.actor, code, await plannedCodes(ctx))) ? customer : null
}

/** One customer that is meant without doubt, or several, or none. */
export async function searchToPin(
  ctx: ActorCtx,
  query: string,
): Promise<{ only: Customer } | { choices: readonly Customer[] }> {
  const text = query.slice(0, 100)
  const own = await findCustomers(ctx.tx, text, { ownerOpenId: ctx.actor.openId, limit: atMost })
  const found =
    own.length > 0 ? own : await findCustomers(ctx.tx, text, { ...scopeOf(ctx), limit: atMost })
  const isExact = ({ code, name }: Customer) =>
    code.toLowerCase() === text.toLowerCase() || name === text
  const exact = found.filter(isExact)
  const [only] = exact.length === 1 ? exact : found.length === 1 ? found : []
  return only ? { only } : { choices: found }
}

/** Own customers without a pin, those of today's plan first; then who is nearest to the location. */
export async function choicesFor(ctx: ActorCtx, fix: Fix | null): Promise<Customer[]> {
  const codes = JSON.stringify(await plannedCodes(ctx))
  const unpinned = await ctx.tx
    .select()
    .from(customers)
    .where(
      and(
        eq(customers.ownerOpenId, ctx.actor.openId),
        eq(customers.status, 'active'),
        isNull(customers.lngGcj),
      ),
    )
    .orderBy(
      sql`(${codes}::text::jsonb ? ${customers.code}) desc`,
      asc(customers.name),
      asc(customers.code),
    )
    .limit(atMost)
  const near = fix ? await teamNear(ctx.tx, ctx.actor, pointOf(fix)) : []
  return [...unpinned, ...near].slice(0, atMost)
}
