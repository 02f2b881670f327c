import { logRising, logsFrom, minimise, sampled } from './fit.ts'
import { grouped, leastCustomers, type RhythmFacts } from './rhythm.ts'

/**
 * Orders as MBG/CNBD-2 sees them (Platzer and Reutterer, Marketing Science 35(5), 2016): a customer
 * orders with gaps that are the sum of two exponential ones (more regular than chance), at a rate
 * from Gamma(shape, days), and after each order leaves for good with a chance from Beta(leave, stay).
 */
export interface BaseDropout {
  readonly shape: number
  readonly days: number
  readonly leave: number
  readonly stay: number
}

export const shippedDropout: BaseDropout = { shape: 1, days: 30, leave: 0.6, stay: 3 }

/** Fits the four numbers by maximum likelihood, without labels. */
export function fitDropout(customers: readonly RhythmFacts[]): BaseDropout {
  const known = sampled(customers).filter(({ age }) => age > 0)
  if (known.length < leastCustomers) return shippedDropout
  const { counts, repeats, spans, ages, most, longest } = grouped(known)
  const start = Object.values(shippedDropout).map(Math.log)
  const { at } = minimise((logs) => {
    // Beyond e^±9 the likelihood is flat: the model has fallen into a simpler one.
    if (logs.some((value) => Math.abs(value) > 9)) return Number.POSITIVE_INFINITY
    const base = fromLogs(logs)
    const { shape, days, leave, stay } = base
    const rising = logRising(shape, 2 * most)
    const staying = logRising(stay, most + 1)
    const asked = logRising(leave + stay, most + 1)
    const over = logsFrom(days, longest)
    const alone = shape * Math.log(days)
    const leaving = Float64Array.from({ length: most + 1 }, (_, x) => Math.log(leave / (stay + x)))
    let sum = 0
    // As `weights` has it, with the logs out of tables: a fit asks for each of them a hundred times.
    for (let i = 0; i < counts.length; i++) {
      const x = repeats[i] ?? 0
      const span = spans[i] ?? 0
      const age = ages[i] ?? 0
      const power = shape + 2 * x
      const alive = -power * (over[age] ?? 0) + Math.log(1 + ((age - span) * power) / (days + age))
      const gone = (leaving[x] ?? 0) - power * (over[span] ?? 0)
      const top = Math.max(alive, gone)
      sum +=
        (counts[i] ?? 0) *
        ((rising[2 * x] ?? 0) +
          alone +
          (staying[x + 1] ?? 0) -
          (asked[x + 1] ?? 0) +
          top +
          Math.log(1 + Math.exp(Math.min(alive, gone) - top)))
    }
    return -sum
  }, start)
  return fromLogs(at)
}

function fromLogs([shape = 0, days = 0, leave = 0, stay = 0]: readonly number[]): BaseDropout {
  return {
    shape: Math.exp(shape),
    days: Math.exp(days),
    leave: Math.exp(leave),
    stay: Math.exp(stay),
  }
}

/** Logs of how well "still a customer" and "gone since the last order" explain the facts, up to a common factor. */
function weights({ repeats: x, span, age }: RhythmFacts, base: BaseDropout) {
  return {
    alive: logNone(2 * x, age, age - span, base),
    gone:
      Math.log(base.leave / (base.stay + x)) - (base.shape + 2 * x) * Math.log(base.days + span),
  }
}

/** Log of the chance, up to a common factor, that a living customer is silent for the last `quiet` of `age` days. */
function logNone(stages: number, age: number, quiet: number, { shape, days }: BaseDropout): number {
  const power = shape + stages
  return -power * Math.log(days + age) + Math.log(1 + (quiet * power) / (days + age))
}

/** The chance (0–1) that a customer has not left. */
export function aliveChance(facts: RhythmFacts, base: BaseDropout): number {
  const { alive, gone } = weights(facts, base)
  return 1 / (1 + Math.exp(gone - alive))
}

/** The chance (0–1) that a customer orders nothing in the next `horizon` days. */
export function noOrderChance(facts: RhythmFacts, base: BaseDropout, horizon: number): number {
  const { repeats: x, span, age } = facts
  const stillSilent = Math.exp(
    logNone(2 * x, age + horizon, age - span + horizon, base) -
      logNone(2 * x, age, age - span, base),
  )
  const alive = aliveChance(facts, base)
  return 1 - alive + alive * stillSilent
}
