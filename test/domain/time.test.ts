import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  date,
  daysBetween,
  daysFrom,
  formatDate,
  formatLocal,
  isOddIsoWeek,
  isoWeek,
  isoWeekday,
  isoWithOffset,
  type LocalDate,
  localDate,
  localInstant,
  minutesToTime,
  monthRange,
  parseLocalOrInstant,
  startOfWeek,
  timeToMinutes,
  toLocalDate,
} from '../../src/domain/time.ts'

const SHANGHAI = 'Asia/Shanghai'
const anyDay = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((d) => date(d.toISOString().slice(0, 10)))

describe('local dates', () => {
  test('only real calendar days pass', () => {
    expect(localDate.safeParse('2028-02-29').success).toBe(true)
    for (const bad of ['2027-02-29', '2026-13-01', '2026-11-31', '2026-1-1', '', '1900-02-29']) {
      expect(localDate.safeParse(bad).success, bad).toBe(false)
    }
    expect(() => date('2027-02-29')).toThrow(RangeError)
  })

  test('an instant falls on the day of its zone', () => {
    const instant = new Date('2026-11-23T16:30:00Z')
    expect(toLocalDate(instant, SHANGHAI)).toBe('2026-11-24')
    expect(toLocalDate(instant, 'America/New_York')).toBe('2026-11-23')
    expect(() => toLocalDate(instant, 'Nowhere/Land')).toThrow(RangeError)
    expect(() => toLocalDate(new Date(Number.NaN), SHANGHAI)).toThrow(RangeError)
  })

  test('days are added and counted across months, leap days and summer time', () => {
    expect(addDays(date('2028-02-28'), 1)).toBe('2028-02-29')
    expect(addDays(date('2026-01-01'), -1)).toBe('2025-12-31')
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n)
      }),
    )
    expect(daysFrom(date('2026-11-29'), date('2026-12-01'))).toEqual([
      '2026-11-29',
      '2026-11-30',
      '2026-12-01',
    ])
    expect(daysFrom(date('2026-12-01'), date('2026-11-29'))).toEqual([])
  })

  test('weekdays and weeks follow ISO 8601', () => {
    expect(isoWeekday(date('2026-11-24'))).toBe(2)
    expect(isoWeekday(date('2026-11-29'))).toBe(7)
    expect(isoWeek(date('2026-11-24'))).toBe(48)
    expect(isoWeek(date('2027-01-03'))).toBe(53)
    expect(isoWeek(date('2027-01-04'))).toBe(1)
    expect(isoWeek(date('2024-12-30'))).toBe(1)
    expect(isOddIsoWeek(date('2027-01-01'))).toBe(true)
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(isoWeek(day)).toBe(isoWeek(startOfWeek(day)))
        expect(isoWeekday(startOfWeek(day))).toBe(1)
      }),
    )
  })

  test('a month has its first and its last day', () => {
    expect(monthRange('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(monthRange('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
    expect(() => monthRange('2026-13')).toThrow(RangeError)
    fc.assert(
      fc.property(anyDay, (day) => {
        const { to } = monthRange(day.slice(0, 7))
        expect(addDays(to, 1).slice(8)).toBe('01')
        expect(to.slice(0, 7)).toBe(day.slice(0, 7))
      }),
    )
  })
})

describe('instants', () => {
  test('a wall-clock time is an instant of its zone', () => {
    expect(localInstant(date('2026-11-24'), '09:12', SHANGHAI).toISOString()).toBe(
      '2026-11-24T01:12:00.000Z',
    )
    expect(localInstant(date('2026-11-24'), '24:00', SHANGHAI).toISOString()).toBe(
      '2026-11-24T16:00:00.000Z',
    )
    expect(localInstant(date('2026-03-08'), '02:30', 'America/New_York').toISOString()).toBe(
      '2026-03-08T07:30:00.000Z', // skipped by summer time: 03:30
    )
    expect(() => localInstant(date('2026-11-24'), '9:12', SHANGHAI)).toThrow(RangeError)
    expect(() => localInstant(date('2026-11-24'), '24:01', SHANGHAI)).toThrow(RangeError)
  })

  test('instants print with the offset of their zone', () => {
    const instant = new Date('2026-11-24T01:12:00.789Z')
    expect(isoWithOffset(instant, SHANGHAI)).toBe('2026-11-24T09:12:00+08:00')
    expect(isoWithOffset(instant, 'UTC')).toBe('2026-11-24T01:12:00+00:00')
    expect(isoWithOffset(instant, 'America/St_Johns')).toBe('2026-11-23T21:42:00-03:30')
  })

  test('times and days in words, in both languages', () => {
    const instant = new Date('2026-11-24T01:12:00Z')
    expect(formatLocal(instant, SHANGHAI, 'time')).toBe('09:12')
    expect(formatLocal(instant, SHANGHAI, 'monthDay')).toBe('11-24')
    expect(formatLocal(instant, SHANGHAI, 'dateTime')).toBe('11-24 09:12')
    expect(formatLocal(instant, SHANGHAI, 'day', 'zh-CN')).toBe('11月24日 周二')
    expect(formatLocal(instant, SHANGHAI, 'day', 'en')).toBe('Tue 24 Nov')
    expect(formatDate(date('2026-03-01'), 'day')).toBe('3月1日 周日')
  })

  test('minutes and times of day', () => {
    expect(timeToMinutes('09:12')).toBe(552)
    expect(timeToMinutes('24:00')).toBe(1440)
    expect(minutesToTime(552.4)).toBe('09:12')
    expect(minutesToTime(1440 + 61)).toBe('01:01')
    expect(minutesToTime(-1)).toBe('23:59')
  })

  test.each([
    ['2026-11-24T01:12:00Z', '2026-11-24T01:12:00.000Z'],
    ['2026-11-24T09:12:00+08:00', '2026-11-24T01:12:00.000Z'],
    ['2026-11-24T09:12:00.5+0800', '2026-11-24T01:12:00.500Z'],
    ['2026-11-24T09:12', '2026-11-24T01:12:00.000Z'],
    ['2026-11-24 09:12:30', '2026-11-24T01:12:30.000Z'],
    ['2026/11/4 9:12', '2026-11-04T01:12:00.000Z'],
    ['2026-11-24', '2026-11-23T16:00:00.000Z'],
    [' ２０２６-11-24 ', '2026-11-23T16:00:00.000Z'],
  ])('%s is read', (text, iso) => {
    expect(parseLocalOrInstant(text, SHANGHAI)?.toISOString()).toBe(iso)
  })

  test.each([
    '',
    '24.11.2026',
    '2026-02-30',
    '2026-11-24 25:00',
    '2026-11',
    'soon',
    '20261124',
  ])('%j is no time', (text) => expect(parseLocalOrInstant(text, SHANGHAI)).toBeNull())

  test('what is printed is read back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e9 }),
        fc.constantFrom(SHANGHAI, 'UTC', 'America/New_York', 'Asia/Kathmandu'),
        (seconds, zone) => {
          const instant = new Date(seconds * 1000)
          expect(parseLocalOrInstant(isoWithOffset(instant, zone), 'UTC')).toEqual(instant)
        },
      ),
    )
  })
})

test('a day stays a LocalDate through arithmetic', () => {
  const next: LocalDate = addDays(date('2026-11-24'), 1)
  expect(localDate.parse(next)).toBe(next)
})
