import { type BaseDropout, fitDropout, noOrderChance } from './dropout.ts'
import type { CustomerFacts } from './facts.ts'
import { churnCalibration, churnWeights } from './frozen.ts'
import { noScores, placeScores, placesOf } from './places.ts'
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

/** One row of place scores per customer, in the order of `churnFeatures`. */
export function churnRows(
  customers: readonly CustomerFacts[],
  base: Base,
  horizon: number,
): number[][] {
  const columns = featuresOf(customers, base, horizon).map((column) => placeScores(column))
  return customers.map((_, i) => columns.map((column) => column[i] ?? 0))
}

/** Each feature's values of all customers, a column a feature. */
function featuresOf(customers: readonly CustomerFacts[], base: Base, horizon: number) {
  const columns = churnFeatures.map(() => new Float64Array(customers.length))
  for (const [i, facts] of customers.entries()) {
    const features = churnFeaturesOf(facts, base, horizon)
    for (let at = 0; at < churnFeatures.length; at++) {
      const column = columns[at] as Float64Array
      column[i] = features[churnFeatures[at] as ChurnFeature]
    }
  }
  return columns
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
  const features = featuresOf(customers, base, horizon)
  const scores = new Float64Array(customers.length)
  const known = noScores(customers.length)
  for (const [at, column] of features.entries()) {
    const weight = weights[churnFeatures[at] ?? 'wait']
    const places = placeScores(column, known)
    for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) + (places[i] ?? 0) * weight
  }
  const chances = handedOut(features[churnFeatures.indexOf('noOrder')] ?? [], scores)
  const { shift, slope } = churnCalibration
  return customers.map((_, i) => ({
    score: scores[i] ?? 0,
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
  const chances = handedOut(
    customers.map((facts) => noOrderChance(facts, dropout, horizon)),
    scores,
  )
  return [...chances]
}

function handedOut(chances: ArrayLike<number>, scores: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(chances).sort()
  return placesOf(scores).map((twice) => sorted[(twice - 1) >> 1] ?? 0.5)
}

const logistic = (odds: number) => 1 / (1 + Math.exp(-odds))

/** Log odds of a chance; certainty is kept at one in a thousand, since no model is that sure. */
export function logOdds(chance: number): number {
  const doubtful = Math.min(0.999, Math.max(0.001, chance))
  return Math.log(doubtful / (1 - doubtful))
}
