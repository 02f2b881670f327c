/** Wishes: the one way in which anybody asks that a customer be on a rep's plan of a day. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ctx } from '../../bot/context.ts'
import { promiseSources } from '../../domain/plans/stops.ts'
import type { LocalDate } from '../../domain/time.ts'
import { customers } from '../customers/tables.ts'
import { visitedOn } from './inputs.ts'
import type { Rep } from './people.ts'
import { type dailyPlans, planStops, planWishes } from './tables.ts'
import { takeWindows } from './windows.ts'

type NewStop = typeof planStops.$inferInsert
type NewWish = typeof planWishes.$inferInsert

/**
 * Adds the wishes for the plan's day that are not on it yet, at its end and not yet routed, and takes over
 * the times that were set; answers the customers that were added. What a manager asked for counts at once;
 * other wishes count when they come before the plan is frozen. Closed customers and those with neither
 * address nor point are left out.
 */
export async function absorbWishes(
  ctx: Ctx,
  rep: Rep,
  plan: typeof dailyPlans.$inferSelect,
): Promise<string[]> {
  const rows = await ctx.tx
    .select({ wish: planWishes, lng: customers.lngGcj })
    .from(planWishes)
    .innerJoin(customers, eq(customers.code, planWishes.customerCode))
    .where(
      and(
        eq(planWishes.repOpenId, rep.openId),
        eq(planWishes.date, plan.date),
        eq(planWishes.status, 'waiting'),
        inArray(planWishes.source, [...promiseSources, 'adhoc']),
        eq(customers.status, 'active'),
        sql`(${customers.lngGcj} is not null or coalesce(trim(${customers.address}), '') <> '')`,
        sql`not exists (select 1 from ${planStops} s
          where s.plan_id = ${plan.id} and s.customer_code = ${planWishes.customerCode})`,
      ),
    )
    .orderBy(planWishes.createdAt, planWishes.place, planWishes.id)
  const byCode = new Map<string, (typeof rows)[number]>()
  for (const row of rows) {
    const other = byCode.get(row.wish.customerCode)
    if (!other || row.wish.source === 'manual') byCode.set(row.wish.customerCode, row)
  }
  if (byCode.size === 0) {
    await takeWindows(ctx, plan.id)
    return []
  }
  const visited = await visitedOn(ctx, rep.openId, plan.date as LocalDate)
  const count = await ctx.tx.$count(planStops, eq(planStops.planId, plan.id))
  const stops = [...byCode.values()].map(({ wish, lng }, i): NewStop => {
    const visitId = visited.get(wish.customerCode)
    return {
      id: uuidv7(),
      planId: plan.id,
      repOpenId: rep.openId,
      date: plan.date,
      customerCode: wish.customerCode,
      sequence: count + i + 1,
      keptPlace: wish.place,
      source: wish.source,
      reason: reasonOf(wish),
      routed: lng !== null,
      counted: plan.frozenAt === null || isOrdered(wish),
      ...(visitId ? { status: 'visited', visitId } : {}),
    }
  })
  const added = await ctx.tx
    .insert(planStops)
    .values(stops)
    .onConflictDoNothing()
    .returning({ code: planStops.customerCode })
  await takeWindows(ctx, plan.id)
  return added.map((row) => row.code)
}

type Wish = typeof planWishes.$inferSelect

function reasonOf({ source, byOpenId, note }: Wish) {
  if (source === 'adhoc') return { code: 'adhoc' }
  const by = byOpenId ? { by: byOpenId } : {}
  return { code: 'promised', ...by, ...(note ? { note } : {}) }
}

/** A manager asked for it: by hand, from alarms, or by copying a day. */
const isOrdered = ({ source, byOpenId, repOpenId }: Wish): boolean =>
  (source === 'manual' && byOpenId !== repOpenId) ||
  ((source === 'anomaly' || source === 'reuse') && byOpenId !== null && byOpenId !== repOpenId)

export type WishAsked = Pick<NewWish, 'repOpenId' | 'customerCode' | 'source'> & {
  date: LocalDate
} & Partial<Pick<NewWish, 'byOpenId' | 'note' | 'visitId' | 'place' | 'anyway' | 'batchId'>>

/**
 * Asks that customers be on plans, each once per rep, day and source; on a plan that exists already they
 * stand after the next `planChanged`. Answers the wishes that were not there before.
 */
export async function addWishes(
  ctx: Ctx,
  wishes: readonly WishAsked[],
): Promise<{ repOpenId: string; customerCode: string; date: string }[]> {
  if (wishes.length === 0) return []
  return ctx.tx
    .insert(planWishes)
    .values(wishes.map((wish) => ({ id: uuidv7(), createdAt: ctx.now, ...wish })))
    .onConflictDoUpdate({
      target: [planWishes.repOpenId, planWishes.customerCode, planWishes.date, planWishes.source],
      set: {
        status: 'waiting',
        note: sql`excluded.note`,
        place: sql`excluded.place`,
        anyway: sql`excluded.anyway`,
        batchId: sql`excluded.batch_id`,
        byOpenId: sql`excluded.by_open_id`,
      },
      setWhere: sql`${planWishes.status} <> 'waiting'`,
    })
    .returning({
      repOpenId: planWishes.repOpenId,
      customerCode: planWishes.customerCode,
      date: planWishes.date,
    })
}

/** One of `addWishes`; answers false when the wish was there before. */
export async function addWish(ctx: Ctx, wish: WishAsked): Promise<boolean> {
  return (await addWishes(ctx, [wish])).length > 0
}
