/** Every kind of nudge, in the order in which they stand on a card. */
import type { NudgeKind } from './features/nudges/send.ts'
import { openOutingNudge } from './features/outings/chase.ts'
import { scorecardNudge } from './features/performance/digest/scorecards.ts'
import { neglectedNudge } from './features/plans/batch/weekly.ts'
import { lateStops, missedStops } from './features/plans/late.ts'
import { explainNudge } from './features/trust/review-tell.ts'

export const nudgeKinds: readonly NudgeKind[] = [
  lateStops,
  missedStops,
  openOutingNudge,
  neglectedNudge,
  explainNudge,
  scorecardNudge,
]
