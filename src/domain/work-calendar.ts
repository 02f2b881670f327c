import chineseDays from 'chinese-days'
import { addDays, daysFrom, isoWeekday, type LocalDate } from './time.ts'

export type DayPart = 'am' | 'pm'
export type DayKindName = 'work' | 'rest' | 'holiday' | 'leave' | 'trip'

/** A dated exception as imported: for the company, a team or a person; no part is the whole day. */
export type DayException = {
  date: LocalDate
  kind: 'holiday' | 'workday' | 'leave' | 'trip'
  part?: DayPart
}

export type WorkCalendarRules = {
  /** Weekly rest: double 双休 Saturday and Sunday, single 单休 Sunday, none. */
  restDays: 'double' | 'single' | 'none'
  exceptions: readonly DayException[]
  /** Whether the State Council's holidays and 调休 working days count. */
  useNationalHolidays: boolean
}

/** What a day is. With `part`, that half is of this kind and the other half is worked. */
export type DayKind = {
  kind: DayKindName
  part?: DayPart
  source: 'exception' | 'national' | 'week'
}

export type WorkCalendar = {
  dayKind(day: LocalDate): DayKind
  /** Whether visits can be planned: at least half the day is worked. */
  isWorkingDay(day: LocalDate): boolean
  /** Share of the day that is worked: 0, 0.5 or 1. */
  workShare(day: LocalDate): number
  /** The working days from `from` to `to`, both included. */
  workingDays(from: LocalDate, to: LocalDate): LocalDate[]
  /** Working days in that range with halves as 0.5, as targets are scaled. */
  workingDayCount(from: LocalDate, to: LocalDate): number
  /** The first working day after `day`; null when the next 400 days have none. */
  nextWorkingDay(day: LocalDate): LocalDate | null
  /** Whether the holiday notice of a year is known; if not, only rest days and exceptions count. */
  knowsYear(year: number): boolean
}

/** Builds the calendar of a company, a team or a person from its rules and exceptions. */
export function workCalendar(rules: WorkCalendarRules): WorkCalendar {
  throw new Error(String([rules, chineseDays, addDays, daysFrom, isoWeekday]))
}
