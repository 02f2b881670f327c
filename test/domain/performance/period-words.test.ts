import { expect, test } from 'vitest'
import { toldOn } from '../../../src/domain/performance/period-digest.ts'
import { parsePeriodWords } from '../../../src/domain/performance/period-words.ts'
import { date } from '../../../src/domain/time.ts'

// A Thursday.
const today = date('2026-11-26')
const daysOf = (period: { from: string; to: string } | null) =>
  period && `${period.from} ${period.to}`

test.each([
  ['', '2026-11-23 2026-11-29'],
  ['本周', '2026-11-23 2026-11-29'],
  ['This  Week', '2026-11-23 2026-11-29'],
  ['上周', '2026-11-16 2026-11-22'],
  ['last', '2026-11-16 2026-11-22'],
  ['11-10', '2026-11-09 2026-11-15'],
  ['昨天', '2026-11-23 2026-11-29'],
  // A week has no month's name.
  ['10月', null],
  ['上月的', null],
])('the week that %j names', (words, days) => {
  expect(daysOf(parsePeriodWords('weekly', words, today))).toBe(days)
})

test.each([
  ['', '2026-11-01 2026-11-30'],
  ['上月', '2026-10-01 2026-10-31'],
  ['2026-10', '2026-10-01 2026-10-31'],
  ['2026年2月', '2026-02-01 2026-02-28'],
  ['11月', '2026-11-01 2026-11-30'],
  // The newest that has begun.
  ['12月', '2025-12-01 2025-12-31'],
  ['１０月', '2026-10-01 2026-10-31'],
  ['10-05', '2026-10-01 2026-10-31'],
  ['13月', null],
  ['乱写', null],
])('the month that %j names', (words, days) => {
  expect(daysOf(parsePeriodWords('monthly', words, today))).toBe(days)
})

test('without words on a first day the period before: there is nothing in the new one yet', () => {
  expect(daysOf(parsePeriodWords('weekly', '', date('2026-11-23')))).toBe('2026-11-16 2026-11-22')
  expect(daysOf(parsePeriodWords('monthly', '', date('2026-11-01')))).toBe('2026-10-01 2026-10-31')
  expect(daysOf(parsePeriodWords('monthly', '本月', date('2026-11-01')))).toBe(
    '2026-11-01 2026-11-30',
  )
})

test.each([
  // Monday tells the week before; a later weekday still the one that is over.
  ['weekly', '2026-11-23', '2026-11-16 2026-11-22'],
  ['weekly', '2026-11-26', '2026-11-16 2026-11-22'],
  // On a Sunday evening the week that ends is over.
  ['weekly', '2026-11-29', '2026-11-23 2026-11-29'],
  ['monthly', '2026-11-01', '2026-10-01 2026-10-31'],
  ['monthly', '2026-11-28', '2026-10-01 2026-10-31'],
  ['monthly', '2027-01-02', '2026-12-01 2026-12-31'],
] as const)('what a %s digest of %s tells', (kind, day, days) => {
  expect(daysOf(toldOn(kind, date(day)))).toBe(days)
})
