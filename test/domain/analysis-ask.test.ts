import { expect, test } from 'vitest'
import { coverageRange, rangeBefore, takeRange } from '../../src/domain/analysis/ask.ts'
import { date } from '../../src/domain/time.ts'

// A Thursday.
const today = date('2026-11-26')
const range = (from: string, to: string) => ({ from: date(from), to: date(to) })

test.each([
  ['上周 @李雷', range('2026-11-16', '2026-11-22'), '@李雷'],
  ['本周', range('2026-11-23', '2026-11-26'), ''],
  ['团队 11月', range('2026-11-01', '2026-11-26'), '团队'],
  ['11-01 到 11-15 团队', range('2026-11-01', '2026-11-15'), '团队'],
  ['11-01 至 11-15', range('2026-11-01', '2026-11-15'), ''],
  ['last 30 days North', range('2026-10-28', '2026-11-26'), 'North'],
  ['华东 last week', range('2026-11-16', '2026-11-22'), '华东'],
  ['昨天', range('2026-11-25', '2026-11-25'), ''],
])('the days in %j', (text, expected, others) => {
  const found = takeRange(text.split(' '), today)
  expect(found.range).toEqual(expected)
  expect(found.others.join(' ')).toBe(others)
})

test('words that name no days, or days to come, are left', () => {
  expect(takeRange(['李雷'], today)).toEqual({ range: null, others: ['李雷'] })
  expect(takeRange([], today)).toEqual({ range: null, others: [] })
  expect(takeRange(['2027-01-05'], today).range).toBeNull()
})

test.each([
  ['a week', range('2026-11-16', '2026-11-22'), range('2026-11-09', '2026-11-15')],
  ['a week so far', range('2026-11-23', '2026-11-26'), range('2026-11-16', '2026-11-19')],
  ['a day', range('2026-11-25', '2026-11-25'), range('2026-11-18', '2026-11-18')],
  ['a whole month', range('2026-10-01', '2026-10-31'), range('2026-09-01', '2026-09-30')],
  ['February', range('2026-02-01', '2026-02-28'), range('2026-01-01', '2026-01-31')],
  ['a month so far', range('2026-11-01', '2026-11-26'), range('2026-10-01', '2026-10-26')],
  [
    'more days than the month before has',
    range('2026-03-01', '2026-03-30'),
    range('2026-02-01', '2026-02-28'),
  ],
  ['the first of a month', range('2026-11-01', '2026-11-01'), range('2026-10-25', '2026-10-25')],
  ['any days', range('2026-11-03', '2026-11-12'), range('2026-10-24', '2026-11-02')],
])('what %s is compared with', (_, now, before) => {
  expect(rangeBefore(now)).toEqual(before)
})

test('coverage is counted from the first of the month on', () => {
  expect(coverageRange(range('2026-11-16', '2026-11-22'))).toEqual(
    range('2026-11-01', '2026-11-22'),
  )
  expect(coverageRange(range('2026-10-05', '2026-11-02'))).toEqual(
    range('2026-10-05', '2026-11-02'),
  )
})
