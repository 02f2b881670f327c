/** What a comparison of a few marks: who does best, and how far the others are from it. */
import { type MetricKey, metricOf } from '../performance/metrics.ts'

export interface Compared {
  readonly value: number | null
  readonly isBest: boolean
  /** To the best, in the metric's own unit, never negative; null for the best, and where none is better. */
  readonly gap: number | null
}

/**
 * Values of one metric side by side. Nobody is marked where all are equal, fewer than two are known, or
 * neither more nor less is better; of equal best ones each is.
 */
export function compared(key: MetricKey, values: readonly (number | null)[]): Compared[] {
  const { better } = metricOf(key)
  const known = values.filter((value) => value !== null)
  const isOpen = better !== 'neither' && new Set(known).size > 1
  const best = better === 'less' ? Math.min(...known) : Math.max(...known)
  return values.map((value) => {
    const isBest = isOpen && value === best
    return {
      value,
      isBest,
      gap: isOpen && value !== null && !isBest ? Math.abs(value - best) : null,
    }
  })
}
