/** Every card that may be worked out by a job. */
import type { AnySlowCard } from './bot/slow-card.ts'
import { slowAlarms } from './features/alarms/handlers.ts'
import { slowAnalysis } from './features/analysis/answer.ts'
import { slowPeople } from './features/commission/payroll.ts'
import { slowDigest, slowPeriod } from './features/performance/private-digest.ts'
import { slowFilter } from './features/plans/batch/handlers.ts'
import { slowNeglected } from './features/plans/batch/neglected-command.ts'
import { slowScores } from './features/scores/views.ts'
import { slowResults } from './features/targets/results.ts'

export const slowCards: readonly AnySlowCard[] = [
  slowDigest,
  slowPeriod,
  slowAnalysis,
  slowPeople,
  slowAlarms,
  slowNeglected,
  slowFilter,
  slowResults,
  slowScores,
]
