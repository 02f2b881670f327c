/** The one place where figures come from: report, digest and command all ask here. */
import type { Ctx } from '../../../bot/context.ts'
import { type Figures, figuresOf, noFigures } from '../../../domain/performance/figures.ts'
import { noSums, type Sums } from '../../../domain/performance/sums.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { activeReps } from '../../org/store.ts'
import { creditDifferences } from '../facts/credits.ts'
import { periodSums, type Span, type TeamDay } from '../facts/period-sums.ts'
import { sumsBy } from '../facts/rep-days.ts'
import { type CoverageCount, coverageCounts, coverageOfBoth } from './coverage.ts'
import { dataSpan } from './data-span.ts'
import type { Scope } from './scope.ts'

export interface Range {
  /** Local days, both included. */
  readonly from: LocalDate
  readonly to: LocalDate
  /** Whose; without it every active rep and whoever has a figure. */
  readonly openIds?: readonly string[] | undefined
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
  return figuresWith(ctx, range, await coverageCounts({ tx: ctx.tx, ...range }))
}

/** The same figures but for who looks after whom: `assigned` and `covered` are 0. */
export const figuresOnly = (
  ctx: Pick<Ctx, 'tx'>,
  range: Range & { readonly openIds: readonly string[] },
): Promise<Map<string, Figures>> => figuresWith(ctx, range, new Map())

/**
 * `figuresOnly` of all the people as one. Added up where it lies: of a thousand people one row comes back.
 */
export async function figuresTogether(
  ctx: Pick<Ctx, 'tx'>,
  range: Range & { readonly openIds: readonly string[] },
): Promise<Figures> {
  if (range.openIds.length === 0) return noFigures
  const scope: Scope = { tx: ctx.tx, ...range }
  const sums = (await sumsBy(scope, 'all')).get('all') ?? noSums
  const span = await dataSpan(scope)
  let { collectedFen } = sums
  for (const fen of (await creditDifferences(scope)).values()) collectedFen += fen
  return { ...figuresOf({ ...sums, collectedFen }, span), dataAsOf: span.asOf }
}

/**
 * The figures of a period and of the one before it, which ends earlier, and the period day by day and team
 * by team: all of it in one pass over the days, however many people they are.
 */
export async function performanceOfBoth(
  { tx }: Pick<Ctx, 'tx'>,
  { openIds, now, before }: { openIds: readonly string[]; now: Span; before: Span },
): Promise<{ now: Map<string, Figures>; before: Map<string, Figures>; days: readonly TeamDay[] }> {
  const range = { from: now.from, to: now.to, openIds }
  const rangeBefore = { from: before.from, to: before.to, openIds }
  const sums = await periodSums({ tx, openIds }, now, before)
  const coverage = await coverageOfBoth({ tx, ...range }, { tx, ...rangeBefore })
  return {
    now: await figuresWith({ tx }, range, coverage.now, sums.now),
    before: await figuresWith({ tx }, rangeBefore, coverage.before, sums.before),
    days: sums.days,
  }
}

async function figuresWith(
  ctx: Pick<Ctx, 'tx'>,
  range: Range,
  coverage: ReadonlyMap<string, CoverageCount>,
  known?: ReadonlyMap<string, Sums>,
): Promise<Map<string, Figures>> {
  const scope: Scope = { tx: ctx.tx, ...range }
  const sums = known ?? (await sumsBy(scope, 'rep'))
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
