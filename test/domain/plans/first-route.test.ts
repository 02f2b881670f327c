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

/** Scattered places, the same every time. */
function spread(n: number): Point[] {
  return Array.from({ length: n }, (_, i) =>
    offset(home, { east: ((i * 7919) % 9000) - 4500, north: ((i * 104729) % 9000) - 4500 }),
  )
}

/** Length of the walk that always goes on to the nearest place. */
function nearestM(start: Point, points: Point[]): number {
  const left = [...points]
  let at = start
  let metres = 0
  while (left.length > 0) {
    const next = left.reduce((a, b) => (roadM(at, b) < roadM(at, a) ? b : a))
    metres += roadM(at, next)
    left.splice(left.indexOf(next), 1)
    at = next
  }
  return metres
}

/** Shortest open path from `start` through all points: dynamic programming over subsets. */
function heldKarpM(start: Point | undefined, points: Point[]): number {
  const n = points.length
  const legs = points.map((from) => points.map((to) => roadM(from, to)))
  const best = new Float64Array(n * 2 ** n).fill(Number.POSITIVE_INFINITY)
  const at = (set: number, last: number) => best[set * n + last] ?? Number.POSITIVE_INFINITY
  for (const [i, point] of points.entries())
    best[(1 << i) * n + i] = start ? roadM(start, point) : 0
  for (let set = 1; set < 1 << n; set++) {
    for (let last = 0; last < n; last++) {
      for (let next = 0; next < n; next++) {
        if (set & (1 << next)) continue
        const grown = set | (1 << next)
        const metres = at(set, last) + (legs[last]?.[next] ?? 0)
        if (metres < at(grown, next)) best[grown * n + next] = metres
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

  test('up to twelve stops: no order of all is shorter', () => {
    fc.assert(
      fc.property(places(2, 10), fc.boolean(), (points, fromHome) => {
        const start = fromHome ? home : undefined
        expect(orderStops(start, stopsAt(points)).totalM).toBe(heldKarpM(start, points))
      }),
      { numRuns: 40 },
    )
    const twelve = spread(12)
    expect(orderStops(home, stopsAt(twelve)).totalM).toBe(heldKarpM(home, twelve))
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

  test('more stops: never longer than always going to the nearest one, and always the same', () => {
    fc.assert(
      fc.property(places(13, 18), (points) => {
        const route = orderStops(home, stopsAt(points))
        expect(route.totalM).toBeLessThanOrEqual(nearestM(home, points))
        expect(orderStops(home, stopsAt(points))).toEqual(route)
      }),
      { numRuns: 10, endOnFailure: true },
    )
  })

  test('stops at one place do not confuse it', () => {
    const route = orderStops(home, stopsAt(Array.from({ length: 12 }, () => home)))
    expect(route.totalM).toBe(0)
    expect(route.order).toHaveLength(12)
  })

  test('twelve stops with hours and forty without take well under a second', () => {
    const started = performance.now()
    orderStops(
      home,
      stopsAt(spread(12)).map((stop, i) => ({
        ...stop,
        windows: [{ from: 540 + i * 10, to: 640 + i * 20 }],
      })),
    )
    orderStops(home, stopsAt(spread(40)))
    expect(performance.now() - started).toBeLessThan(3000) // on a busy machine
  })
})
