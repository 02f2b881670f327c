import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Figures, noFigures } from '../../../src/domain/performance/figures.ts'
import {
  concerns,
  isQuiet,
  type PersonPeriod,
  praised,
  salesChange,
} from '../../../src/domain/performance/period-digest.ts'
import { periodBefore, periodOf, soFar } from '../../../src/domain/performance/periods.ts'
import { date } from '../../../src/domain/time.ts'

const sold = (amountFen: number, orders: number, newcomers = 0): Figures['sales'] => ({
  amountFen,
  orders,
  quantity: orders,
  costFen: 0,
  newcomers,
})
const person = (
  name: string,
  now: Partial<Figures>,
  before: Partial<Figures> = {},
): PersonPeriod => ({
  openId: `ou_${name}`,
  name,
  now: { ...noFigures, ...now },
  before: { ...noFigures, ...before },
})

describe('periods', () => {
  test('weeks begin on Monday, months end where they end', () => {
    expect(periodOf('weekly', date('2026-11-26'))).toEqual({
      kind: 'weekly',
      from: '2026-11-23',
      to: '2026-11-29',
    })
    expect(periodOf('monthly', date('2028-02-10'))).toEqual({
      kind: 'monthly',
      from: '2028-02-01',
      to: '2028-02-29',
    })
    expect(periodBefore(periodOf('weekly', date('2027-01-02')))).toMatchObject({
      from: '2026-12-21',
      to: '2026-12-27',
    })
    expect(periodBefore(periodOf('monthly', date('2026-01-31')))).toMatchObject({
      from: '2025-12-01',
      to: '2025-12-31',
    })
  })

  test('a period that still goes on is compared with as many days of the one before', () => {
    const november = periodOf('monthly', date('2026-11-01'))
    expect(soFar(november, date('2026-11-10'))).toEqual({
      now: { kind: 'monthly', from: '2026-11-01', to: '2026-11-10' },
      before: { kind: 'monthly', from: '2026-10-01', to: '2026-10-10' },
    })
    expect(soFar(november, date('2026-12-05')).before).toMatchObject({
      from: '2026-10-01',
      to: '2026-10-31',
    })
    // February has no 30th.
    const march = periodOf('monthly', date('2026-03-01'))
    expect(soFar(march, date('2026-03-30')).before).toMatchObject({
      from: '2026-02-01',
      to: '2026-02-28',
    })
  })
})

describe('why sales changed', () => {
  test('by the number of orders and by their size, and by whom', () => {
    const people = [
      person('甲', { sales: sold(600, 6) }, { sales: sold(1_000, 10) }),
      person('乙', { sales: sold(500, 2) }, { sales: sold(400, 4) }),
      person('丙', { sales: sold(100, 1) }, { sales: sold(150, 1) }),
    ]
    // 15 orders of 103.3 become 9 of 133.3.
    const change = salesChange(people)
    expect(change).toMatchObject({ difference: -350, byOrders: -710, byDropSize: 360 })
    expect(change?.movers).toEqual([
      { name: '甲', difference: -400 },
      { name: '丙', difference: -50 },
    ])
  })

  test('the parts add up, whatever the numbers; nothing is said without data', () => {
    const side = fc.record({ amount: fc.integer({ min: -9_000, max: 90_000 }), orders: fc.nat(30) })
    fc.assert(
      fc.property(fc.array(fc.tuple(side, side), { minLength: 1, maxLength: 5 }), (all) => {
        const people = all.map(([a, b], i) =>
          person(`${i}`, { sales: sold(a.amount, a.orders) }, { sales: sold(b.amount, b.orders) }),
        )
        const change = salesChange(people)
        expect((change?.byOrders ?? 0) + (change?.byDropSize ?? 0)).toBe(change?.difference)
        expect(Number.isInteger(change?.byOrders)).toBe(true)
        for (const { difference } of change?.movers ?? [])
          expect(Math.sign(difference)).toBe(Math.sign(change?.difference ?? 0))
      }),
    )
    expect(salesChange([person('甲', { sales: null }, { sales: sold(1, 1) })])).toBeNull()
    expect(salesChange([])).toBeNull()
  })
})

describe('people', () => {
  test('praise names three people at most, each once, for what is rare first', () => {
    const people = [
      person('甲', { planned: 20, completed: 20, sales: sold(100, 9, 2) }),
      person('乙', { planned: 20, completed: 20, sales: sold(150, 9) }, { sales: sold(100, 9) }),
      person('丙', { planned: 20, completed: 19 }),
      person('丁', { planned: 20, completed: 18 }),
      person('戊', { planned: 3, completed: 3 }),
    ]
    expect(praised(people)).toEqual([
      { kind: 'newCustomers', name: '甲', customers: 2 },
      { kind: 'growth', name: '乙', share: 0.5 },
      { kind: 'completion', name: '丙', rate: 0.95 },
    ])
    expect(praised([person('甲', { planned: 20, completed: 10 })])).toEqual([])
  })

  test('concerns: no visits at all first, then what fell, and little data says nothing', () => {
    const people = [
      person('甲', { planned: 20, completed: 10, done: 10 }, { planned: 20, completed: 16 }),
      person('乙', { planned: 20 }),
      person('丙', { done: 1, sales: sold(50, 3) }, { sales: sold(100, 6) }),
      person('丁', { planned: 4, completed: 0, done: 1 }, { planned: 4, completed: 4 }),
      person('戊', { done: 1, sales: sold(1, 1) }, { sales: sold(100, 2) }),
    ]
    expect(concerns(people)).toEqual([
      { kind: 'noVisits', openId: 'ou_乙', name: '乙', planned: 20 },
      { kind: 'completionFell', openId: 'ou_甲', name: '甲', from: 0.8, to: 0.5 },
      { kind: 'salesFell', openId: 'ou_丙', name: '丙', difference: -50, share: -0.5 },
    ])
  })

  test('quiet when nobody planned, did or sold anything', () => {
    expect(isQuiet([person('甲', {}), person('乙', { sales: sold(0, 0) })])).toBe(true)
    expect(isQuiet([person('甲', { done: 1 })])).toBe(false)
    expect(isQuiet([])).toBe(true)
  })
})
