/**
 * Every day of a year as the calendar library tells it, against the State Council's notice as it was
 * published. What the library does not know yet is reported, never guessed.
 */
import { describe, expect, test } from 'vitest'
import { addDays, date, daysFrom, isoWeekday, type LocalDate } from '../../src/domain/time.ts'
import { workCalendar } from '../../src/domain/work-calendar.ts'

interface Notice {
  readonly year: number
  /** First and last day of each holiday. */
  readonly holidays: readonly (readonly [name: string, from: string, to: string])[]
  /** 调休: weekend days that are worked. */
  readonly worked: readonly string[]
}

/** 国务院办公厅关于2026年部分节假日安排的通知 (国办发明电〔2025〕7号, 2025-11-04). */
const notice2026: Notice = {
  year: 2026,
  holidays: [
    ['元旦', '2026-01-01', '2026-01-03'],
    ['春节', '2026-02-15', '2026-02-23'],
    ['清明节', '2026-04-04', '2026-04-06'],
    ['劳动节', '2026-05-01', '2026-05-05'],
    ['端午节', '2026-06-19', '2026-06-21'],
    ['中秋节', '2026-09-25', '2026-09-27'],
    ['国庆节', '2026-10-01', '2026-10-07'],
  ],
  worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
}
/** Years whose notice is not out: only the weekly rest is known. */
const unknown = [2027]

const calendar = workCalendar({ restDays: 'double', exceptions: [], useNationalHolidays: true })
const yearOf = (year: number) => daysFrom(date(`${year}-01-01`), date(`${year}-12-31`))
const isWeekend = (day: LocalDate) => isoWeekday(day) >= 6

function bySense({ holidays, worked }: Notice, day: LocalDate): string {
  if (worked.includes(day)) return 'work'
  if (holidays.some(([, from, to]) => from <= day && day <= to)) return 'holiday'
  return isWeekend(day) ? 'rest' : 'work'
}

describe('2026 as published', () => {
  test('each of its 365 days is what the notice and the week say', () => {
    const days = yearOf(2026)
    expect(days).toHaveLength(365)
    const gap = days
      .map((day) => ({
        day,
        notice: bySense(notice2026, day),
        library: calendar.dayKind(day).kind,
      }))
      .filter(({ notice, library }) => notice !== library)
    expect(gap).toEqual([])
  })

  test('the numbers of the notice add up: 33 days off, 6 worked weekend days, 248 working days', () => {
    const off = notice2026.holidays.flatMap(([, from, to]) => daysFrom(date(from), date(to)))
    expect(off).toHaveLength(33)
    // The table itself: worked days are weekend days, and no holiday.
    expect(notice2026.worked.every((day) => isWeekend(date(day)))).toBe(true)
    expect(off.filter((day) => notice2026.worked.includes(day))).toEqual([])
    const weekdaysOff = off.filter((day) => !isWeekend(day)).length
    const weekdays = yearOf(2026).filter((day) => !isWeekend(day)).length
    expect(weekdays - weekdaysOff + notice2026.worked.length).toBe(248)
    expect(calendar.workingDayCount(date('2026-01-01'), date('2026-12-31'))).toBe(248)
  })

  test('the day before and after each holiday is as the table says, so no holiday is longer or shorter', () => {
    for (const [name, from, to] of notice2026.holidays) {
      expect(calendar.dayKind(addDays(date(from), -1)).kind, `before ${name}`).not.toBe('holiday')
      expect(calendar.dayKind(addDays(date(to), 1)).kind, `after ${name}`).not.toBe('holiday')
    }
  })
})

describe('years without a notice', () => {
  test.each(unknown)('%i is reported as unknown and falls back on the weekly rest', (year) => {
    expect(calendar.knowsYear(year)).toBe(false)
    const odd = yearOf(year).filter((day) => calendar.dayKind(day).source !== 'week')
    // When this fails the library has learned the year: give it a table like 2026's.
    expect(odd).toEqual([])
    expect(calendar.dayKind(date(`${year}-10-01`)).kind).toBe(
      isWeekend(date(`${year}-10-01`)) ? 'rest' : 'work',
    )
  })
})
