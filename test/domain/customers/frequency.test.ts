import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  cycleOf,
  defaultFrequency,
  type Frequency,
  formatFrequency,
  intervalDays,
  parseFrequency,
} from '../../../src/domain/customers/frequency.ts'
import { addDays, date, daysBetween, isoWeekday } from '../../../src/domain/time.ts'

test.each([
  ['4/28d', { times: 4, per: { days: 28 } }, 7],
  ['3/month', { times: 3, per: 'month' }, 365.2425 / 36],
  ['1/week', { times: 1, per: 'week' }, 7],
  ['1/2weeks', { times: 1, per: 'twoWeeks' }, 14],
  [' 2 / 月 ', { times: 2, per: 'month' }, 365.2425 / 24],
  ['１/周', { times: 1, per: 'week' }, 7],
  ['1/2周', { times: 1, per: 'twoWeeks' }, 14],
  ['4/28天', { times: 4, per: { days: 28 } }, 7],
])('%s is a frequency', (text, frequency, interval) => {
  expect(parseFrequency(text)).toEqual(frequency)
  expect(intervalDays(frequency as Frequency)).toBeCloseTo(interval, 10)
})

test('0 pauses: no interval ever passes', () => {
  const paused = parseFrequency('0')
  if (!paused) throw new Error('not read')
  expect(paused.times).toBe(0)
  expect(intervalDays(paused)).toBe(Number.POSITIVE_INFINITY)
  expect(formatFrequency(paused)).toBe('0')
})

test.each([
  '',
  '4',
  '/28d',
  '4/0d',
  '32/month',
  '0/week',
  '-1/week',
  '1/3weeks',
  '4/28',
  '1.5/week',
])('%j is none', (text) => expect(parseFrequency(text)).toBeNull())

test('what is written is read back', () => {
  const per: fc.Arbitrary<Frequency['per']> = fc.oneof(
    fc.constantFrom('month' as const, 'week' as const, 'twoWeeks' as const),
    fc.record({ days: fc.integer({ min: 1, max: 366 }) }),
  )
  const frequency = fc.record({ times: fc.integer({ min: 1, max: 31 }), per })
  fc.assert(
    fc.property(frequency, (f) => {
      expect(parseFrequency(formatFrequency(f))).toEqual(f)
    }),
  )
})

test('the grades of the 28-day cycle', () => {
  const times = (['A', 'B', 'C', 'D', null] as const).map((grade) => defaultFrequency(grade).times)
  expect(times).toEqual([4, 2, 1, 1, 2])
  expect(defaultFrequency('A').per).toEqual({ days: 28 })
})

test('cycles tile the calendar: month, ISO week, pairs of weeks, blocks of days from a Monday', () => {
  const on = date('2026-02-10')
  expect(cycleOf({ times: 3, per: 'month' }, on)).toEqual({ start: '2026-02-01', lengthDays: 28 })
  expect(cycleOf({ times: 1, per: 'week' }, on)).toEqual({ start: '2026-02-09', lengthDays: 7 })

  const frequencies: Frequency[] = [
    { times: 1, per: 'month' },
    { times: 1, per: 'week' },
    { times: 1, per: 'twoWeeks' },
    { times: 4, per: { days: 28 } },
  ]
  fc.assert(
    fc.property(fc.integer({ min: -3000, max: 3000 }), fc.constantFrom(...frequencies), (n, f) => {
      const day = addDays(on, n)
      const { start, lengthDays } = cycleOf(f, day)
      expect(daysBetween(start, day)).toBeGreaterThanOrEqual(0)
      expect(daysBetween(start, day)).toBeLessThan(lengthDays)
      expect(cycleOf(f, addDays(start, lengthDays)).start).toBe(addDays(start, lengthDays))
      if (f.per !== 'month') expect(isoWeekday(start)).toBe(1)
    }),
  )
})
