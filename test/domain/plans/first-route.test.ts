import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { offset, type Point } from '../../../src/domain/geo.ts'
import { beginVisit, legMinutes, roadM } from '../../../src/domain/plans/eta.ts'
import { orderStops, type RouteStop } from '../../../src/domain/plans/first-route.ts'

const home: Point = { lng: 123.43, lat: 41.8 }
const place = fc
  .tuple(fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: -9000, max: 9000 }))
  .map(([east, northM]) => offset(home, { east, north: northM }))
const places = (min: number, max: number) => fc.array(place, { minLength: min, maxLength: max })
const stopsAt = (points: Point[]): RouteStop[] => points.map((point, i) => ({ id: `s${i}`, point }))

function* permutations<T>(items: T[]): Generator<T[]> {
  if (items.length === 0) yield []
  for (const [i, item] of items.entries()) {
    for (const rest of permutations(items.toSpliced(i, 1))) yield [item, ...rest]
  }
}

function walkM(start: Point | undefined, stops: RouteStop[]): number {
  return stops.reduce((sum, { point }, i) => {
    const from = stops[i - 1]?.point ?? start
    return sum + (from ? roadM(from, point) : 0)
  }, 0)
}

/** Shortest open path from `start` through all points: dynamic programming over subsets. */
function heldKarpM(start: Point, points: Point[]): number {
  const n = points.length
  const best = Array.from({ length: 1 << n }, () => new Array<number>(n).fill(Infinity))
  const at = (set: number, last: number) => best[set]?.[last] ?? Infinity
  for (const [i, point] of points.entries()) best[1 << i]?.splice(i, 1, roadM(start, point))
  for (let set = 1; set < 1 << n; set++) {
    for (const [last, from] of points.entries()) {
      if (at(set, last) === Infinity) continue
      for (const [next, to] of points.entries()) {
        if (set & (1 << next)) continue
        const metres = at(set, last) + roadM(from, to)
        const grown = set | (1 << next)
        if (metres < at(grown, next)) best[grown]?.splice(next, 1, metres)
      }
    }
  }
  return Math.min(...points.map((_, last) => at((1 << n) - 1, last)))
}

/** Minutes late at closed doors over a whole order. */
function lateMinutes(start: Point, stops: RouteStop[]): number {
  let clock = 540
  let late = 0
  let from = start
  for (const { point, windows, serviceMinutes = 15 } of stops) {
    const visit = beginVisit(clock + legMinutes(roadM(from, point)), windows)
    late += visit.lateMinutes
    clock = visit.begin + serviceMinutes
    from = point
  }
  return late
}

describe('ordering a day', () => {
  test('nothing, and one stop', () => {
    expect(orderStops(home, [])).toEqual({ order: [], legsM: [], totalM: 0 })
    const point = offset(home, { north: 1000 })
    expect(orderStops(home, [{ id: 'a', point }])).toEqual({
      order: ['a'],
      legsM: [1350],
      totalM: 1350,
    })
    expect(orderStops(undefined, [{ id: 'a', point }]).totalM).toBe(0)
  })

  test('stops on a line are visited along the line', () => {
    const line = [3000, 1000, 2000, 4000].map((north) => offset(home, { north }))
    expect(orderStops(home, stopsAt(line)).order).toEqual(['s1', 's2', 's0', 's3'])
  })

  test('every stop once, and the legs add up', () => {
    fc.assert(
      fc.property(places(0, 14), fc.boolean(), (points, fromHome) => {
        const stops = stopsAt(points)
        const route = orderStops(fromHome ? home : undefined, stops)
        expect(route.order.toSorted()).toEqual(stops.map(({ id }) => id).toSorted())
        const byId = new Map(stops.map((stop) => [stop.id, stop]))
        const ordered = route.order.flatMap((id) => byId.get(id) ?? [])
        expect(route.totalM).toBe(walkM(fromHome ? home : undefined, ordered))
        expect(route.legsM.reduce((a, b) => a + b, 0)).toBe(route.totalM)
      }),
      { numRuns: 40 },
    )
  })

  test('up to nine stops: no order of all is shorter', () => {
    fc.assert(
      fc.property(places(2, 7), fc.boolean(), (points, fromHome) => {
        const start = fromHome ? home : undefined
        const stops = stopsAt(points)
        const best = Math.min(...[...permutations(stops)].map((order) => walkM(start, order)))
        expect(orderStops(start, stops).totalM).toBe(best)
      }),
      { numRuns: 30 },
    )
  })

  test('with opening hours: no order of all is less late', () => {
    const window = fc
      .tuple(fc.integer({ min: 500, max: 700 }), fc.integer({ min: 15, max: 120 }))
      .map(([from, length]) => [{ from, to: from + length }])
    const stop = fc.record({ point: place, windows: window })
    fc.assert(
      fc.property(fc.array(stop, { minLength: 2, maxLength: 6 }), (list) => {
        const stops = list.map((one, i) => ({ id: `s${i}`, ...one }))
        const least = Math.min(...[...permutations(stops)].map((o) => lateMinutes(home, o)))
        const order = orderStops(home, stops).order
        const found = order.flatMap((id) => stops.find((s) => s.id === id) ?? [])
        // Half a kilometre of road may be traded for a few hundredths of a minute.
        expect(lateMinutes(home, found)).toBeLessThanOrEqual(least + 1)
      }),
      { numRuns: 30 },
    )
  })

  test('ten to twelve stops: at most 5 % over the optimum of Held and Karp', () => {
    fc.assert(
      fc.property(places(10, 12), (points) => {
        const route = orderStops(home, stopsAt(points))
        expect(route.totalM).toBeLessThanOrEqual(heldKarpM(home, points) * 1.05)
        expect(orderStops(home, stopsAt(points))).toEqual(route)
      }),
      { numRuns: 20 },
    )
  })

  test('stops at one place do not confuse it', () => {
    const route = orderStops(home, stopsAt(Array.from({ length: 12 }, () => home)))
    expect(route.totalM).toBe(0)
    expect(route.order).toHaveLength(12)
  })

  test('nine stops with hours and forty without take well under a second', () => {
    const spread = (n: number) =>
      Array.from({ length: n }, (_, i) =>
        offset(home, { east: ((i * 7919) % 9000) - 4500, north: ((i * 104729) % 9000) - 4500 }),
      )
    const started = performance.now()
    orderStops(
      home,
      stopsAt(spread(9)).map((s, i) => ({
        ...s,
        windows: [{ from: 540 + i * 10, to: 640 + i * 20 }],
      })),
    )
    orderStops(home, stopsAt(spread(40)))
    expect(performance.now() - started).toBeLessThan(3000)
  })
})
