/** Rebuilds every figure from an export and nothing else, and compares it with what the system says. */
import type { Ctx } from '../../bot/context.ts'
import {
  correctionDifferences,
  type Difference,
  isSame,
} from '../../domain/ledger/recompute/closes.ts'
import { earnedIn, monthsOf } from '../../domain/ledger/recompute/commission.ts'
import { type Facts, factsOf } from '../../domain/ledger/recompute/facts.ts'
import { measure } from '../../domain/ledger/recompute/measure.ts'
import { repsOfTeam } from '../../domain/ledger/recompute/people.ts'
import { applyChange, emptyState } from '../../domain/ledger/replay.ts'
import { metricKeys, metricOf } from '../../domain/performance/metrics.ts'
import { type LocalDate, monthOf, monthRange, toLocalDate } from '../../domain/time.ts'
import { repsBelow, teamTree } from '../performance/digest/people.ts'
import { readMetrics, type Values, valuesOf } from '../performance/metrics/read.ts'
import type { Head } from './chain.ts'
import { closingsOf } from './closings.ts'
import { openExport } from './export.ts'
import type { Pending } from './genesis.ts'
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

/** Without what rests on a source that the ledger does not hold. */
const provable = metricKeys.filter((key) => !metricOf(key).sources.includes('campaigns'))

/** Every metric of everybody in a month, from the facts alone. */
export function rebuiltMonth(facts: Facts, month: string, today: LocalDate): Map<string, Values> {
  const commission = earnedIn(facts, month, today)
  const range = rangeOf(month, today)
  return new Map(
    [...peopleOf(facts), ...teamsOf(facts)].map(({ who, openIds }) => [
      who,
      valuesOf(measure(facts, { openIds, ...range, commission }), provable),
    ]),
  )
}

/** More people than this at once have no common load of a week. */
const atOnce = 60

/** The same as the system tells it. */
async function toldMonth(ctx: Ctx, facts: Facts, month: string): Promise<Map<string, Values>> {
  const range = rangeOf(month, ctx.today)
  const told = new Map<string, Values>()
  const people = facts.users.map(({ open_id }) => open_id)
  for (let i = 0; i < people.length; i += atOnce) {
    const openIds = people.slice(i, i + atOnce)
    const values = await readMetrics(ctx, { ...range, openIds, keys: provable }, 'rep')
    for (const [who, one] of values) told.set(who, one)
  }
  for (const code of facts.teams.keys()) {
    const reps = await repsBelow(ctx.tx, await teamTree(ctx.tx, code))
    const openIds = reps.map(({ openId }) => openId)
    if (openIds.length === 0) continue
    const all = await readMetrics(ctx, { ...range, openIds, keys: provable }, 'all')
    told.set(`team ${code}`, all.get('all') ?? {})
  }
  return told
}

export interface Compared {
  /** Figures that were told twice. */
  readonly figures: number
  readonly differences: Difference[]
}

/** Compares months as the system tells them with what the facts come to. */
export async function compareMonths(
  ctx: Ctx,
  facts: Facts,
  months: readonly string[],
): Promise<Compared> {
  const differences: Difference[] = correctionDifferences(facts)
  let figures = 0
  for (const month of months) {
    const told = await toldMonth(ctx, facts, month)
    const rebuilt = rebuiltMonth(facts, month, ctx.today)
    for (const who of new Set([...told.keys(), ...rebuilt.keys()]))
      for (const metric of provable) {
        figures += 1
        const one = told.get(who)?.[metric] ?? null
        const other = rebuilt.get(who)?.[metric] ?? null
        if (!isSame(one, other)) differences.push({ who, month, metric, told: one, rebuilt: other })
      }
  }
  return { figures, differences }
}

/** The local day of an export: what a running month has come to by then. */
export const dayOf = ({ exportedAt, zone }: Rebuilt): LocalDate => toLocalDate(exportedAt, zone)
