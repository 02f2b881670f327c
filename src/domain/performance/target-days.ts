/** A month in days of work, as a target is scaled by them: whole company, and one person. */
import { daysFrom, type LocalDate } from '../time.ts'
import type { WorkCalendar } from '../work-calendar.ts'

/** Days of a month; halves are 0.5. */
export type TargetDays = {
  /** What everybody works: rest days, holidays and 调休 are in it already. */
  workDays: number
  /** Of `workDays`, on leave, and on a trip. */
  leaveDays: number
  tripDays: number
  /** Of `workDays`, before somebody joined or after they left. */
  outDays: number
  /** What is left of `workDays`; days on a trip as much as the rule says. */
  own: number
  /** Of `own`, what is over. */
  gone: number
}

export type Employed = { joinedOn: LocalDate | null; leftOn: LocalDate | null }

/**
 * The days of a person's month. `over` is the last day that is over (null: none yet). A day on a trip
 * counts 1 − `tripWeight`: at 1 it is as a day of leave, at 0 as any other. Both ends of being employed
 * belong to it.
 */
export function targetDays(asked: {
  calendar: WorkCalendar
  from: LocalDate
  to: LocalDate
  over: LocalDate | null
  tripWeight: number
  employed?: Employed
}): TargetDays {
  const { calendar, over, tripWeight } = asked
  const { joinedOn, leftOn } = asked.employed ?? { joinedOn: null, leftOn: null }
  const days: TargetDays = {
    workDays: 0,
    leaveDays: 0,
    tripDays: 0,
    outDays: 0,
    own: 0,
    gone: 0,
  }
  for (const day of daysFrom(asked.from, asked.to)) {
    const isOut = (joinedOn !== null && day < joinedOn) || (leftOn !== null && day > leftOn)
    for (const { kind, isDue } of calendar.halves(day)) {
      if (!isDue) continue
      days.workDays += 0.5
      const worth = isOut || kind === 'leave' ? 0 : kind === 'trip' ? 0.5 * (1 - tripWeight) : 0.5
      if (isOut) days.outDays += 0.5
      else if (kind === 'leave') days.leaveDays += 0.5
      else if (kind === 'trip') days.tripDays += 0.5
      days.own += worth
      if (over !== null && day <= over) days.gone += worth
    }
  }
  // Weights are decimals: a sum of binary fractions would show more.
  return { ...days, own: exact(days.own), gone: exact(days.gone) }
}

const exact = (value: number) => Math.round(value * 1e4) / 1e4
