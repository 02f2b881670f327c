import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDateWords } from '../../src/domain/date-words.ts'
import { addDays, date, daysBetween, isoWeekday } from '../../src/domain/time.ts'

/** A Tuesday. */
const today = date('2026-11-24')

describe('the day that a person means, said on Tuesday 24 November 2026', () => {
  test.each([
    ['今天', '2026-11-24'],
    ['today', '2026-11-24'],
    ['明天', '2026-11-25'],
    ['Tomorrow', '2026-11-25'],
    ['后天', '2026-11-26'],
    ['day after tomorrow', '2026-11-26'],
    ['大后天', '2026-11-27'],
    ['昨天', '2026-11-23'],
    ['前天', '2026-11-22'],
    ['3天后', '2026-11-27'],
    ['in 10 days', '2026-12-04'],
    ['周二', '2026-11-24'],
    ['周三', '2026-11-25'],
    ['星期一', '2026-11-30'],
    ['礼拜天', '2026-11-29'],
    ['周日', '2026-11-29'],
    ['本周一', '2026-11-23'],
    ['下周三', '2026-12-02'],
    ['下个星期三', '2026-12-02'],
    ['下下周一', '2026-12-07'],
    ['上周五', '2026-11-20'],
    ['wed', '2026-11-25'],
    ['Wednesday', '2026-11-25'],
    ['mon', '2026-11-30'],
    ['this mon', '2026-11-23'],
    ['next monday', '2026-11-30'],
    ['next  Sun', '2026-12-06'],
    ['last fri', '2026-11-20'],
    ['11-24', '2026-11-24'],
    ['11/3', '2026-11-03'],
    ['11月24日', '2026-11-24'],
    ['11月24号', '2026-11-24'],
    ['１２月１日', '2026-12-01'],
    ['2026-11-24', '2026-11-24'],
    ['2027年1月5日', '2027-01-05'],
    ['1-5', '2027-01-05'],
    ['5月28日', '2026-05-28'],
    ['5月27日', '2027-05-27'],
  ])('%s', (words, day) => {
    expect(parseDateWords(words, today)).toBe(day)
  })

  test.each([
    '',
    '永辉',
    '周八',
    '下周',
    '13-01',
    '2026-02-30',
    '2-30',
    'monkey',
    'satin',
    '周',
    '1.5.6.7',
  ])('%j names no day', (words) => expect(parseDateWords(words, today)).toBeNull())

  test('29 February is found in the year that has one', () => {
    expect(parseDateWords('2-29', date('2027-12-20'))).toBe('2028-02-29')
    expect(parseDateWords('2-29', date('2028-01-20'))).toBe('2028-02-29')
    expect(parseDateWords('2-29', today)).toBeNull()
  })
})

test('a bare weekday is within the coming week, 下周 in the next ISO week', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 7 }), (n, weekday) => {
      const day = addDays(today, n)
      const name = '一二三四五六日'[weekday - 1]
      const bare = parseDateWords(`周${name}`, day)
      const next = parseDateWords(`下周${name}`, day)
      if (!bare || !next) throw new Error('not read')
      expect([isoWeekday(bare), isoWeekday(next)]).toEqual([weekday, weekday])
      expect(daysBetween(day, bare)).toBeGreaterThanOrEqual(0)
      expect(daysBetween(day, bare)).toBeLessThan(7)
      expect(daysBetween(day, next) - weekday + isoWeekday(day)).toBe(7)
    }),
  )
})
