/** Rebuilds every figure from an export and nothing else, and compares it with what the system says. */
import type { Ctx } from '../../bot/context.ts'
import { aimFigures, targetRecords } from '../../domain/ledger/recompute/aims.ts'
import { campaignFigures } from '../../domain/ledger/recompute/campaigns.ts'
import { correctionDifferences } from '../../domain/ledger/recompute/closes.ts'
import { earnedIn, monthsOf } from '../../domain/ledger/recompute/commission.ts'
import { type Facts, factsOf } from '../../domain/ledger/recompute/facts.ts'
import {
  type Difference,
  differencesOf,
  type Figure,
} from '../../domain/ledger/recompute/figure.ts'
import { measure } from '../../domain/ledger/recompute/measure.ts'
import { repsOfTeam } from '../../domain/ledger/recompute/people.ts'
import { scoreFigures } from '../../domain/ledger/recompute/scores.ts'
import { applyChange, emptyState } from '../../domain/ledger/replay.ts'
import { metricKeys, metricOf } from '../../domain/performance/metrics.ts'
import { type LocalDate, monthOf, monthRange, toLocalDate } from '../../domain/time.ts'
import { type Values, valuesOf } from '../performance/metrics/read.ts'
import type { Head } from './chain.ts'
import { closingsOf } from './closings.ts'
import { openExport } from './export.ts'
import type { Pending } from './genesis.ts'
import { toldAims, toldCampaigns, toldMetrics, toldScores } from './told.ts'
import { type Verified, verifyChain } from './verify.ts'

export interface Rebuilt {
  readonly verified: Verified
  readonly facts: Facts
  readonly zone: string
  readonly exportedAt: Date
  /** Tables of which the export does not hold all yet that was there before: no figure can be made of it. */
  readonly pending: Pending[]
  /** Of closed months: what was written and what the facts of that moment come to. */
  readonly closes: Difference[]
  readonly closesChecked: string[]
  /** Closed before the ledger began: nobody knows any more what the facts were. */
  readonly closesAsWritten: string[]
}

/** Reads an export through; a chain that breaks is followed up to there. */
export async function rebuild(file: string, noted: readonly Head[]): Promise<Rebuilt> {
  const { header, entries } = await openExport(file)
  const { zone } = header
  const state = emptyState()
  const closings = closingsOf(zone)
  const verified = await verifyChain(entries, { end: header.head, noted }, (entry) => {
    applyChange(state, entry)
    closings.take(state, entry)
  })
  const exportedAt = new Date(header.exportedAt)
  const facts = factsOf(state, zone)
  return { verified, facts, zone, exportedAt, ...closings.result(header.pending) }
}

/** Somebody whose figures are rebuilt: a person, a team with those below it, or the company. */
export type Subject = { readonly who: string; readonly openIds: readonly string[] }

/** Months of the facts, the running one included, as far as they lie in the range. */
export function monthsWanted(
  facts: Facts,
  today: LocalDate,
  range: { from?: string | undefined; to?: string | undefined },
): string[] {
  return monthsOf(facts).filter(
    (month) =>
      month >= (range.from ?? month) && month <= (range.to ?? month) && month <= monthOf(today),
  )
}

const peopleOf = (facts: Facts): Subject[] =>
  facts.users.map(({ open_id }) => ({ who: open_id, openIds: [open_id] }))

const teamsOf = (facts: Facts): Subject[] =>
  [...facts.teams.keys()]
    .map((code) => ({ who: `team ${code}`, openIds: repsOfTeam(facts, code) }))
    .filter(({ openIds }) => openIds.length > 0)

const rangeOf = (month: string, today: LocalDate) => {
  const { from, to } = monthRange(month)
  return { from, to: to > today ? today : to }
}

/** Every metric of everybody in a month, from the facts alone. */
export function rebuiltMonth(facts: Facts, month: string, today: LocalDate): Map<string, Values> {
  const commission = earnedIn(facts, month, today)
  const range = rangeOf(month, today)
  return new Map(
    [...peopleOf(facts), ...teamsOf(facts)].map(({ who, openIds }) => [
      who,
      valuesOf(measure(facts, { openIds, ...range, commission }), metricKeys),
    ]),
  )
}

/** Targets and scores of a month, of which the metrics are rebuilt already. */
export const rebuiltBeside = (
  facts: Facts,
  month: string,
  today: LocalDate,
  metrics: ReadonlyMap<string, Values>,
): Figure[] => [
  ...aimFigures(facts, month, rangeOf(month, today).to),
  ...scoreFigures(facts, month, metrics),
]

const metricFigures = (metrics: ReadonlyMap<string, Values>, month: string): Figure[] =>
  [...metrics].flatMap(([who, values]) =>
    metricKeys.map((key): Figure => {
      const unit = metricOf(key).unit === 'money' ? 'fen' : 'plain'
      return { who, month, metric: key, unit, value: values[key] ?? null }
    }),
  )

/** Targets that are other than the newest record of a change says. */
export function recordDifferences(facts: Facts): Difference[] {
  const { stands, recorded } = targetRecords(facts)
  return differencesOf(stands, recorded)
}

export interface Compared {
  /** Figures that were told twice. */
  readonly figures: number
  readonly differences: Difference[]
}

/**
 * Compares months as the system tells them with what the facts come to, then campaigns, and targets with
 * the record of their changes.
 */
export async function compareMonths(
  ctx: Ctx,
  facts: Facts,
  months: readonly string[],
): Promise<Compared> {
  const differences: Difference[] = correctionDifferences(facts)
  let figures = 0
  const compare = (told: readonly Figure[], rebuilt: readonly Figure[]) => {
    figures += Math.max(told.length, rebuilt.length)
    differences.push(...differencesOf(told, rebuilt))
  }
  for (const month of months) {
    const range = rangeOf(month, ctx.today)
    const told = [
      ...metricFigures(await toldMetrics(ctx, facts, range), month),
      ...(await toldAims(ctx, facts, month, range)),
      ...(await toldScores(ctx, facts, month)),
    ]
    const metrics = rebuiltMonth(facts, month, ctx.today)
    const beside = rebuiltBeside(facts, month, ctx.today, metrics)
    compare(told, [...metricFigures(metrics, month), ...beside])
  }
  compare(await toldCampaigns(ctx), campaignFigures(facts, ctx.today))
  differences.push(...recordDifferences(facts))
  return { figures, differences }
}

/** The local day of an export: what a running month has come to by then. */
export const dayOf = ({ exportedAt, zone }: Rebuilt): LocalDate => toLocalDate(exportedAt, zone)
