import { logRising, logsFrom, minimise, sampled } from './fit.ts'

/** What a rhythm is read from; a grouped aggregate over a customer's order days. Days are open days. */
export interface RhythmFacts {
  /** Order days after the first one (x). */
  readonly repeats: number
  /** Days from the first order to the last (t). */
  readonly span: number
  /** Days from the first order to the day of the judgement (T). */
  readonly age: number
}

/** How often customers of one organisation order: gaps of one customer are exponential with a rate from Gamma(shape, days). */
export interface BaseRhythm {
  readonly shape: number
  readonly days: number
}

/** Below this many customers the organisation's own fit says little: the shipped rhythm is used. */
export const leastCustomers = 200

/** The rhythm shipped with the product, the middle of what was fitted on three open order histories. */
export const shippedRhythm: BaseRhythm = { shape: 0.8, days: 60 }

/** Facts of several customers, a column each: a fit goes over them hundreds of times, over objects it takes eight times as long. */
export interface Grouped {
  /** How many customers have these facts. */
  readonly counts: Int32Array
  readonly repeats: Int32Array
  readonly spans: Int32Array
  readonly ages: Int32Array
  /** Of all customers, the most repeat order days and the longest age. */
  readonly most: number
  readonly longest: number
}

/** Customers with the same facts are judged once. */
export function grouped(customers: readonly RhythmFacts[]): Grouped {
  const groups = new Map<string, { readonly facts: RhythmFacts; count: number }>()
  for (const facts of customers) {
    const key = `${facts.repeats}/${facts.span}/${facts.age}`
    const group = groups.get(key)
    if (group) group.count++
    else groups.set(key, { facts, count: 1 })
  }
  const all = [...groups.values()]
  const repeats = Int32Array.from(all, ({ facts }) => facts.repeats)
  const ages = Int32Array.from(all, ({ facts }) => facts.age)
  return {
    counts: Int32Array.from(all, ({ count }) => count),
    repeats,
    spans: Int32Array.from(all, ({ facts }) => facts.span),
    ages,
    most: repeats.reduce((high, x) => Math.max(high, x), 0),
    longest: ages.reduce((high, age) => Math.max(high, age), 0),
  }
}

/**
 * Fits the gamma-Poisson model (negative binomial with exposure) to repeat order days:
 * ln L = ln Γ(r+x) − ln Γ(r) + r ln α − (r+x) ln(α+T), without labels. Customers whose first order
 * is on the day of the judgement say nothing and are left out.
 */
export function fitRhythm(customers: readonly RhythmFacts[]): BaseRhythm {
  const known = sampled(customers).filter(({ age }) => age > 0)
  if (known.length < leastCustomers) return shippedRhythm
  const { counts, repeats, ages, most, longest } = grouped(known)
  const { at } = minimise(
    ([logShape = 0, logDays = 0]) => {
      const shape = Math.exp(logShape)
      const rising = logRising(shape, most)
      const over = logsFrom(Math.exp(logDays), longest)
      let sum = 0
      for (let i = 0; i < counts.length; i++) {
        const x = repeats[i] ?? 0
        const own = (rising[x] ?? 0) + shape * logDays - (shape + x) * (over[ages[i] ?? 0] ?? 0)
        sum += (counts[i] ?? 0) * own
      }
      return -sum
    },
    [Math.log(shippedRhythm.shape), Math.log(shippedRhythm.days)],
  )
  return { shape: Math.exp(at[0] ?? 0), days: Math.exp(at[1] ?? 0) }
}

/**
 * The gap between two orders that is to be expected of a customer, in days: its own mean, drawn
 * towards the base's as long as it has ordered little. (α + T) ÷ (r + x).
 */
export function meanGap(facts: RhythmFacts, base: BaseRhythm): number {
  return (base.days + facts.age) / (base.shape + facts.repeats)
}

/** Days since the last order. */
export const silence = (facts: RhythmFacts) => facts.age - facts.span
