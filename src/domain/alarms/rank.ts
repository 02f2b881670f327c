import { type BaseDropout, fitDropout, noOrderChance } from './dropout.ts'
import type { CustomerFacts } from './facts.ts'
import { churnCalibration, churnWeights } from './frozen.ts'
import { type BaseRhythm, fitRhythm, silence } from './rhythm.ts'

/** What is fitted to one organisation's customers, without knowing who left. */
export interface Base {
  readonly rhythm: BaseRhythm
  readonly dropout: BaseDropout
}

export function fitBase(customers: readonly CustomerFacts[]): Base {
  return { rhythm: fitRhythm(customers), dropout: fitDropout(customers) }
}

/** What the ranking looks at; each is ranked within the organisation, so only its order counts. */
export const churnFeatures = [
  /** Chance of no order in the horizon after MBG/CNBD-2. */
  'noOrder',
  /** Silence + usual gap + a fifth of the last gap. */
  'wait',
  /** Order days, the recent ones weighing more. */
  'recent',
  /** Money spent so far. */
  'money',
  /** Spread of the gaps against the gap: an irregular customer is less sure. */
  'irregular',
] as const
export type ChurnFeature = (typeof churnFeatures)[number]

export function churnFeaturesOf(
  facts: CustomerFacts,
  base: Base,
  horizon: number,
): Record<ChurnFeature, number> {
  const { repeats: x, span, age, gapSquares, lastGap, amount } = facts
  const { rhythm } = base
  const openGap = (rhythm.days + age) / (rhythm.shape + x)
  const own = x === 0 ? 0 : gapSquares - span ** 2 / x
  return {
    noOrder: noOrderChance(facts, base.dropout, horizon),
    wait: silence(facts) + (2 * rhythm.days + age) / (2 * rhythm.shape + x) + lastGap / 5,
    recent: facts.recent,
    money: (amount * (x + 3)) / (x + 1),
    irregular: Math.sqrt((own + 4 * openGap ** 2) / (x + 3)) / openGap,
  }
}

/**
 * Each value's place among all as a normal score, ties by mid-rank: 0 in the middle, about ±3 at the
 * ends of 1,000. Independent of units and outliers. The normal quantile by Tukey's lambda,
 * 4.91 (p^0.14 − (1−p)^0.14), good to 0.01 within ±3.
 */
export function placeScores(values: readonly number[]): Float64Array {
  const sorted = Float64Array.from(values).sort()
  return Float64Array.from(values, (value) => {
    const below = search(sorted, (found) => found < value)
    const upTo = search(sorted, (found) => found <= value)
    const place = (below + upTo) / 2 / values.length
    return 4.91 * (place ** 0.14 - (1 - place) ** 0.14)
  })
}

function search(sorted: Float64Array, before: (found: number) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (before(sorted[middle] ?? 0)) low = middle + 1
    else high = middle
  }
  return low
}

/** One row of place scores per customer, in the order of `churnFeatures`. */
export function churnRows(
  customers: readonly CustomerFacts[],
  base: Base,
  horizon: number,
): number[][] {
  const features = customers.map((facts) => churnFeaturesOf(facts, base, horizon))
  const columns = churnFeatures.map((name) => placeScores(features.map((row) => row[name])))
  return customers.map((_, i) => columns.map((column) => column[i] ?? 0))
}

export interface ChurnRisk {
  /** Only its order counts: the highest is the most at risk. */
  readonly score: number
  /** Chance (0–1) of no order in the horizon, calibrated; in the order of the scores. */
  readonly chance: number
}

/**
 * The product's churn risk of each customer with a repeat order. The score is a weighted sum of five
 * ranked features with frozen weights. The chance is the one that MBG/CNBD-2 gives to the customer
 * in the same place of its own order, corrected by a frozen logistic line: the model knows how many
 * will be silent, the score knows better who. Nothing is learnt here from who left.
 */
export function churnRisk(
  customers: readonly CustomerFacts[],
  base: Base,
  horizon: number,
  weights: Readonly<Record<ChurnFeature, number>> = churnWeights,
): ChurnRisk[] {
  const list = churnFeatures.map((name) => weights[name])
  const scores = churnRows(customers, base, horizon).map((row) =>
    row.reduce((sum, value, i) => sum + value * (list[i] ?? 0), 0),
  )
  const chances = modelChances(customers, base, horizon, scores)
  const { shift, slope } = churnCalibration
  return scores.map((score, i) => ({
    score,
    chance: logistic(shift + slope * logOdds(chances[i] ?? 0.5)),
  }))
}

/** MBG/CNBD-2's chances, handed out in the order of the scores; equal scores get the same one. */
export function modelChances(
  customers: readonly CustomerFacts[],
  { dropout }: Base,
  horizon: number,
  scores: readonly number[],
): number[] {
  const chances = Float64Array.from(customers, (facts) =>
    noOrderChance(facts, dropout, horizon),
  ).sort()
  const sorted = Float64Array.from(scores).sort()
  return scores.map((score) => {
    const below = search(sorted, (found) => found < score)
    const upTo = search(sorted, (found) => found <= score)
    return chances[(below + upTo - 1) >> 1] ?? 0.5
  })
}

const logistic = (odds: number) => 1 / (1 + Math.exp(-odds))

/** Log odds of a chance; certainty is kept at one in a thousand, since no model is that sure. */
export function logOdds(chance: number): number {
  const doubtful = Math.min(0.999, Math.max(0.001, chance))
  return Math.log(doubtful / (1 - doubtful))
}
