import { describe, expect, test } from 'vitest'
import { north, offset, type Point } from '../../../src/domain/geo.ts'
import { type PlanDayInput, planDay } from '../../../src/domain/plans/due.ts'
import type { DueCustomer, Promised } from '../../../src/domain/plans/stops.ts'
import { date } from '../../../src/domain/time.ts'

/** A Tuesday in ISO week 48. */
const today = date('2026-11-24')
const shop: Point = { lng: 123.43, lat: 41.8 }
const work = { kind: 'work', source: 'week' } as const

/** An active customer of grade B, visited so long ago that its turn has just come. */
function customer(code: string, more: Partial<DueCustomer> = {}): DueCustomer {
  return {
    code,
    status: 'active',
    grade: 'B',
    frequency: { times: 2, per: { days: 28 } },
    lastVisitOn: date('2026-11-10'),
    visitsInCycle: 0,
    cycleStart: date('2026-11-23'),
    cycleLengthDays: 28,
    createdOn: date('2026-01-01'),
    point: shop,
    ...more,
  }
}
const notDue = { lastVisitOn: date('2026-11-23'), visitsInCycle: 1 }

function plan(customers: DueCustomer[], more: Partial<PlanDayInput> = {}) {
  return planDay({ date: today, day: work, customers, promises: [], capacity: 12, ...more })
}
const codesOf = (...args: Parameters<typeof plan>) =>
  plan(...args).stops.map(({ customerCode }) => customerCode)

describe('whose turn it is', () => {
  test('the reason says which visit of the cycle it is, and how long ago the last one was', () => {
    expect(plan([customer('a')]).stops).toEqual([
      {
        customerCode: 'a',
        source: 'cycle',
        reason: { code: 'dueInCycle', nth: 1, of: 2, daysSince: 14 },
        routed: true,
        overCapacity: false,
      },
    ])
  })

  test('before the interval has passed nobody comes, after it everybody, most overdue first', () => {
    const since = (code: string, day: string) => customer(code, { lastVisitOn: date(day) })
    const all = [since('x', '2026-11-11'), since('b', '2026-11-10'), since('a', '2026-09-01')]
    expect(codesOf(all)).toEqual(['a', 'b'])
  })

  test('visits of the cycle already made, but long ago: overdue', () => {
    const made = customer('a', {
      visitsInCycle: 2,
      cycleStart: date('2026-11-01'),
      lastVisitOn: date('2026-11-04'),
    })
    expect(plan([made]).stops[0]?.reason).toEqual({
      code: 'overdue',
      daysSince: 20,
      intervalDays: 14,
    })
  })

  test('paused, not active, of frequency 0, not yet known, visited today: not planned', () => {
    const nobody = [
      customer('a', { pausedUntil: date('2026-11-25') }),
      customer('b', { status: 'closed' }),
      customer('c', { frequency: { times: 0, per: { days: 28 } } }),
      customer('d', { frequency: { times: 0, per: { days: 28 } }, visitDays: [2] }),
      customer('e', { createdOn: date('2026-11-25') }),
      customer('f', { lastVisitOn: today }),
    ]
    expect(plan(nobody)).toEqual({ stops: [], left: [] })
    expect(codesOf([customer('a', { pausedUntil: today })])).toEqual(['a'])
  })

  test('a week pattern without days keeps the other weeks free', () => {
    expect(codesOf([customer('a', { weekPattern: 'even' })])).toEqual(['a'])
    expect(codesOf([customer('a', { weekPattern: 'odd' })])).toEqual([])
  })
})

describe('fixed visit days', () => {
  const fixed = (code: string, more: Partial<DueCustomer> = {}) =>
    customer(code, { visitDays: [2, 4], ...notDue, ...more })

  test('on exactly those days and weeks, whatever the frequency says', () => {
    const all = [
      fixed('tue'),
      fixed('even', { weekPattern: 'even' }),
      fixed('odd', { weekPattern: 'odd' }),
      fixed('mon', { visitDays: [1], lastVisitOn: date('2026-01-01') }),
    ]
    expect(codesOf(all)).toEqual(['even', 'tue'])
    expect(plan(all).stops[0]?.reason).toEqual({
      code: 'fixedDay',
      weekday: 2,
      weekPattern: 'even',
    })
  })

  test('stay in over capacity, flagged, and leave no room for others', () => {
    const { stops, left } = plan([fixed('a'), fixed('b'), customer('c')], { capacity: 1 })
    expect(stops.map((s) => [s.customerCode, s.overCapacity])).toEqual([
      ['a', false],
      ['b', true],
    ])
    expect(left).toEqual([{ customerCode: 'c', why: 'overCapacity' }])
  })
})

describe('promises', () => {
  const promise = (customerCode: string, more: Partial<Promised> = {}): Promised => ({
    customerCode,
    source: 'manual',
    ...more,
  })

  test('come first and are always in, with who asked', () => {
    const all = [customer('due'), customer('a', notDue), customer('paused', notDue)]
    const promises = [promise('a', { by: 'wang', note: '堆头' }), promise('paused')]
    const { stops } = plan(all, { promises, capacity: 1 })
    expect(stops.map(({ customerCode }) => customerCode)).toEqual(['a', 'paused'])
    expect(stops[0]).toMatchObject({
      source: 'manual',
      reason: { code: 'promised', by: 'wang', note: '堆头' },
      overCapacity: false,
    })
    expect(stops[1]?.overCapacity).toBe(true)
  })

  test('one stop for a customer that is promised twice and due besides: the strongest source', () => {
    const promises = [promise('a', { source: 'anomaly' }), promise('a', { source: 'joint' })]
    expect(plan([customer('a')], { promises }).stops).toMatchObject([
      { customerCode: 'a', source: 'joint' },
    ])
  })

  test('that cannot be kept are named', () => {
    const all = [
      customer('closed', { status: 'closed' }),
      { ...customer('lost'), address: ' ', point: undefined },
    ].map(({ point, ...rest }) => (point ? { point, ...rest } : rest))
    const promises = [promise('closed'), promise('lost'), promise('ghost')]
    expect(plan(all, { promises })).toEqual({
      stops: [],
      left: [
        { customerCode: 'closed', why: 'inactive' },
        { customerCode: 'lost', why: 'noAddress' },
        { customerCode: 'ghost', why: 'unknown' },
      ],
    })
  })
})

describe('places', () => {
  test('no address and no point: never; an address alone: at the end, unrouted', () => {
    const { point: _, ...nowhere } = customer('nowhere')
    const { point: __, ...addressed } = customer('addressed', {
      address: '人民路1号',
      lastVisitOn: date('2026-01-01'),
    })
    const { stops, left } = plan([nowhere, addressed, customer('pinned')])
    expect(stops.map((s) => [s.customerCode, s.routed])).toEqual([
      ['pinned', true],
      ['addressed', false],
    ])
    expect(left).toEqual([{ customerCode: 'nowhere', why: 'noAddress' }])
  })

  test('of equally urgent customers those near the promised ones are taken', () => {
    const all = [
      customer('promised', notDue),
      customer('a-far', { point: north(shop, 8000) }),
      customer('b-near', { point: north(shop, 300) }),
      customer('c-near', { point: north(shop, -300) }),
    ]
    const promises = [{ customerCode: 'promised', source: 'promise' as const }]
    expect(codesOf(all, { promises, capacity: 3 })).toEqual(['promised', 'b-near', 'c-near'])
  })

  test('the more urgent one wins over a nearer one, the better grade over a nearer one', () => {
    const all = [
      customer('anchor', { lastVisitOn: date('2026-01-01') }),
      customer('near', { point: north(shop, 100) }),
      customer('urgent', { point: north(shop, 8000), lastVisitOn: date('2026-10-27') }),
      customer('key', { point: north(shop, 8000), grade: 'A' }),
    ]
    expect(codesOf(all, { capacity: 3 })).toEqual(['anchor', 'urgent', 'key'])
  })

  test('a trip of 25 km is put off for one near at hand, but not for ever', () => {
    const remote = { point: offset(shop, { east: 25_000 }) }
    const near = customer('near')
    const all = (lastVisitOn: string) => [
      customer('anchor', { lastVisitOn: date('2026-01-01') }),
      near,
      customer('remote', { ...remote, lastVisitOn: date(lastVisitOn) }),
    ]
    expect(codesOf(all('2026-11-03'), { capacity: 2 })).toEqual(['anchor', 'near'])
    expect(codesOf(all('2026-10-01'), { capacity: 2 })).toEqual(['anchor', 'remote'])
  })

  test('without any anchor the day begins near home', () => {
    const home = north(shop, 20_000)
    const all = [customer('a'), customer('b', { point: north(shop, 15_000) })]
    expect(codesOf(all, { capacity: 1, home })).toEqual(['b'])
    expect(codesOf(all, { capacity: 1 })).toEqual(['a'])
  })
})

describe('the day', () => {
  const all = [
    customer('due'),
    customer('fixed', { visitDays: [2], ...notDue }),
    customer('asked', notDue),
  ]
  const promises = [{ customerCode: 'asked', source: 'manual' as const }]
  const on = (day: PlanDayInput['day']) => plan(all, { day, promises })

  test('on a rest day, a holiday or a trip only promises are kept', () => {
    for (const kind of ['rest', 'holiday', 'trip'] as const) {
      const { stops, left } = on({ kind, source: 'week' })
      expect(stops.map((s) => [s.customerCode, s.overCapacity])).toEqual([['asked', false]])
      expect(left).toEqual([{ customerCode: 'fixed', why: 'dayOff' }])
    }
  })

  test('on leave nothing is planned', () => {
    expect(on({ kind: 'leave', source: 'exception' })).toEqual({
      stops: [],
      left: [
        { customerCode: 'asked', why: 'dayOff' },
        { customerCode: 'fixed', why: 'dayOff' },
      ],
    })
  })

  test('half a day takes half the visits', () => {
    const book = Array.from({ length: 12 }, (_, i) => customer(`c${i}`))
    const half = { kind: 'leave', part: 'am', source: 'exception' } as const
    expect(codesOf(book, { day: half, capacity: 9 })).toHaveLength(5)
  })
})
