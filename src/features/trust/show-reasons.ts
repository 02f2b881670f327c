/** What the rules found, in the rules' own words. */
import type { Judgement, ReasonView } from '../../../cards/trust/view.ts'
import { ruleOf } from '../../domain/trust/rules/index.ts'
import type { Case, Signal } from './show-case.ts'

/** A flag as a reason; null for one whose rule does not exist any more. */
function reasonOf({ ruleId, numbers, weight }: Signal): ReasonView | null {
  const rule = ruleOf(ruleId)
  return rule && { title: rule.title, reason: rule.reason, numbers, points: weight }
}

export const judgementOf = ({ assessment, flags, lacking }: Case): Judgement => ({
  score: assessment.score,
  band: assessment.band,
  reasons: flags.flatMap((signal) => reasonOf(signal) ?? []),
  lacking,
})
