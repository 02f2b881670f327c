import { abilityName } from './score-words.ts'
import type { ScoreVersion } from './scores.ts'

/** 综合能力: its code in every installation. */
export const ABILITY = 'ability'

/**
 * Scores that are there from the first day. 综合能力 is not results alone: whether the planned visits were
 * made, whether they were good ones, how the forms were filled in, and whether promises were kept. What
 * has no data yet (nobody promised anything) is left out and its weight goes to the others.
 */
export const shippedScores: readonly ScoreVersion[] = [
  {
    code: ABILITY,
    name: abilityName.zh,
    formula:
      'weighted(completion_rate, 35, valid_rate, 25, summary_quality, 20, follow_through, 20) * 100',
    unit: 'points',
    full: 100,
    fromMonth: '',
  },
]
