import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { targetDays } from '../../../src/domain/performance/target-days.ts'
import {
  type Aim,
  aimOf,
  behindOf,
  fairTarget,
  mismatchOf,
  progressOf,
  splitOpen,
  splitTarget,
  sumAims,
} from '../../../src/domain/performance/targets.ts'
import { addDays, date, type LocalDate, monthRange } from '../../../src/domain/time.ts'
import { type DayException, workCalendar } from '../../../src/domain/work-calendar.ts'

const calendar = (exceptions: readonly DayException[] = [], useNationalHolidays = true) =>
  workCalendar({ restDays: 'double', useNationalHolidays, exceptions })
const of = (
  month: string,
  more: Partial<Parameters<typeof targetDays>[0]> & { away?: readonly DayException[] } = {},
) => {
  const { away = [], ...rest } = more
  return targetDays({
    calendar: calendar(away),
    ...monthRange(month),
    over: null,
    tripWeight: 1,
    ...rest,
  })
}
const off = (kind: 'leave' | 'trip', day: string, part?: 'am' | 'pm'): DayException => ({
  date: date(day),
  kind,
  scope: 'person',
  ...(part ? { part } : {}),
})

describe('the days of a month', () => {
  test('three days of leave of 21 leave 18/21 of the target; a trip counts as the rule says', () => {
    const leave = ['2026-11-03', '2026-11-04', '2026-11-05'].map((day) => off('leave', day))
    const days = of('2026-11', { away: leave })
    expect(days).toMatchObject({ workDays: 21, leaveDays: 3, tripDays: 0, own: 18 })
    expect(fairTarget(420, days)).toBe(360)
    expect(fairTarget(40, days)).toBe(34)
    const trip = [off('trip', '2026-11-03'), off('trip', '2026-11-04')]
    const fairAt = (tripWeight: number) =>
      fairTarget(420, of('2026-11', { away: trip, tripWeight }))
    expect([1, 0.5, 0].map(fairAt)).toEqual([380, 400, 420])
    // Leave on a Saturday takes nothing; half a day takes half; the whole month away leaves nothing.
    expect(of('2026-11', { away: [off('leave', '2026-11-07')] }).own).toBe(21)
    expect(of('2026-11', { away: [off('leave', '2026-11-06', 'pm')] }).own).toBe(20.5)
    const all = Array.from({ length: 30 }, (_, i) => off('leave', addDays(date('2026-11-01'), i)))
    expect(fairTarget(420, of('2026-11', { away: all }))).toBe(0)
    expect(fairTarget(420, { workDays: 0, own: 0 })).toBe(420)
  })

  test('holidays and 调休 are in the days of everybody; leave on a Saturday that is worked counts', () => {
    // October 2026: seven days of National Day, Saturday the 10th is worked.
    const october = of('2026-10')
    const plain = targetDays({
      calendar: calendar([], false),
      ...monthRange('2026-10'),
      over: null,
      tripWeight: 1,
    })
    expect(plain.workDays).toBe(22)
    expect(october.workDays).toBe(18)
    expect(october.own).toBe(october.workDays)
    expect(of('2026-10', { away: [off('leave', '2026-10-10')] })).toMatchObject({
      leaveDays: 1,
      own: 17,
    })
    // Nobody is away on a holiday.
    expect(of('2026-10', { away: [off('leave', '2026-10-01')] }).leaveDays).toBe(0)
  })

  test('month ends and leap years: February 2028 has 29 days, 2027 has 28', () => {
    const days = (month: string) =>
      targetDays({
        calendar: workCalendar({ restDays: 'none', useNationalHolidays: false, exceptions: [] }),
        ...monthRange(month),
        over: monthRange(month).to,
        tripWeight: 1,
      })
    expect(['2027-02', '2028-02', '2026-04', '2026-12'].map((one) => days(one).gone)).toEqual([
      28, 29, 30, 31,
    ])
  })

  test('who joins or leaves within the month has the days between, both ends included', () => {
    const employed = (joinedOn: string | null, leftOn: string | null) =>
      of('2026-11', {
        over: date('2026-11-20'),
        employed: {
          joinedOn: joinedOn as LocalDate | null,
          leftOn: leftOn as LocalDate | null,
        },
      })
    expect(employed('2026-11-16', null)).toMatchObject({ outDays: 10, own: 11, gone: 5 })
    expect(employed(null, '2026-11-13')).toMatchObject({ outDays: 11, own: 10, gone: 10 })
    expect(employed('2026-12-01', null)).toMatchObject({ own: 0, gone: 0 })
    expect(employed('2020-01-01', null)).toMatchObject({ outDays: 0, own: 21 })
  })

  test('whatever the days off, they add up', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            day: fc.integer({ min: 0, max: 30 }),
            kind: fc.constantFrom('leave', 'trip', 'holiday', 'workday'),
            part: fc.constantFrom(undefined, 'am', 'pm'),
            scope: fc.constantFrom('person', 'team', 'organisation'),
          }),
          { maxLength: 20 },
        ),
        fc.constantFrom(0, 0.3, 0.5, 1),
        fc.integer({ min: 0, max: 31 }),
        (exceptions, tripWeight, overAfter) => {
          const from = date('2026-10-01')
          const days = targetDays({
            calendar: calendar(
              exceptions.map(({ day, part, ...one }) => ({
                ...one,
                date: addDays(from, day),
                ...(part ? { part } : {}),
              })),
            ),
            ...monthRange('2026-10'),
            over: addDays(from, overAfter - 1),
            tripWeight,
          })
          const { workDays, leaveDays, tripDays, outDays, own, gone } = days
          expect(own).toBeCloseTo(workDays - leaveDays - outDays - tripDays * tripWeight, 3)
          expect(gone).toBeLessThanOrEqual(own + 1e-9)
          expect(fairTarget(1_000, days)).toBeLessThanOrEqual(1_000)
        },
      ),
    )
  })
})

describe('splitting', () => {
  const amounts = fc.integer({ min: 0, max: 10_000_000 })
  const weights = fc.array(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 12 })

  test('a split adds up to the total, each part within one of its share', () => {
    fc.assert(
      fc.property(amounts, weights, (total, shares) => {
        const parts = splitTarget(total, shares)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
        const sum = shares.reduce((a, b) => a + b, 0)
        for (const [i, part] of parts.entries()) {
          const share = sum > 0 ? ((shares[i] ?? 0) / sum) * total : total / shares.length
          expect(Math.abs(part - share)).toBeLessThanOrEqual(1)
        }
      }),
    )
    expect(splitTarget(100, [0, 0, 0])).toEqual([33, 34, 33])
  })

  test('what was set by hand stays, the rest takes what is left, and nothing is lost', () => {
    fc.assert(
      fc.property(
        amounts,
        fc.array(
          fc.record({
            part: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
            weight: fc.integer({ min: 0, max: 23 }),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        (total, all) => {
          const parts = all.map(({ part }) => part)
          const set = parts.reduce((sum: number, part) => sum + (part ?? 0), 0)
          const split = splitOpen(
            total,
            parts,
            all.map(({ weight }) => weight),
          )
          const isOpen = parts.includes(null)
          expect(split === null).toBe(!isOpen || set > total)
          if (!split) return
          for (const [i, part] of parts.entries()) expect(split[i] === null).toBe(part !== null)
          const whole = parts.map((part, i) => part ?? split[i] ?? 0)
          // The cascade holds after a split.
          expect(mismatchOf(total, whole)).toBeNull()
        },
      ),
    )
    expect(splitOpen(100, [40, null, null], [1, 1, 1])).toEqual([null, 30, 30])
    expect(splitOpen(100, [40, 60], [1, 1])).toBeNull()
    expect(splitOpen(100, [140, null], [1, 1])).toBeNull()
  })

  test('parts that do not add up are told with the difference', () => {
    expect(mismatchOf(100, [60, 40])).toBeNull()
    expect(mismatchOf(100, [60, 30])).toEqual({ total: 100, parts: 90, difference: -10 })
    expect(mismatchOf(null, [60])).toBeNull()
    expect(mismatchOf(100, [])).toBeNull()
  })
})

describe('progress', () => {
  const days = { workDays: 21, leaveDays: 0, tripDays: 0, outDays: 0, own: 21 }
  const aim = (set: number, gone: number, more: Partial<typeof days> = {}): Aim =>
    aimOf(set, { ...days, ...more, gone }, { isRate: false, isAdjusted: true })

  test('pace, gap, what each day that is left has to bring', () => {
    expect(progressOf(200, aim(420, 11))).toEqual({
      attained: 200 / 420,
      ahead: -20,
      left: 220,
      neededADay: 22,
      forecast: 382,
    })
    expect(progressOf(500, aim(420, 21))).toMatchObject({ left: 0, ahead: 80, neededADay: null })
    expect(progressOf(0, aim(420, 0))).toMatchObject({ ahead: 0, forecast: null, neededADay: 20 })
    // Four visits of this morning: the pace is that of the days that are over.
    expect(progressOf(224, aim(420, 11), 220).forecast).toBe(420)
    // Who is done is never said to end below that.
    expect(progressOf(430, aim(420, 20), 100).forecast).toBe(430)
  })

  test('a target of 0, a month away, a rate', () => {
    expect(progressOf(3, aim(0, 11))).toMatchObject({ attained: null, left: 0, ahead: 3 })
    expect(behindOf(0, aim(0, 11))).toBe(0)
    const away = aim(420, 0, { leaveDays: 21, own: 0 })
    expect(away).toMatchObject({ fair: 0, expected: 0, daysLeft: 0, pace: null })
    expect(progressOf(0, away)).toMatchObject({ left: 0, neededADay: null, forecast: null })
    const rate = aimOf(
      0.9,
      { ...days, leaveDays: 3, own: 18, gone: 5 },
      { isRate: true, isAdjusted: true },
    )
    expect(rate).toMatchObject({ fair: 0.9, expected: 0.9 })
    expect(progressOf(0.8, rate)).toMatchObject({ neededADay: null, forecast: null })
    expect(progressOf(0.8, rate).ahead).toBeCloseTo(-0.1)
  })

  test('a rule may leave targets as they are; the pace still goes by the own days', () => {
    const unadjusted = aimOf(
      420,
      { ...days, leaveDays: 3, own: 18, gone: 9 },
      { isRate: false, isAdjusted: false },
    )
    expect(unadjusted).toMatchObject({ set: 420, fair: 420, expected: 210, days: null })
  })

  test('people together: their fair targets and their paces add up', () => {
    const all = [aim(210, 10), aim(210, 10, { leaveDays: 3, own: 18 })]
    expect(sumAims(all)).toMatchObject({
      set: 420,
      fair: 210 + 180,
      expected: 100 + 100,
      daysLeft: 11,
      isSum: true,
    })
    expect(sumAims([])).toBeNull()
    expect(behindOf(150, sumAims(all) as Aim)).toBeCloseTo(50 / 390)
  })
})
