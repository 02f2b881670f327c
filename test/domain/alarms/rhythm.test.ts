import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aliveChance, fitDropout, noOrderChance } from '../../../src/domain/alarms/dropout.ts'
import { coverOf, factsOf } from '../../../src/domain/alarms/facts.ts'
import { fitBase } from '../../../src/domain/alarms/rank.ts'
import { fitRhythm, meanGap, shippedRhythm } from '../../../src/domain/alarms/rhythm.ts'
import { brokenAfter, expectedWait, rhythmBroken, waitOf } from '../../../src/domain/alarms/wait.ts'
import { dice } from './dice.ts'

/** Every `gap` days from day 0, so many order days. */
const steady = (gap: number, orders: number, amounts?: number[]) => ({
  customer: 'C1',
  days: Array.from({ length: orders }, (_, i) => i * gap),
  amounts: amounts ?? Array.from({ length: orders }, () => 10_000),
})

/** Customers whose order rates come from Gamma(2, 60 days), as the model believes; integer shape: a sum of exponentials. */
function simulated(customers: number, seed: number) {
  const chance = dice(seed)
  const exponential = (mean: number) => -Math.log(1 - chance()) * mean
  return Array.from({ length: customers }, () => {
    const rate = (exponential(1) + exponential(1)) / 60
    const age = 200
    let at = exponential(1 / rate)
    let [repeats, span] = [0, 0]
    for (; at < age; at += exponential(1 / rate)) {
      repeats++
      span = at
    }
    return { repeats, span, age }
  })
}

describe('the rhythm of a base', () => {
  test('the fit finds the numbers that made the data', () => {
    const { shape, days } = fitRhythm(simulated(4000, 1))
    expect(shape).toBeGreaterThan(1.8)
    expect(shape).toBeLessThan(2.2)
    expect(days / shape).toBeGreaterThan(28)
    expect(days / shape).toBeLessThan(32)
  })

  test('the mean gap by hand: (α + T) ÷ (r + x)', () => {
    expect(meanGap({ repeats: 9, span: 80, age: 90 }, { shape: 1, days: 30 })).toBe(12)
  })

  test('a small base keeps the rhythm that the product ships', () => {
    expect(fitRhythm(simulated(150, 2))).toEqual(shippedRhythm)
  })

  test('the likelihood is highest at the fit: no step around it is better', () => {
    const customers = simulated(500, 3)
    const fitted = fitRhythm(customers)
    const cost = ({ shape, days }: typeof fitted) =>
      -customers.reduce((sum, { repeats, age }) => {
        let own = shape * Math.log(days) - (shape + repeats) * Math.log(days + age)
        for (let i = 0; i < repeats; i++) own += Math.log(shape + i)
        return sum + own
      }, 0)
    for (const [a, b] of [
      [1.02, 1],
      [0.98, 1],
      [1, 1.02],
      [1, 0.98],
    ] as const)
      expect(cost({ shape: fitted.shape * a, days: fitted.days * b })).toBeGreaterThan(cost(fitted))
  })
})

describe('customers who leave', () => {
  const base = { shape: 1, days: 20, leave: 0.5, stay: 2 }

  test('by hand: one order on day 0, judged at once, is alive with 1 − 0.5 ÷ 2.5', () => {
    expect(aliveChance({ repeats: 0, span: 0, age: 0 }, base)).toBeCloseTo(0.8, 10)
  })

  test('longer silence is never a better sign; a longer horizon never a likelier "none"', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 300 }),
        (repeats, span, quiet) => {
          const at = (age: number) => ({ repeats, span, age })
          const now = noOrderChance(at(span + quiet), base, 60)
          expect(now).toBeGreaterThanOrEqual(0)
          expect(now).toBeLessThanOrEqual(1)
          expect(noOrderChance(at(span + quiet), base, 90)).toBeLessThanOrEqual(now + 1e-12)
          if (repeats > 0)
            expect(aliveChance(at(span + quiet + 1), base)).toBeLessThanOrEqual(
              aliveChance(at(span + quiet), base) + 1e-12,
            )
        },
      ),
    )
  })

  test('nobody left in simulated data: the fit lets few go', () => {
    const { leave, stay } = fitDropout(simulated(2000, 4))
    expect(leave / (leave + stay)).toBeLessThan(0.08)
  })
})

describe('the wait that a manager reads', () => {
  const base = { shape: 1, days: 30 }

  test('the numbers of the sentence by hand', () => {
    const wait = waitOf(factsOf(steady(7, 11), 93), base)
    // (2 × 30 + 70) ÷ (2 × 1 + 10); silence is 93 − 70.
    expect(wait.gap).toBeCloseTo(130 / 12, 10)
    expect(wait).toMatchObject({ orderDays: 11, lastGap: 7, silent: 23, cover: 1 })
    // Own squares add up to nothing: what strays is the base's two.
    expect(wait.spread).toBeCloseTo(Math.sqrt((2 * wait.gap ** 2) / 11), 10)
    expect(expectedWait(wait)).toBeCloseTo(23 + wait.gap + 1.4 - 15 * Math.log(10), 10)
  })

  test('a weekly customer is late after weeks, a quarterly one is not; three orders claim nothing', () => {
    const broken = (gap: number, orders: number, quiet: number) =>
      rhythmBroken(waitOf(factsOf(steady(gap, orders), (orders - 1) * gap + quiet), base))
    expect(broken(7, 20, 8)).toBe(false)
    expect(broken(7, 20, 40)).toBe(true)
    expect(broken(90, 6, 100)).toBe(false)
    expect(broken(7, 3, 40)).toBe(false)
  })

  test('a stock-up of four usual orders moves the alarm out by three gaps', () => {
    const usual = Array.from({ length: 9 }, () => 10_000)
    const plain = waitOf(factsOf(steady(7, 10, [...usual, 10_000]), 80), base)
    const stocked = waitOf(factsOf(steady(7, 10, [...usual, 40_000]), 80), base)
    expect(stocked.cover).toBe(4)
    expect(brokenAfter(stocked) - brokenAfter(plain)).toBeCloseTo(3 * plain.gap, 10)
    // One and a half orders are no stock-up; without money nothing is known.
    expect(coverOf(factsOf(steady(7, 10, [...usual, 15_000]), 80))).toBe(1)
    expect(
      coverOf(
        factsOf(
          steady(
            7,
            10,
            [...usual, 0].map(() => 0),
          ),
          80,
        ),
      ),
    ).toBe(1)
  })

  test('each day of silence makes the wait longer by one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 2, max: 30 }),
        (gap, orders) => {
          const today = (orders - 1) * gap + 5
          const [now, next] = [today, today + 1].map((day) =>
            expectedWait(waitOf(factsOf(steady(gap, orders), day), base)),
          )
          expect((next ?? 0) - (now ?? 0)).toBeCloseTo(1, 9)
        },
      ),
    )
  })

  test('a base is fitted from facts alone, whatever the order of customers', () => {
    const facts = simulated(300, 5).map((one) => ({
      ...one,
      gapSquares: 0,
      lastGap: 0,
      recent: 1,
      amount: 0,
      lastAmount: 0,
    }))
    const [one, other] = [fitBase(facts), fitBase(facts.toReversed())]
    expect(one.rhythm.shape).toBeCloseTo(other.rhythm.shape, 3)
  })
})
