/** What a changed company day does to plans: a job asks each person's calendar, one after the other. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../../bot/context.ts'
import { freeTimeEnded, leaveGranted } from '../../../events.ts'
import { activeReps } from '../../org/store.ts'
import { repsWithPlans } from '../store.ts'
import { stopOffers } from '../tables.ts'

/**
 * Days became free or are worked again. Whoever has plans there is looked at; whose calendar says
 * something else loses and gets nothing.
 */
export async function followUp(
  ctx: Ctx,
  days: readonly { readonly date: string }[],
  became: 'free' | 'worked',
): Promise<void> {
  const dates = [...new Set(days.map(({ date }) => date))]
    .filter((date) => date >= ctx.today)
    .toSorted()
  const [from, to] = [dates[0], dates.at(-1)]
  if (!from || !to) return
  if (became === 'free') {
    for (const openId of await repsWithPlans(ctx.tx, dates))
      await ctx.emit(leaveGranted, { openId, from, to })
    return
  }
  for (const openId of await repsWithOffers(ctx, dates))
    await ctx.emit(freeTimeEnded, { openId, from, to })
  // The plans of today were made this morning, for those who worked then.
  if (from === ctx.today)
    for (const { openId: repOpenId } of await activeReps(ctx.tx))
      await ctx.enqueue('plans.generate', { repOpenId, date: ctx.today })
}

/** Whose stops of these days wait for a manager because they were away. */
async function repsWithOffers(ctx: Ctx, dates: readonly string[]): Promise<string[]> {
  const rows = await ctx.tx
    .selectDistinct({ openId: stopOffers.repOpenId })
    .from(stopOffers)
    .where(
      and(
        inArray(stopOffers.date, [...dates]),
        eq(stopOffers.why, 'away'),
        eq(stopOffers.status, 'open'),
      ),
    )
    .orderBy(stopOffers.repOpenId)
  return rows.map(({ openId }) => openId)
}
