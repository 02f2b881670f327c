/** Targets: fair to who was away, split so that nothing is lost, and how far one has come. */
import { roundedParts } from '../spread.ts'
import { type Rate, rate } from './rates.ts'
import type { TargetDays } from './target-days.ts'

/**
 * A target less the days that somebody was away (A3): × own days ÷ work days, so three days of leave of
 * 21 leave 18/21. Rounded to whole units; a month without a work day leaves the target alone.
 */
export function fairTarget(target: number, days: Pick<TargetDays, 'workDays' | 'own'>): number {
  return days.workDays > 0 ? Math.round((target * days.own) / days.workDays) : target
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

/**
 * Splits what is left of a total among the parts that nobody has set, so that what was set by hand stays.
 * `parts` are as set, null where not. Null when there is nothing to split: no part is open, or those that
 * are set come to more than the total.
 */
export function splitOpen(
  total: number,
  parts: readonly (number | null)[],
  weights: readonly number[],
): (number | null)[] | null {
  const open = parts.flatMap((part, i) => (part === null ? [i] : []))
  const left = total - parts.reduce((sum: number, part) => sum + (part ?? 0), 0)
  if (open.length === 0 || left < 0) return null
  const split = splitTarget(
    left,
    open.map((i) => weights[i] ?? 0),
  )
  return parts.map((part, i) => (part === null ? (split[open.indexOf(i)] ?? null) : null))
}

/** A total that is not the sum of its parts. `difference` = parts − total. */
export type Mismatch = { total: number; parts: number; difference: number }

/** Compares a total with its parts; null where they agree, or where there is no total or no part. */
export function mismatchOf(total: number | null, parts: readonly number[]): Mismatch | null {
  if (total === null || parts.length === 0) return null
  const sum = parts.reduce((a, b) => a + b, 0)
  return sum === total ? null : { total, parts: sum, difference: sum - total }
}

/** What is aimed at in a month, in the unit of the metric (rates 0–1). */
export type Aim = {
  /** As it was set. */
  set: number
  /** After the days away; of a team without a target of its own the sum of its people's. */
  fair: number
  /** What would be there at an even pace, by the end of the last day that is over; of a rate all of it. */
  expected: number
  /** How much of the month is over, 0–1; null where nothing of it is to be worked, and of rates. */
  pace: Rate
  /** Work days that are left, today among them until it is over. */
  daysLeft: number
  /** Why `fair` is what it is; null of a team. */
  days: TargetDays | null
  /** The sum of people's: nobody has set one for the team. */
  isSum: boolean
  /** It is reached or not: there is no pace, and nothing to do a day. */
  isRate: boolean
}

/** A person's aim. Rates are the same whoever was away; `isAdjusted` false leaves the others alone too. */
export function aimOf(
  set: number,
  days: TargetDays,
  kind: { isRate: boolean; isAdjusted: boolean },
): Aim {
  const { isRate } = kind
  const common = { set, daysLeft: days.own - days.gone, isSum: false, isRate }
  if (isRate) return { ...common, fair: set, expected: set, pace: null, days: null }
  const fair = kind.isAdjusted ? fairTarget(set, days) : set
  const pace = rate(days.gone, days.own)
  const expected = fair * (pace ?? 0)
  return { ...common, fair, expected, pace, days: kind.isAdjusted ? days : null }
}

/** The aims of people as one; null without any. `daysLeft` is that of the one with most. */
export function sumAims(aims: readonly Aim[]): Aim | null {
  if (aims.length === 0) return null
  const total = (of: (aim: Aim) => number) => aims.reduce((sum, aim) => sum + of(aim), 0)
  const [fair, expected] = [total((aim) => aim.fair), total((aim) => aim.expected)]
  return {
    set: total((aim) => aim.set),
    fair,
    expected,
    pace: rate(expected, fair),
    daysLeft: Math.max(...aims.map((aim) => aim.daysLeft)),
    days: null,
    isSum: true,
    isRate: false,
  }
}

export type Progress = {
  /** Of the target; null for a target of 0. */
  attained: Rate
  /** Value − what is expected by now: positive is ahead. */
  ahead: number
  /** What is missing, at least 0. */
  left: number
  /** What each of the work days that are left has to bring; null without one, and of rates. */
  neededADay: number | null
  /** Where the month ends at the pace so far; null before the first work day is over, and of rates. */
  forecast: number | null
}

/**
 * How far one has come. `valueThen` is the value at the end of the last day that is over: the pace is
 * taken from whole days, so that a morning does not look like a bad day.
 */
export function progressOf(value: number, aim: Aim, valueThen = value): Progress {
  const { fair, pace, daysLeft, isRate } = aim
  const left = Math.max(0, fair - value)
  const forecast = pace !== null && pace > 0 ? Math.max(value, valueThen / pace) : null
  return {
    attained: rate(value, fair),
    ahead: value - aim.expected,
    left,
    neededADay: isRate || daysLeft <= 0 ? null : left / daysLeft,
    forecast: forecast === null ? null : Math.round(forecast),
  }
}

/** Share of the target that somebody is behind, 0 for who is not; what a manager's list is ordered by. */
export function behindOf(value: number, { fair, expected }: Aim): number {
  return fair > 0 ? Math.max(0, expected - value) / fair : 0
}
