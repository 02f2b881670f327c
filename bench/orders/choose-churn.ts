import {
  type ChurnFeature,
  churnFeatures,
  churnRisk,
  churnRows,
  logOdds,
  modelChances,
} from '../../src/domain/alarms/rank.ts'
import { fitLogistic } from './logistic.ts'
import type { Prepared } from './prepare.ts'
import { type Cohort, cohorts } from './protocol.ts'

/** Heavy on purpose: features that say nearly the same share their weight, which carries over to longer histories. */
const ridge = 0.3

/**
 * The weights of the churn ranking from the training cuts. Each set counts the same, and in it each
 * cohort. `keep` leaves customers out, for checking on those.
 */
export function chooseChurnWeights(
  training: readonly Prepared[],
  keep: (customer: string) => boolean = () => true,
): Record<ChurnFeature, number> {
  const rows: number[][] = []
  const left: boolean[] = []
  const weight: number[] = []
  for (const { cut, base, judged, facts } of training) {
    const all = churnRows(facts, base, cut.horizon)
    const cuts = training.filter((other) => other.cut.set === cut.set).length
    const size = (cohort: Cohort) => judged.filter((one) => one.in.has(cohort)).length
    const sizes = new Map(cohorts.map((cohort) => [cohort, size(cohort)]))
    for (const [i, one] of judged.entries()) {
      if (!keep(one.history.customer)) continue
      rows.push(all[i] ?? [])
      left.push(one.left)
      weight.push([...one.in].reduce((sum, cohort) => sum + 1 / (sizes.get(cohort) ?? 1), 0) / cuts)
    }
  }
  const [, ...chosen] = fitLogistic(rows, left, weight, ridge)
  return Object.fromEntries(churnFeatures.map((name, i) => [name, chosen[i] ?? 0])) as Record<
    ChurnFeature,
    number
  >
}

/** The logistic line that turns the model's chances, in our order, into what came true at the training cuts. */
export function chooseCalibration(
  training: readonly Prepared[],
  weights: Record<ChurnFeature, number>,
): { shift: number; slope: number } {
  const parts = training.map(({ cut, base, judged, facts }) => {
    const scores = churnRisk(facts, base, cut.horizon, weights).map(({ score }) => score)
    return { judged, chances: modelChances(facts, base, cut.horizon, scores) }
  })
  const [shift = 0, slope = 1] = fitLogistic(
    parts.flatMap(({ chances }) => chances.map((chance) => [logOdds(chance)])),
    parts.flatMap(({ judged }) => judged.map(({ left }) => left)),
    parts.flatMap(({ judged }) => judged.map(() => 1 / judged.length)),
    0,
  )
  return { shift, slope }
}

/** Halves of the customers by their code, the same on every machine. */
export function halfOf(customer: string): 0 | 1 {
  let hash = 2166136261
  for (const letter of customer) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619) >>> 0
  return ((hash >>> 12) & 1) as 0 | 1
}
