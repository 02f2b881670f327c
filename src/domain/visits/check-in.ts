import { distanceM, type Point } from '../geo.ts'

/** All in metres; `graceM` is where a reason no longer helps, for a customer of usual tolerance. */
export type CheckInRules = { toleranceM: number; graceM: number; maxAccuracyM: number }

/** A position; `accuracyM` is the radius of its error, which chat locations lack. */
export type Fix = { point: Point; accuracyM?: number }

/**
 * Where a customer is, and its own or learned tolerance. No point: not yet pinned (待采点). `doubtful`: the
 * point was made from an address and nobody has found it right yet (待核实).
 */
export type Site = { point?: Point; toleranceM?: number; doubtful?: boolean }

export type Verdict = 'on_site' | 'needs_reason' | 'off_site' | 'unverified'

/** `distanceM` is the raw distance, as it is shown and stored; the limits are those applied. */
export type CheckInJudgement =
  | {
      verdict: 'on_site' | 'needs_reason' | 'off_site'
      distanceM: number
      toleranceM: number
      graceM: number
    }
  | { verdict: 'unverified' }

/** 300 m on site, to 500 m with a reason (contract.md); at most 100 m of GPS error is believed. */
export const defaultCheckInRules: CheckInRules = { toleranceM: 300, graceM: 500, maxAccuracyM: 100 }

/**
 * Decides whether a check-in counts as on site.
 *
 * The reported GPS error is given to the rep, since indoor fixes are poor, but capped: otherwise a
 * phone that reports a huge error could check in from home. A customer with a tolerance of its own
 * keeps the same width of grace beyond it. The limits themselves are inside.
 *
 * A doubtful point can agree with a check-in, which then is on site; it says nothing against one: a
 * rep is not off site because a geocoder was.
 */
export function judgeCheckIn(fix: Fix, site: Site, rules: CheckInRules): CheckInJudgement {
  if (!site.point) return { verdict: 'unverified' }
  const toleranceM = site.toleranceM ?? rules.toleranceM
  const graceM = toleranceM + Math.max(0, rules.graceM - rules.toleranceM)
  const distance = distanceM(fix.point, site.point)
  const atLeast = distance - believedErrorM(fix, rules)
  if (site.doubtful && atLeast > toleranceM) return { verdict: 'unverified' }
  const verdict =
    atLeast <= toleranceM ? 'on_site' : atLeast <= graceM ? 'needs_reason' : 'off_site'
  return { verdict, distanceM: distance, toleranceM, graceM }
}

/** The part of a fix's error that counts in the rep's favour, in metres. */
export function believedErrorM(fix: Fix, rules: CheckInRules): number {
  return Math.min(Math.max(0, fix.accuracyM ?? 0), rules.maxAccuracyM)
}
