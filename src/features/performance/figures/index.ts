/** The one place where figures come from: report, digest and command all ask here. */
import type { Ctx } from '../../../bot/context.ts'
import type { Tx } from '../../../db/client.ts'
import type { Fen } from '../../../domain/money.ts'
import { type Figures, noFigures } from '../../../domain/performance/figures.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { activeReps } from '../../org/store.ts'
import { coverageCounts, doneCount, planCounts, visitCounts } from './calls.ts'
import { collectedSums, dataSpan, salesSums } from './money.ts'
import type { Scope } from './scope.ts'

export { planCounts, planCountsOn } from './calls.ts'

/** Closed visits and sales of people together: the part of `performance` that a month's targets need. */
export async function visitsAndSales(
  tx: Tx,
  range: Range & { readonly openIds: readonly string[] },
): Promise<{ done: number; salesFen: Fen | null }> {
  const scope: Scope = { tx, ...range }
  const done = await doneCount(scope)
  if (!(await dataSpan(scope)).orders) return { done, salesFen: null }
  const sales = await salesSums(scope)
  return { done, salesFen: [...sales.values()].reduce((sum, one) => sum + one.amountFen, 0) }
}

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
