import { and, eq, inArray } from 'drizzle-orm'
import type { MonthProgress } from '../../../../cards/performance/view.ts'
import type { Ctx } from '../../../bot/context.ts'
import type { Rate } from '../../../domain/performance/rates.ts'
import { type LocalDate, monthOf, monthRange } from '../../../domain/time.ts'
import { visitsAndSales } from '../figures/index.ts'
import { targets } from '../tables.ts'

export interface MonthState {
  readonly progress: readonly MonthProgress[]
  /** The month's target for 拜访达成率. */
  readonly completion: Rate
}

/**
 * Where the month stands against its targets, up to a day. A team without a target of its own has the
 * sum of its people's; without any there is no line.
 */
export async function monthState(
  ctx: Pick<Ctx, 'tx'>,
  who: { scope: string; openIds: readonly string[] },
  date: LocalDate,
): Promise<MonthState> {
  const scopes = [who.scope, ...who.openIds.map((openId) => `person:${openId}`)]
  const month = monthOf(date)
  const rows = await ctx.tx
    .select()
    .from(targets)
    .where(
      and(eq(targets.month, month), eq(targets.productCode, ''), inArray(targets.scope, scopes)),
    )
  const own = (metric: string) =>
    rows.find((row) => row.scope === who.scope && row.metric === metric)?.value
  const total = (metric: string) => {
    const people = rows.filter((row) => row.metric === metric && row.scope !== who.scope)
    return own(metric) ?? people.reduce((sum, row) => sum + row.value, 0)
  }
  const [visitsTarget, salesTarget] = [total('visits_done'), total('sales_amount')]
  const completion = own('completion_rate')
  const rate = completion === undefined ? null : completion / 10_000
  if (visitsTarget <= 0 && salesTarget <= 0) return { progress: [], completion: rate }

  const { from } = monthRange(month)
  const { done, salesFen } = await visitsAndSales(ctx.tx, { from, to: date, openIds: who.openIds })
  const progress: MonthProgress[] = []
  if (visitsTarget > 0) progress.push({ metric: 'visits', value: done, target: visitsTarget })
  if (salesTarget > 0) progress.push({ metric: 'sales', value: salesFen, target: salesTarget })
  return { progress, completion: rate }
}
