/** What went better and what worse than the month before, and what that most likely comes from. */
import { type Figures, sumFigures } from '../performance/figures.ts'
import { metricOf } from '../performance/metrics.ts'
import {
  type HeadlineKey,
  ofFigures,
  type PersonPeriod,
  type SalesChange,
  salesChange,
} from '../performance/period-digest.ts'

/** A person's part of a change, in the metric's own unit. */
export interface Part {
  readonly name: string
  readonly by: number
}

export type Cause =
  /** More or fewer working days explain it. */
  | { readonly kind: 'days'; readonly now: number; readonly before: number }
  | { readonly kind: 'sales'; readonly change: SalesChange }
  /** Who moved it most, in its direction. */
  | { readonly kind: 'people'; readonly parts: readonly Part[] }

export interface Change {
  readonly key: HeadlineKey
  readonly now: number
  readonly before: number
  readonly isBetter: boolean
  readonly cause: Cause | null
}

/** What a rate is a quotient of. */
const ratios: Partial<Record<HeadlineKey, (f: Figures) => readonly [number, number]>> = {
  completion_rate: (f) => [f.completed, f.planned],
  coverage_rate: (f) => [f.covered, f.assigned],
  valid_rate: (f) => [f.valid, f.done],
  strike_rate: (f) => [f.strikes, f.done],
}

const compared = [
  'completion_rate',
  'coverage_rate',
  'valid_rate',
  'strike_rate',
  'visits_done',
  'sales_amount',
  'collected',
  'new_customers',
] as const satisfies readonly HeadlineKey[]

/** With less behind it a rate says nothing; smaller changes are noise. */
const leastBehind = 30
const leastPoints = 0.03
const leastShare = 0.05
const leastCount: Partial<Record<HeadlineKey, number>> = { visits_done: 20, new_customers: 3 }
/** Money of a few orders is chance. */
const leastOrders = 10
const named = 2

/** Changes worth a word, the largest of their kind first; a rate's size is points, else a share. */
export function changesOf(
  people: readonly PersonPeriod[],
  days: { readonly now: number; readonly before: number },
): Change[] {
  const now = sumFigures(people.map((one) => one.now))
  const before = sumFigures(people.map((one) => one.before))
  return compared
    .flatMap((key) => {
      const [is, was] = [ofFigures(key, now), ofFigures(key, before)]
      const { better, unit } = metricOf(key)
      if (is === null || was === null || better === 'neither') return []
      const ratio = ratios[key]
      const size = unit === 'rate' ? Math.abs(is - was) : Math.abs(is - was) / Math.abs(was || 1)
      const enough = ratio
        ? Math.min(ratio(now)[1], ratio(before)[1]) >= leastBehind
        : unit === 'money'
          ? Math.min(now.sales?.orders ?? 0, before.sales?.orders ?? 0) >= leastOrders
          : Math.max(is, was) >= (leastCount[key] ?? 1)
      if (!enough || size < (unit === 'rate' ? leastPoints : leastShare)) return []
      const isBetter = is > was === (better === 'more')
      const cause = causeOf(key, people, { is, was }, days)
      return [{ size, change: { key, now: is, before: was, isBetter, cause } }]
    })
    .toSorted((a, b) => b.size - a.size)
    .map(({ change }) => change)
}

function causeOf(
  key: HeadlineKey,
  people: readonly PersonPeriod[],
  { is, was }: { readonly is: number; readonly was: number },
  days: { readonly now: number; readonly before: number },
): Cause | null {
  const ratio = ratios[key]
  if (!ratio && days.now > 0 && days.before > 0 && days.now !== days.before) {
    const perDay = is / days.now / (was / days.before || Number.NaN) - 1
    if (Math.abs(perDay) < leastShare) return { kind: 'days', ...days }
  }
  if (key === 'sales_amount') {
    const change = salesChange(people)
    return change && { kind: 'sales', change }
  }
  const parts = (ratio ? partsOfRate(people, ratio) : partsOfSum(people, key))
    .filter(({ by }) => by !== 0 && Math.sign(by) === Math.sign(is - was))
    .toSorted((a, b) => Math.abs(b.by) - Math.abs(a.by))
    .slice(0, named)
  return people.length > 1 && parts.length > 0 ? { kind: 'people', parts } : null
}

/**
 * A person's part of the change of a rate R = Σn/Σd: nᵢ/D − nᵢ'/D' − R̄ (dᵢ/D − dᵢ'/D') with R̄ the mean of
 * both rates. The parts add up to the change; having more of the work alone moves nothing.
 */
export function partsOfRate(
  people: readonly PersonPeriod[],
  ratio: (figures: Figures) => readonly [number, number],
): Part[] {
  const sum = (of: (one: PersonPeriod) => number) => people.reduce((n, one) => n + of(one), 0)
  const total = sum(({ now }) => ratio(now)[1])
  const totalBefore = sum(({ before }) => ratio(before)[1])
  if (total === 0 || totalBefore === 0) return []
  const mean =
    (sum(({ now }) => ratio(now)[0]) / total +
      sum(({ before }) => ratio(before)[0]) / totalBefore) /
    2
  return people.map(({ name, now, before }) => {
    const [n, d] = ratio(now)
    const [n0, d0] = ratio(before)
    return { name, by: n / total - n0 / totalBefore - mean * (d / total - d0 / totalBefore) }
  })
}

const partsOfSum = (people: readonly PersonPeriod[], key: HeadlineKey): Part[] =>
  people.map(({ name, now, before }) => ({
    name,
    by: (ofFigures(key, now) ?? 0) - (ofFigures(key, before) ?? 0),
  }))
