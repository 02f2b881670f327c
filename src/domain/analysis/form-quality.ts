/** Which fields of the check-out form are filled in, and which only look as if they were. */
import { type Rate, rate } from '../performance/rates.ts'

/** The fields of the form, as the form names them. */
export const formFields = ['summary', 'outcome', 'orderAmount', 'nextStep', 'nextVisitOn'] as const
export type FormField = (typeof formFields)[number]

export interface FieldCount {
  readonly field: FormField
  /** Visits in which it could be filled in: of the amount, those with an order. */
  readonly asked: number
  readonly filled: number
  /** Of the filled, those with the answer that is given most often. */
  readonly most: number
  /** Of the filled, those whose answer some other visit has, too. */
  readonly repeated: number
  readonly mostWords: string | null
}

/**
 * `unused`: hardly anybody fills it in. `sameAnswer`: nearly all give one answer. `copied`: most answers
 * have been given before, word for word. `tooFew`: nothing can be said yet.
 */
export type FieldVerdict = 'unused' | 'sameAnswer' | 'copied' | 'good' | 'tooFew'

export interface FieldQuality extends FieldCount {
  readonly fillRate: Rate
  readonly sameShare: Rate
  readonly repeatedShare: Rate
  readonly verdict: FieldVerdict
}

/** Fewer visits prove nothing. */
export const leastVisits = 20
/** Below it a field costs everybody a look and gives nothing. */
export const unusedBelow = 0.05
/** Of so many equal answers the field tells nothing apart. */
const sameFrom = 0.8
/** Words that were mostly used before are copied, not written. */
const copiedFrom = 0.6

/** A choice repeats by nature, and days and amounts may well be equal: only words can be copied. */
const isWords = (field: FormField) => field === 'summary' || field === 'nextStep'

export function fieldQuality(count: FieldCount): FieldQuality {
  const fillRate = rate(count.filled, count.asked)
  const sameShare = rate(count.most, count.filled)
  const repeatedShare = rate(count.repeated, count.filled)
  return { ...count, fillRate, sameShare, repeatedShare, verdict: verdictOf(count) }
}

function verdictOf({ field, asked, filled, most, repeated }: FieldCount): FieldVerdict {
  if (asked < leastVisits) return 'tooFew'
  if (filled < asked * unusedBelow) return 'unused'
  if (filled < leastVisits) return 'tooFew'
  if (field !== 'nextVisitOn' && most >= filled * sameFrom) return 'sameAnswer'
  return isWords(field) && repeated >= filled * copiedFrom ? 'copied' : 'good'
}

/** A field is dead when filling it in tells nobody anything. */
export const isDead = ({ verdict }: Pick<FieldQuality, 'verdict'>): boolean =>
  verdict === 'unused' || verdict === 'sameAnswer' || verdict === 'copied'
