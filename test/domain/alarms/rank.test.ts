import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { factsOf } from '../../../src/domain/alarms/facts.ts'
import { historyAt, newestOrderDay, stopClock } from '../../../src/domain/alarms/order-history.ts'
import { placeScores, placesOf } from '../../../src/domain/alarms/places.ts'
import { churnRisk, fitBase } from '../../../src/domain/alarms/rank.ts'
import {
  secondOrderOverdue,
  secondOrders,
  stateOf,
  stillWaiting,
} from '../../../src/domain/alarms/states.ts'
import { dice } from './dice.ts'

const history = (...days: number[]) => ({ customer: 'C1', days, amounts: days.map(() => 100) })

describe('days that count', () => {
  test('春节 stops the clock: eight closed days are no silence', () => {
    const clock = stopClock([108, 101, 102, 103, 104, 105, 106, 107])
    expect(clock(100)).toBe(100)
    expect(clock(108)).toBe(100)
    expect(clock(110) - clock(99)).toBe(3)
    const told = historyAt(history(90, 100, 104, 110), 110, clock)
    expect(told).toEqual({ customer: 'C1', days: [90, 100, 102], amounts: [100, 200, 100] })
  })

  test('a clock never runs backwards nor faster than the calendar', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 200 })),
        fc.integer({ min: -10, max: 210 }),
        (closed, day) => {
          const clock = stopClock(closed)
          expect(clock(day + 1) - clock(day)).toBe(closed.includes(day + 1) ? 0 : 1)
        },
      ),
    )
  })

  test('silence is counted to the newest order of all', () => {
    expect(newestOrderDay([history(1, 5), history(9), history()])).toBe(9)
    expect(newestOrderDay([])).toBeNull()
    expect(historyAt(history(5), 4)).toBeNull()
  })
})

describe('the risk of all customers', () => {
  /** Weekly customers silent for 0 … 199 days. */
  const customers = Array.from({ length: 200 }, (_, quiet) =>
    factsOf(
      { customer: `C${quiet}`, days: [0, 6, 15, 21, 27, 36], amounts: [1, 1, 1, 1, 1, 1] },
      36 + quiet,
    ),
  )

  test('the longer the silence, the higher the score and the chance', () => {
    const risk = churnRisk(customers, fitBase(customers), 60)
    for (let i = 1; i < risk.length; i++) {
      expect(risk[i]?.score ?? 0).toBeGreaterThan(risk[i - 1]?.score ?? 0)
      expect(risk[i]?.chance ?? 0).toBeGreaterThanOrEqual(risk[i - 1]?.chance ?? 0)
    }
    expect(risk.every(({ chance }) => chance > 0 && chance < 1)).toBe(true)
  })

  test('places do not change with units, order or outliers; ties share one', () => {
    const chance = dice(6)
    const values = Array.from({ length: 50 }, () => Math.floor(chance() * 20))
    const places = placeScores(values)
    expect(placeScores(values.map((v) => 3 * v ** 3 + 1))).toEqual(places)
    for (const [i, v] of values.entries())
      for (const [j, w] of values.entries())
        expect(Math.sign((places[i] ?? 0) - (places[j] ?? 0))).toBe(Math.sign(v - w))
    expect([...placeScores([7, 7, 7])]).toEqual([0, 0, 0])
  })

  test('a place counts who is below and who is level, whatever the numbers', () => {
    const number = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.double({ noNaN: true }),
      fc.constantFrom(0, -0, 1e-320, -1e-320),
    )
    fc.assert(
      fc.property(fc.array(number, { maxLength: 40 }), (values) => {
        const count = (is: (other: number) => boolean) => values.filter(is).length
        expect([...placesOf(values)]).toEqual(
          values.map((v) => count((other) => other < v) + count((other) => other <= v)),
        )
      }),
    )
  })

  test('nothing is asked of an empty or lonely base', () => {
    const base = fitBase([])
    expect(churnRisk([], base, 60)).toEqual([])
    expect(churnRisk(customers.slice(0, 1), base, 60)[0]?.score).toBeCloseTo(0, 12)
  })
})

describe('customers without a rhythm', () => {
  test('never bought, and new below three order days', () => {
    expect(stateOf(null, 500, 10)).toEqual({ kind: 'never' })
    expect(stateOf(history(1, 2), 500, 10)).toEqual({ kind: 'new' })
    expect(stateOf(history(480, 487, 494), 500, 10)).toEqual({ kind: 'regular' })
  })

  test('an ice-cream kiosk that slept last winter sleeps again until spring', () => {
    const summer = [0, 10, 20, 30, 40]
    const next = [240, 250, 260, 270, 280, 290, 300, 310, 400]
    const days = [...summer, ...next]
    // Silent from 400; a year before 440 it slept from 40 to 240.
    expect(stateOf({ days }, 440, 10)).toEqual({ kind: 'season', until: 240 + 364 + 10 })
    expect(stateOf({ days }, 240 + 364 + 11, 10)).toEqual({ kind: 'regular' })
    // Its last order was in July: that is no winter's sleep.
    expect(stateOf({ days: days.slice(0, -1) }, 440, 10)).toEqual({ kind: 'regular' })
    // One that sold through last winter has no such excuse.
    expect(stateOf({ days: [0, 20, 40, 60, 80, 100, 400] }, 440, 10)).toEqual({ kind: 'regular' })
  })

  test('second orders by hand: of four, two came back after 10 and 30 days, one is seen for 20', () => {
    const curve = secondOrders(
      [history(0, 10), history(0, 30), history(80), history(0)].map(({ days }) => ({ days })),
      100,
    )
    expect(curve.days).toEqual([10, 30])
    // After 10 days 3 of 4 wait; after 30, 1 of the 2 that were seen so long.
    expect(curve.waiting).toEqual([0.75, 0.375])
    expect([9, 10, 29, 30, 99].map((day) => stillWaiting(curve, day))).toEqual([
      1, 0.75, 0.75, 0.375, 0.375,
    ])
    expect(secondOrderOverdue(curve, 15)).toBeCloseTo(0.25 / 0.625, 10)
    expect(secondOrderOverdue(curve, 40)).toBe(1)
    expect(secondOrderOverdue(secondOrders([], 100), 40)).toBe(0)
  })
})
