/** Scores that admins compute from metrics: versions by month, values, and how a draft moves people. */
import {
  evaluate,
  type Formula,
  type FormulaValues,
  isFormula,
  parseFormula,
} from '../formulas/formula.ts'
import { type Part, partsOf } from '../formulas/parts.ts'
import { type MetricKey, metricOf } from '../performance/metrics.ts'
import { shippedScores } from './shipped.ts'

export const scoreUnits = ['points', 'percent', 'yuan', 'number'] as const
export type ScoreUnit = (typeof scoreUnits)[number]

/** What a score is from a month on. */
export type ScoreVersion = {
  /** The same for all versions of one score. */
  readonly code: string
  readonly name: string
  /** Canonical text (`canonicalNames`); null: the score is given up from this month on. */
  readonly formula: string | null
  readonly unit: ScoreUnit
  /** The most that can be reached: values lie between 0 and it. Null: there is no scale. */
  readonly full: number | null
  /** `2026-11`; `''`: from the beginning. */
  readonly fromMonth: string
}

/** A version with its formula read. */
export type ReadyScore = Omit<ScoreVersion, 'formula'> & { readonly formula: Formula }

/**
 * The scores of a month: of each the newest version that begins in it or before, shipped ones included
 * until somebody follows them up. `versions` are published ones in the order in which they were.
 */
export function scoresIn<V extends ScoreVersion>(
  versions: readonly V[],
  month: string,
): (V | ScoreVersion)[] {
  const newest = new Map<string, V | ScoreVersion>()
  for (const one of [...shippedScores, ...versions]) {
    if (one.fromMonth > month) continue
    const held = newest.get(one.code)
    if (!held || held.fromMonth <= one.fromMonth) newest.set(one.code, one)
  }
  return [...newest.values()].filter(({ formula }) => formula !== null)
}

/** A version whose formula can be reckoned with; null for the end of a score. */
export function readyScore(version: ScoreVersion): ReadyScore | null {
  const formula = version.formula === null ? null : parseFormula(version.formula)
  if (!formula || !isFormula(formula)) return null
  const { code, name, unit, full, fromMonth } = version
  return { code, name, unit, full, fromMonth, formula }
}

/** Metrics as formulas reckon with them: money in yuan instead of fen, rates 0–1, the rest as it is. */
export const formulaValues = (values: FormulaValues): FormulaValues =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      metricOf(key as MetricKey).unit === 'money' && typeof value === 'number'
        ? value / 100
        : value,
    ]),
  )

export type ScoreResult = {
  readonly score: ReadyScore
  /** In the score's unit; null where what it needs is missing. */
  readonly value: number | null
  readonly parts: readonly Part[]
  /** Metrics of the formula that are not known of the person. */
  readonly missing: readonly MetricKey[]
}

/** A person's score from metrics as they are read (money in fen). */
export function scoreOf(score: ReadyScore, metrics: FormulaValues): ScoreResult {
  const values = formulaValues(metrics)
  const value = evaluate(score.formula, values)
  return {
    score,
    value: value === null || score.full === null ? value : Math.min(score.full, Math.max(0, value)),
    parts: partsOf(score.formula, values),
    missing: score.formula.metrics.filter((key) => (values[key] ?? null) === null),
  }
}

/** The highest first; who has no value stands last; equal ones by name. */
export function ranked<P extends { name: string; value: number | null }>(
  people: readonly P[],
): (P & { rank: number | null })[] {
  const sorted = people.toSorted(
    (a, b) =>
      (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY) ||
      a.name.localeCompare(b.name, 'zh'),
  )
  let rank = 0
  return sorted.map((one, i) => {
    if (i === 0 || one.value !== sorted[i - 1]?.value) rank = i + 1
    return { ...one, rank: one.value === null ? null : rank }
  })
}

export type TrialPerson = {
  readonly openId: string
  readonly name: string
  readonly before: number | null
  readonly after: number | null
  readonly missing: readonly MetricKey[]
}

/** What a draft would change: who moves most stands first, then who has no value to compare. */
export function trialOf(people: readonly TrialPerson[]) {
  const moved = ({ before, after }: TrialPerson) =>
    before === null || after === null ? null : after - before
  const mean = (of: (one: TrialPerson) => number | null) => {
    const values = people.map(of).filter((one) => one !== null)
    return values.length > 0 ? values.reduce((sum, one) => sum + one, 0) / values.length : null
  }
  const missing = new Map<MetricKey, number>()
  for (const key of people.flatMap((one) => one.missing))
    missing.set(key, (missing.get(key) ?? 0) + 1)
  const count = (fits: (one: TrialPerson) => boolean) => people.filter(fits).length
  return {
    rows: people.toSorted(
      (a, b) =>
        Math.abs(moved(b) ?? -1) - Math.abs(moved(a) ?? -1) ||
        (b.after ?? Number.NEGATIVE_INFINITY) - (a.after ?? Number.NEGATIVE_INFINITY) ||
        a.name.localeCompare(b.name, 'zh'),
    ),
    before: mean(({ before }) => before),
    after: mean(({ after }) => after),
    up: count((one) => (moved(one) ?? 0) > 0),
    down: count((one) => (moved(one) ?? 0) < 0),
    same: count((one) => moved(one) === 0),
    without: count(({ after }) => after === null),
    /** Of how many people each metric is not known, the most first. */
    missing: [...missing]
      .map(([key, people]) => ({ key, people }))
      .toSorted((a, b) => b.people - a.people),
  }
}
