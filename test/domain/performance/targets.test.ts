import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  fairTarget,
  mismatchOf,
  progressOf,
  splitTarget,
} from '../../../src/domain/performance/targets.ts'

test('three days of leave of 21 leave 18/21 of the target; a trip counts as the rule says', () => {
  expect(fairTarget(420, { workDays: 21, leaveDays: 3, tripDays: 0 }, 0)).toBe(360)
  expect(fairTarget(420, { workDays: 21, leaveDays: 0, tripDays: 2 }, 1)).toBe(380)
  expect(fairTarget(420, { workDays: 21, leaveDays: 0, tripDays: 2 }, 0.5)).toBe(400)
  expect(fairTarget(420, { workDays: 21, leaveDays: 0.5, tripDays: 2 }, 0)).toBe(410)
  expect(fairTarget(420, { workDays: 21, leaveDays: 21, tripDays: 5 }, 1)).toBe(0)
  expect(fairTarget(420, { workDays: 0, leaveDays: 0, tripDays: 0 }, 1)).toBe(420)
})

test('a split adds up to the total, each part within one of its share', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.array(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 12 }),
      (total, weights) => {
        const parts = splitTarget(total, weights)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
        const sum = weights.reduce((a, b) => a + b, 0)
        for (const [i, part] of parts.entries()) {
          const share = sum > 0 ? ((weights[i] ?? 0) / sum) * total : total / weights.length
          expect(Math.abs(part - share)).toBeLessThanOrEqual(1)
        }
      },
    ),
  )
  expect(splitTarget(100, [0, 0, 0])).toEqual([33, 34, 33])
})

test('parts that do not add up are told with the difference', () => {
  expect(mismatchOf(100, [60, 40])).toBeNull()
  expect(mismatchOf(100, [60, 30])).toEqual({ total: 100, parts: 90, difference: -10 })
  expect(mismatchOf(null, [60])).toBeNull()
  expect(mismatchOf(100, [])).toBeNull()
})

test('progress: pace, gap, what each day that is left has to bring', () => {
  expect(progressOf(200, 420, { gone: 11, workDays: 21 })).toEqual({
    value: 200,
    target: 420,
    attained: 200 / 420,
    expected: 220,
    ahead: -20,
    left: 220,
    neededADay: 22,
    forecast: 382,
  })
  expect(progressOf(500, 420, { gone: 21, workDays: 21 })).toMatchObject({
    left: 0,
    ahead: 80,
    neededADay: null,
  })
  expect(progressOf(0, 420, { gone: 0, workDays: 21 })).toMatchObject({
    expected: 0,
    forecast: null,
    neededADay: 20,
  })
  expect(progressOf(3, 0, { gone: 1, workDays: 2 }).attained).toBeNull()
})
