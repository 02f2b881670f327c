import type { CheckInJudgement, Verdict } from '../visits/check-in.ts'

/** What comes next on the page after a position was judged against a customer; metres. */
export type LiveStep =
  | { readonly kind: 'begin'; readonly verdict: Verdict }
  /** The phone does not know well enough where it is. */
  | { readonly kind: 'weak' }
  | { readonly kind: 'needsReason'; readonly distanceM: number; readonly toleranceM: number }
  | { readonly kind: 'far'; readonly distanceM: number }

/**
 * Decides what a measured position is good for. A weak one (its error is larger than the rule allows) is never
 * a pass and never an accusation: the rep tries again, or gives a reason and the visit stays unverified.
 * Too far with a weak position is still too far: the error that is believed is capped in the judgement.
 * `pinIsWrong`: the rep says that not they but the customer's point is elsewhere.
 */
export function liveStep(
  judgement: CheckInJudgement,
  given: { readonly weak: boolean; readonly reason: boolean; readonly pinIsWrong: boolean },
): LiveStep {
  const { verdict } = judgement
  if (verdict === 'off_site') {
    if (given.reason && given.pinIsWrong) return { kind: 'begin', verdict }
    return { kind: 'far', distanceM: judgement.distanceM }
  }
  if (verdict === 'needs_reason') {
    if (given.reason) return { kind: 'begin', verdict }
    if (given.weak) return { kind: 'weak' }
    const { distanceM, toleranceM } = judgement
    return { kind: 'needsReason', distanceM, toleranceM }
  }
  if (!given.weak) return { kind: 'begin', verdict }
  return given.reason ? { kind: 'begin', verdict: 'unverified' } : { kind: 'weak' }
}

/** Whether an error is larger than allowed; one that the phone does not tell counts as too large. Metres. */
export function isWeak(accuracyM: number | null, maxAccuracyM: number): boolean {
  return accuracyM === null || accuracyM > maxAccuracyM
}
