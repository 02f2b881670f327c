import { expect, test } from 'vitest'
import {
  type Call,
  type CallQuality,
  completionRate,
  coverageRate,
  isValidCall,
  rate,
  strikeRate,
  validRate,
} from '../../../src/domain/performance/rates.ts'
import { median } from '../../../src/domain/statistics.ts'
import { date } from '../../../src/domain/time.ts'

const call = (customerCode: string, day = '2026-11-24', repId = 'li'): Call => ({
  repId,
  customerCode,
  date: date(day),
})

test('no data is null, never zero', () => {
  expect(rate(0, 0)).toBeNull()
  expect(completionRate([], [call('a')])).toBeNull()
  expect(coverageRate([], ['a'])).toBeNull()
  expect(strikeRate([], [])).toBeNull()
  expect(validRate([], 3)).toBeNull()
  expect(median([])).toBeNull()
})

test('15 of 18 planned customers visited are 83.3 %', () => {
  const planned = Array.from({ length: 18 }, (_, i) => call(`c${i}`))
  const visited = [...planned.slice(0, 15), call('c0'), call('extra')]
  expect(completionRate(planned, visited)).toBeCloseTo(15 / 18, 10)
})

test('a planned customer counts only for the same rep on the same day; excused ones not at all', () => {
  const planned = [call('a'), call('b'), { ...call('c'), excused: true }]
  expect(completionRate(planned, [call('a', '2026-11-25'), call('b', '2026-11-24', 'han')])).toBe(0)
  expect(completionRate(planned, [call('a'), call('c')])).toBe(0.5)
  expect(completionRate([{ ...call('c'), excused: true }], [])).toBeNull()
})

test('coverage counts each assigned customer once, and no others', () => {
  expect(coverageRate(['a', 'b', 'c', 'd'], ['a', 'a', 'x', 'b'])).toBe(0.5)
})

test('a visit with a sale that day strikes, both visits if there were two', () => {
  const calls = [call('a'), call('a'), call('b'), call('c')]
  const sales = [call('a'), call('a'), call('b', '2026-11-25'), call('c', '2026-11-24', 'han')]
  expect(strikeRate(calls, sales)).toBe(0.5)
})

test('a valid visit is on site, long enough, complete and not red', () => {
  const good: CallQuality = {
    verdict: 'on_site',
    dwellMinutes: 3,
    photosComplete: true,
    summaryComplete: true,
    red: false,
  }
  const flaws: Partial<CallQuality>[] = [
    { verdict: 'needs_reason' },
    { verdict: 'unverified' },
    { dwellMinutes: 2 },
    { photosComplete: false },
    { summaryComplete: false },
    { red: true },
  ]
  expect(isValidCall(good, 3)).toBe(true)
  for (const flaw of flaws) expect(isValidCall({ ...good, ...flaw }, 3)).toBe(false)
  expect(validRate([good, { ...good, red: true }], 3)).toBe(0.5)
})

test('the median is the middle, whatever the order', () => {
  expect(median([30, 5, 10])).toBe(10)
  expect(median([30, 5, 10, 20])).toBe(15)
})
