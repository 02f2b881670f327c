/** Every card that may be worked out by a job. */
import type { AnySlowCard } from './bot/slow-card.ts'
import { slowAnalysis } from './features/analysis/answer.ts'
import { slowDigest, slowPeriod } from './features/performance/private-digest.ts'

export const slowCards: readonly AnySlowCard[] = [slowDigest, slowPeriod, slowAnalysis]
