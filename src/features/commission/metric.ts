/** Commission as a figure among the others. */
import type { Fen } from '../../domain/money.ts'
import { type LocalDate, monthOf, monthRange } from '../../domain/time.ts'
import type { ComputeCtx } from './compute.ts'
import { monthsBetween } from './months.ts'
import { monthTotals } from './read.ts'
import { firstMonth } from './schemes.ts'

/**
 * Commission of people in whole months, the running one as it stands. Null where the range is no month,
 * or lies before the first scheme: nobody can say what a day or a week has earned.
 */
export async function commissionBy(
  ctx: ComputeCtx,
  { from, to, openIds }: { from: LocalDate; to: LocalDate; openIds: readonly string[] },
): Promise<Map<string, Fen> | null> {
  const begin = await firstMonth(ctx.tx)
  const last = monthRange(monthOf(to))
  const isMonth = from === monthRange(monthOf(from)).from && (to === last.to || to >= ctx.today)
  if (begin === null || !isMonth || monthOf(to) < begin) return null
  const sums = new Map<string, Fen>()
  for (const month of monthsBetween(monthOf(from), monthOf(to)))
    for (const [openId, fen] of await monthTotals(ctx, month, openIds))
      sums.set(openId, (sums.get(openId) ?? 0) + fen)
  return sums
}
