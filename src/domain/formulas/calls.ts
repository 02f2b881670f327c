/** The functions of the formula language. Missing data is null; each says what it makes of it. */
import { callWords } from './call-words.ts'

export type Value = number | null

type CallSpec = {
  readonly least: number
  /** Null: as many as one likes. */
  readonly most: number | null
  /** Arguments come in pairs. */
  readonly paired?: true
  readonly of: (...all: never[]) => Value
}

/**
 * Missing data is null and stays null through every operation, so that nobody's gap counts as 0; whoever
 * wants it to count says so: `or(metric, 0)`, or leaves it out by `weighted`. Division by 0 is null as well.
 */
export const calls = {
  /** Least and greatest of those that are known. */
  min: { least: 1, most: null, of: (...all: Value[]) => pick(all, Math.min) },
  max: { least: 1, most: null, of: (...all: Value[]) => pick(all, Math.max) },
  /** The first that is known. */
  or: {
    least: 2,
    most: null,
    of: (...all: Value[]) => all.find((one) => one !== null) ?? null,
  },
  round: {
    least: 1,
    most: 2,
    of: (value: Value, digits: Value = 0) =>
      value === null || digits === null ? null : roundTo(value, digits),
  },
  /** Between a least and a greatest value. */
  clamp: {
    least: 3,
    most: 3,
    of: (value: Value, low: Value = null, high: Value = null) =>
      value === null || low === null || high === null ? null : Math.min(high, Math.max(low, value)),
  },
  /** 0–1: how far a value has come from one bound to the other; the bounds may run downwards. */
  scale: {
    least: 3,
    most: 3,
    of: (value: Value, from: Value = null, to: Value = null) =>
      value === null || from === null || to === null || from === to
        ? null
        : Math.min(1, Math.max(0, (value - from) / (to - from))),
  },
  /** The third where the first is at least the second, else the fourth. */
  ifAtLeast: {
    least: 4,
    most: 4,
    of: (value: Value, least: Value = null, yes: Value = null, no: Value = null) =>
      value === null || least === null ? null : value >= least ? yes : no,
  },
  /**
   * The mean of values by their weights, value and weight in turn. What is missing is left out with its
   * weight; where less than half of the weight is known there is no mean.
   */
  weighted: { least: 4, most: null, paired: true, of: weightedMean },
} as const satisfies Record<string, CallSpec>

export type CallName = keyof typeof calls
export const formulaCalls = Object.keys(calls) as readonly CallName[]

const byAnyName = new Map<string, CallName>(
  formulaCalls.flatMap((name) => [
    [name, name],
    [callWords[name].zh, name],
  ]),
)
/** The function of a name in either language. */
export const callOf = (name: string): CallName | undefined => byAnyName.get(name)
export const callNames = [...byAnyName.keys()]
export const isPaired = (name: CallName): boolean => 'paired' in calls[name]

/** Beyond what numbers hold there is no value. */
export const known = (value: Value): Value =>
  value !== null && Number.isFinite(value) ? value : null

export const callValue = (name: CallName, values: readonly Value[]): Value =>
  known((calls[name].of as (...all: Value[]) => Value)(...values))

/** How much of a weighted mean is known: the weight of what has a value, and all of it. */
export function weightsOf(pairs: readonly { value: Value; weight: Value }[]) {
  const sum = (some: readonly { weight: Value }[]) =>
    some.reduce((total, { weight }) => total + (weight ?? 0), 0)
  return { known: sum(pairs.filter(({ value }) => value !== null)), all: sum(pairs) }
}

export const pairsOf = <V>(all: readonly V[]): [V, V][] =>
  Array.from({ length: Math.floor(all.length / 2) }, (_, i) => [
    all[2 * i] as V,
    all[2 * i + 1] as V,
  ])

function weightedMean(...all: Value[]): Value {
  const pairs = pairsOf(all).map(([value, weight]) => ({ value, weight }))
  // A weight that is not known, or takes away, is no weight.
  if (pairs.some(({ weight }) => weight === null || weight < 0)) return null
  const { known: has, all: whole } = weightsOf(pairs)
  if (has <= 0 || has * 2 < whole) return null
  return pairs.reduce((sum, { value, weight }) => sum + (value ?? 0) * (weight ?? 0), 0) / has
}

function pick(all: readonly Value[], of: (...known: number[]) => number): Value {
  const numbers = all.filter((one) => one !== null)
  return numbers.length > 0 ? of(...numbers) : null
}

function roundTo(value: number, digits: number): number {
  const factor = 10 ** Math.min(6, Math.max(0, Math.trunc(digits)))
  return Math.round(value * factor) / factor
}
