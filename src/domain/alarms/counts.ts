import { logRising, minimise, sampled } from './fit.ts'

/** How many order days customers have in a span: Poisson with a rate from Gamma(shape, days). */
export interface BaseCounts {
  readonly shape: number
  readonly days: number
}

/** Middle of what was fitted on open data; used for fewer than 30 customers. */
const shippedCounts: BaseCounts = { shape: 3, days: 120 }

/** Fits the negative binomial to the counts of one span of `length` days, without labels. */
export function fitCounts(counts: readonly number[], length: number): BaseCounts {
  if (counts.length < 30) return shippedCounts
  const some = sampled(counts)
  const most = some.reduce((high, n) => Math.max(high, n), 0)
  const { at } = minimise(
    ([logShape = 0, logDays = 0]) => {
      const shape = Math.exp(logShape)
      const rising = logRising(shape, most)
      const spread = Math.log(Math.exp(logDays) + length)
      let sum = 0
      for (const n of some) sum += (rising[n] ?? 0) + shape * logDays - (shape + n) * spread
      return -sum
    },
    [Math.log(shippedCounts.shape), Math.log(shippedCounts.days)],
  )
  return { shape: Math.exp(at[0] ?? 0), days: Math.exp(at[1] ?? 0) }
}

/** The chances of 0 … `most` events for a negative binomial of the shape and mean. */
export function countChances(shape: number, mean: number, most: number): number[] {
  const share = mean / (shape + mean)
  const chances = [(1 - share) ** shape]
  for (let n = 1; n <= most; n++)
    chances.push(((chances[n - 1] ?? 0) * share * (shape + n - 1)) / n)
  return chances
}

/** The chance that a standard normal is at most `z`, to 1.5e-7 (Abramowitz and Stegun 7.1.26). */
export function normalBelow(z: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2)
  const poly =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  const upper = 0.5 * poly * Math.exp((-z * z) / 2)
  return z > 0 ? 1 - upper : upper
}
