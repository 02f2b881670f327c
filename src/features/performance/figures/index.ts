/** The one place where figures come from: report, digest and command all ask here. */
import type { Ctx } from '../../../bot/context.ts'
import { type Figures, noFigures } from '../../../domain/performance/figures.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { activeReps } from '../../org/store.ts'
import { coverageCounts, planCounts, visitCounts } from './calls.ts'
import { collectedSums, dataSpan, salesSums } from './money.ts'
import type { Scope } from './scope.ts'

export { planCountsOn } from './calls.ts'

export interface Range {
  /** Local days, both included. */
  readonly from: LocalDate
  readonly to: LocalDate
  /** Whose; without it every active rep and whoever has a figure. */
  readonly openIds?: readonly string[] | undefined
}

/**
 * Figures per person over a range of local days, as the contract defines them ("Rates", "Shapes",
 * "Money rules"). Money is fen, rates follow from the counts (`completionOf` …).
 */
export async function performance(
  ctx: Pick<Ctx, 'tx' | 'rules'>,
  range: Range,
): Promise<Map<string, Figures>> {
  const scope: Scope = { tx: ctx.tx, ...range }
  const plans = await planCounts(scope)
  const visits = await visitCounts(scope, ctx.rules)
  const coverage = await coverageCounts(scope)
  const span = await dataSpan(scope)
  const sales = span.orders ? await salesSums(scope) : new Map<string, never>()
  const collected = span.payments ? await collectedSums(scope) : new Map<string, never>()

  const people =
    range.openIds ??
    new Set([
      ...(await activeReps(ctx.tx)).map(({ openId }) => openId),
      ...[plans, visits, coverage, sales, collected].flatMap((map) => [...map.keys()]),
    ])
  const sold = { amountFen: 0, quantity: 0, costFen: 0, orders: 0 }
  return new Map(
    [...people].map((openId): [string, Figures] => [
      openId,
      {
        ...noFigures,
        ...plans.get(openId),
        ...visits.get(openId),
        ...coverage.get(openId),
        sales: span.orders ? (sales.get(openId) ?? sold) : null,
        collectedFen: span.payments ? (collected.get(openId) ?? 0) : null,
        dataAsOf: span.asOf,
      },
    ]),
  )
}
