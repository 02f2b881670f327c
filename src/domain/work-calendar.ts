import chineseDays from 'chinese-days'
import { addDays, daysFrom, isOddIsoWeek, isoWeekday, type LocalDate } from './time.ts'

export type DayPart = 'am' | 'pm'
/** Half-day leave ends or begins then. */
export const noon = '12:30'
export type DayKindName = 'work' | 'rest' | 'holiday' | 'leave' | 'trip'

/**
 * A dated exception as imported; no `part` is the whole day. `scope` is whom the row names
 * (default organisation): a person's leave stands although the whole company works that Saturday.
 */
export type DayException = {
  date: LocalDate
  kind: 'holiday' | 'workday' | 'leave' | 'trip'
  part?: DayPart
  scope?: 'organisation' | 'team' | 'person'
}

export type WorkCalendarRules = {
  /**
   * Weekly rest: double 双休 Saturday and Sunday, single 单休 Sunday, alternating 大小周 in turn, none.
   */
  restDays: 'double' | 'single' | 'alternating' | 'none'
  /** 大小周: in which ISO weeks Saturday is worked; default odd. */
  sixDayWeeks?: 'odd' | 'even'
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

/** A half of a day: what it is, and whether it would be worked if nobody were on leave or on a trip. */
export type HalfDay = { kind: DayKindName; isDue: boolean }

export type WorkCalendar = {
  /** Morning and afternoon. */
  halves(day: LocalDate): readonly [HalfDay, HalfDay]
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

/**
 * Builds the calendar of a company, a team or a person. For each half of a day the first that
 * applies decides: an exception (the narrowest scope; within it workday, leave, trip, holiday),
 * the State Council's notice, the weekly rest, else it is worked.
 */
export function workCalendar(rules: WorkCalendarRules): WorkCalendar {
  const exceptions = byDate(rules.exceptions)

  const half = (day: LocalDate, part: DayPart, without: readonly string[] = []): Half => {
    const found = exceptions
      .get(day)
      ?.find((e) => (e.part === undefined || e.part === part) && !without.includes(e.kind))
    if (found) return { kind: found.kind === 'workday' ? 'work' : found.kind, source: 'exception' }
    const national = rules.useNationalHolidays ? noticeFor(day) : null
    if (national) return { kind: national.work ? 'work' : 'holiday', source: 'national' }
    return { kind: isoWeekday(day) >= restsFrom(day, rules) ? 'rest' : 'work', source: 'week' }
  }

  const halfDay = (day: LocalDate, part: DayPart): HalfDay => {
    const { kind } = half(day, part)
    if (kind !== 'leave' && kind !== 'trip') return { kind, isDue: kind === 'work' }
    return { kind, isDue: half(day, part, AWAY).kind === 'work' }
  }

  const dayKind = (day: LocalDate): DayKind => {
    const [am, pm] = [half(day, 'am'), half(day, 'pm')]
    if (am.kind === pm.kind) return am
    if (pm.kind === 'work') return { ...am, part: 'am' }
    if (am.kind === 'work') return { ...pm, part: 'pm' }
    return WEIGHT.indexOf(am.kind) < WEIGHT.indexOf(pm.kind) ? am : pm // no half is worked
  }

  const workShare = (day: LocalDate): number =>
    (half(day, 'am').kind === 'work' ? 0.5 : 0) + (half(day, 'pm').kind === 'work' ? 0.5 : 0)
  const isWorkingDay = (day: LocalDate): boolean => workShare(day) > 0

  return {
    halves: (day) => [halfDay(day, 'am'), halfDay(day, 'pm')],
    dayKind,
    workShare,
    isWorkingDay,
    workingDays: (from, to) => daysFrom(from, to).filter(isWorkingDay),
    workingDayCount: (from, to) => daysFrom(from, to).reduce((sum, day) => sum + workShare(day), 0),
    nextWorkingDay: (day) =>
      daysFrom(addDays(day, 1), addDays(day, SEARCH_DAYS)).find(isWorkingDay) ?? null,
    knowsYear: (year) => noticeFor(`${year}-10-01` as LocalDate) !== null,
  }
}

/** The weekday from which on a week rests: 6 Saturday, 7 Sunday, 8 never. */
function restsFrom(day: LocalDate, { restDays, sixDayWeeks = 'odd' }: WorkCalendarRules): number {
  const isSixDayWeek = isOddIsoWeek(day) === (sixDayWeeks === 'odd')
  return { double: 6, single: 7, alternating: isSixDayWeek ? 7 : 6, none: 8 }[restDays]
}

type Half = { kind: DayKindName; source: DayKind['source'] }

const AWAY: readonly string[] = ['leave', 'trip']
const SEARCH_DAYS = 400
const WEIGHT: readonly string[] = ['workday', 'work', 'leave', 'trip', 'holiday', 'rest']
const SCOPES: readonly string[] = ['person', 'team', 'organisation']

/** The exceptions of each day, the deciding one first. */
function byDate(exceptions: readonly DayException[]): Map<LocalDate, DayException[]> {
  const sorted = exceptions.toSorted(
    (a, b) =>
      SCOPES.indexOf(a.scope ?? 'organisation') - SCOPES.indexOf(b.scope ?? 'organisation') ||
      WEIGHT.indexOf(a.kind) - WEIGHT.indexOf(b.kind),
  )
  const days = new Map<LocalDate, DayException[]>()
  for (const one of sorted) days.set(one.date, [...(days.get(one.date) ?? []), one])
  return days
}

/**
 * What the State Council's yearly notice says of a day: holiday, or 调休 working day; null when it
 * does not name the day. (National Day is in every notice, so it tells whether a year is known.)
 */
function noticeFor(day: LocalDate): { work: boolean } | null {
  // Only a bare date works in every zone of the machine: the package shifts its own tables alike.
  const { work, name } = chineseDays.getDayDetail(day)
  return name.includes(',') ? { work } : null
}
