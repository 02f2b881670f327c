/** Sample lines for galleries: 16 of 21 work days are over. */
import type { MetricKey } from '../../src/domain/performance/metrics.ts'
import { metricOf } from '../../src/domain/performance/metrics.ts'
import { aimOf, progressOf } from '../../src/domain/performance/targets.ts'
import type { AimedLine } from './view.ts'

export function sampleLine(
  key: MetricKey,
  value: number | null,
  set: number,
  away: { leaveDays?: number; tripDays?: number; outDays?: number } = {},
): AimedLine {
  const { leaveDays = 0, tripDays = 0, outDays = 0 } = away
  const own = 21 - leaveDays - tripDays - outDays
  const days = { workDays: 21, leaveDays, tripDays, outDays, own, gone: Math.min(own, 16) }
  const isRate = metricOf(key).unit === 'rate'
  const aim = aimOf(set, days, { isRate, isAdjusted: true })
  return { key, value, aim, progress: value === null ? null : progressOf(value, aim) }
}
