/** Targets: fair to who was away, split so that nothing is lost, and how far one has come. */
import { roundedParts } from '../spread.ts'
import { type Rate, rate } from './rates.ts'

/** Days of a month as the company works them, halves as 0.5. */
export type AwayDays = {
  /** Days that the company works: rest days, holidays and 调休 are in it already. */
  workDays: number
  leaveDays: number
  tripDays: number
}

/**
 * A target less the days that somebody was away (A3): × (work days − leave − trip days × weight) ÷ work
 * days, so three days of leave of 21 leave 18/21. A trip counts as much as the rule says (1: as leave, 0:
 * not at all). Rounded to whole units; a month without a work day leaves the target alone.
 */
export function fairTarget(target: number, days: AwayDays, tripWeight: number): number {
  if (days.workDays <= 0) return target
  const away = days.leaveDays + days.tripDays * tripWeight
  return Math.round((target * Math.max(0, days.workDays - away)) / days.workDays)
}

/**
 * Splits a total into whole parts in proportion to weights (work days of months, last year's sales …),
 * which add up to it exactly. Without any weight the parts are even.
 */
export function splitTarget(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const shares = sum > 0 ? weights.map((one) => one / sum) : weights.map(() => 1 / weights.length)
  return roundedParts(shares.map((share) => share * total))
}

/** A total that is not the sum of its parts. `difference` = parts − total. */
export type Mismatch = { total: number; parts: number; difference: number }

/** Compares a total with its parts; null where they agree, or where there is no total or no part. */
export function mismatchOf(total: number | null, parts: readonly number[]): Mismatch | null {
  if (total === null || parts.length === 0) return null
  const sum = parts.reduce((a, b) => a + b, 0)
  return sum === total ? null : { total, parts: sum, difference: sum - total }
}

export type Progress = {
  value: number
  target: number
  /** Of the target; null for a target of 0. */
  attained: Rate
  /** What would be there at an even pace; target × work days gone ÷ work days. */
  expected: number
  /** `value` − `expected`: positive is ahead. */
  ahead: number
  /** What is missing, at least 0. */
  left: number
  /** What each of the work days that are left has to bring; null without one. */
  neededADay: number | null
  /** Where the month ends at the pace so far; null before the first work day is over. */
  forecast: number | null
}

/**
 * How far one has come towards a month's target. `gone` and `workDays` are the person's own work days:
 * gone by (today counts as gone once it is over) and of the whole month, halves as 0.5.
 */
export function progressOf(
  value: number,
  target: number,
  { gone, workDays }: { gone: number; workDays: number },
): Progress {
  const expected = workDays > 0 ? (target * Math.min(gone, workDays)) / workDays : 0
  const left = Math.max(0, target - value)
  const daysLeft = workDays - gone
  return {
    value,
    target,
    attained: rate(value, target),
    expected: Math.round(expected),
    ahead: Math.round(value - expected),
    left,
    neededADay: daysLeft > 0 ? left / daysLeft : null,
    forecast: gone > 0 ? Math.round((value * workDays) / gone) : null,
  }
}
