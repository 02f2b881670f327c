/** Ideas about places: how far from the customer a check-in may be. */
import { type Count, countIf, type Idea, quantile, totalOf } from './idea.ts'

const leastCheckIns = 100
const manyAway = 0.1
/** Below this the error of a phone's position decides. */
const smallest = 100
const steps = [100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000]

/**
 * The tolerance against the distances (metres) of check-ins that nobody doubted: wider, when many that
 * were honest had to give a reason; narrower, when nearly all are far inside. Never wider than `graceM`,
 * up to which a reason is enough.
 */
export function toleranceIdea(
  distances: readonly Count[],
  { toleranceM: now, graceM }: { readonly toleranceM: number; readonly graceM: number },
): Idea | null {
  const checkIns = totalOf(distances)
  if (checkIns < leastCheckIns) return null
  const away = countIf(distances, (metres) => metres > now)
  const numbers = {
    checkIns,
    away,
    median: quantile(distances, 0.5),
    p95: quantile(distances, 0.95),
  }
  const base = {
    kind: 'tolerance',
    subject: '',
    from: now,
    sample: checkIns,
    numbers,
    measure: 'away',
  } as const
  if (away >= manyAway * checkIns) {
    const to = steps.find((metres) => metres > now && metres >= numbers.p95 && metres <= graceM)
    return to === undefined ? null : { ...base, why: 'tooNarrow', to }
  }
  const nearlyAll = quantile(distances, 0.99)
  const to = steps.find((metres) => metres >= smallest && metres >= nearlyAll * 1.2)
  if (to === undefined || nearlyAll > now / 2 || to >= now) return null
  return { ...base, why: 'tooWide', to }
}
