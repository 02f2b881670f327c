/** The one place where figures come from: report, digest and command all ask here. */
import type { Ctx } from '../../../bot/context.ts'
import type { Tx } from '../../../db/client.ts'
import type { Fen } from '../../../domain/money.ts'
import { type Figures, figuresOf } from '../../../domain/performance/figures.ts'
import { noSums } from '../../../domain/performance/sums.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { activeReps } from '../../org/store.ts'
import { creditDifferences } from '../facts/credits.ts'
import { sumsBy } from '../facts/rep-days.ts'
import { coverageCounts } from './coverage.ts'
import { dataSpan } from './data-span.ts'
import type { Scope } from './scope.ts'

export interface Range {
  /** Local days, both included. */
  readonly from: LocalDate
  readonly to: LocalDate
  /** Whose; without it every active rep and whoever has a figure. */
  readonly openIds?: readonly string[] | undefined
}

/** Closed visits and sales of people together: the part of `performance` that a month's targets need. */
export async function visitsAndSales(
  tx: Tx,
  range: Range & { readonly openIds: readonly string[] },
): Promise<{ done: number; salesFen: Fen | null }> {
  const scope: Scope = { tx, ...range }
  const all = [...(await sumsBy(scope, 'rep')).values()]
  const total = (key: 'done' | 'netFen') => all.reduce((sum, one) => sum + one[key], 0)
  const { orders } = await dataSpan(scope)
  return { done: total('done'), salesFen: orders ? total('netFen') : null }
}

/** Planned and completed stops of all people of the scope together, on each of some days. */
export async function planCountsOn(
  scope: Omit<Scope, 'from' | 'to'>,
  days: readonly LocalDate[],
): Promise<Map<LocalDate, { planned: number; completed: number }>> {
  const sorted = days.toSorted()
  const [from, to] = [sorted[0], sorted.at(-1)]
  if (!from || !to) return new Map()
  const byDay = await sumsBy({ ...scope, from, to }, 'day')
  return new Map(
    sorted.flatMap((day) => {
      const sums = byDay.get(day)
      return sums && sums.planned > 0 ? [[day, sums] as const] : []
    }),
  )
}

/**
 * Figures per person over a range of local days, as the contract defines them ("Rates", "Shapes",
 * "Money rules"). Money is fen, rates follow from the counts (`completionOf` …).
 */
export async function performance(
  ctx: Pick<Ctx, 'tx'>,
  range: Range,
): Promise<Map<string, Figures>> {
  const scope: Scope = { tx: ctx.tx, ...range }
  const sums = await sumsBy(scope, 'rep')
  const coverage = await coverageCounts(scope)
  const span = await dataSpan(scope)
  const unsettled = await creditDifferences(scope)

  const people =
    range.openIds ??
    new Set([
      ...(await activeReps(ctx.tx)).map(({ openId }) => openId),
      ...[sums, coverage, unsettled].flatMap((map) => [...map.keys()]),
    ])
  return new Map(
    [...people].map((openId): [string, Figures] => {
      const one = sums.get(openId) ?? noSums
      const collectedFen = one.collectedFen + (unsettled.get(openId) ?? 0)
      return [
        openId,
        {
          ...figuresOf({ ...one, collectedFen }, span),
          ...coverage.get(openId),
          dataAsOf: span.asOf,
        },
      ]
    }),
  )
}
