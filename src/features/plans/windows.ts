/** Times that somebody set for a visit: kept with the wish, taken over by the stop. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { windowText } from '../../../cards/plans/words.ts'
import type { Ctx } from '../../bot/context.ts'
import type { TimeWindow } from '../../domain/time-words.ts'
import { planWishes } from './tables.ts'

/**
 * Sets the time of a manager's wishes of one rep and day; without one, a time that was set for the same
 * customer with somebody who does not go goes with it. A plan that stands takes it over with
 * `takeWindows`. Answers the customers whose time is another one than before.
 */
export async function setWindows(
  ctx: Ctx,
  asked: {
    readonly repOpenId: string
    readonly date: string
    readonly codes: readonly string[]
    readonly window: TimeWindow | null
  },
): Promise<string[]> {
  const { repOpenId, date, codes, window } = asked
  if (codes.length === 0) return []
  const wishes = and(
    eq(planWishes.repOpenId, repOpenId),
    eq(planWishes.date, date),
    eq(planWishes.source, 'manual'),
    inArray(planWishes.customerCode, [...codes]),
  )
  if (!window) {
    const rows = await ctx.tx.execute<{ code: string }>(sql`
      update plan_wishes set window_from = s.window_from, window_to = s.window_to
      from plan_stops s
      where ${wishes} and plan_wishes.window_from is null and s.customer_code = plan_wishes.customer_code
        and s.date = plan_wishes.date and s.rep_open_id <> plan_wishes.rep_open_id
        and s.status = 'skipped' and s.window_from is not null
      returning plan_wishes.customer_code as code`)
    return rows.map(({ code }) => code)
  }
  const { from, to } = window
  const rows = await ctx.tx
    .update(planWishes)
    .set({ windowFrom: from, windowTo: to })
    .where(
      and(
        wishes,
        sql`(${planWishes.windowFrom}, ${planWishes.windowTo}) is distinct from (${from}, ${to})`,
      ),
    )
    .returning({ code: planWishes.customerCode })
  return rows.map(({ code }) => code)
}

/** Gives the stops of a plan the times that their wishes have. */
export async function takeWindows(ctx: Ctx, planId: string): Promise<void> {
  await ctx.tx.execute(sql`
    update plan_stops s set window_from = w.window_from, window_to = w.window_to
    from plan_wishes w
    where s.plan_id = ${planId} and w.rep_open_id = s.rep_open_id and w.date = s.date
      and w.customer_code = s.customer_code and w.status = 'waiting' and w.window_from is not null
      and (s.window_from, s.window_to) is distinct from (w.window_from, w.window_to)`)
}

/** The set time of a stop as it is shown; null for any time of the day. */
export const windowOf = (from: string | null, to: string | null): string | null =>
  from === null ? null : windowText({ from, to })
