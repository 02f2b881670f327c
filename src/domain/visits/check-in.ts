import type { Point } from '../geo.ts'

export type CheckInRules = { toleranceM: number; graceM: number; maxAccuracyM: number }
/** A position; `accuracyM` the radius of its error, which chat locations lack. */
export type Fix = { point: Point; accuracyM?: number }
/** Where the customer is; `toleranceM` its own or learned tolerance. */
export type Site = { point?: Point; toleranceM?: number }
export type Verdict = 'on_site' | 'needs_reason' | 'off_site' | 'unverified'

export type CheckInJudgement =
  | { verdict: 'on_site' | 'needs_reason' | 'off_site'; distanceM: number; toleranceM: number }
  | { verdict: 'unverified' }

export type Candidate = Site & { code: string; planned: boolean; intended: boolean }
export type CheckInMatch =
  | { kind: 'one'; code: string; judgement: CheckInJudgement }
  | { kind: 'choose'; options: { code: string; distanceM: number; planned: boolean }[] }
  | { kind: 'none'; nearest?: { code: string; distanceM: number } }

export function judgeCheckIn(fix: Fix, site: Site, rules: CheckInRules): CheckInJudgement {
  throw new Error(String([fix, site, rules]))
}

export function matchCheckIn(
  fix: Fix,
  candidates: readonly Candidate[],
  rules: CheckInRules,
): CheckInMatch {
  throw new Error(String([fix, candidates, rules]))
}
