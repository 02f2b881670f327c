import { describe, expect, test } from 'vitest'
import { distanceM, fromGcj02, north, type Point } from '../../src/domain/geo.ts'
import { nearestPairs } from '../../src/domain/plans/nearest-pairs.ts'
import { openMaps } from '../../src/maps/index.ts'
import type { TravelTimes } from '../../src/maps/travel-times.ts'
import { dayIsUsedUp, startAmap } from '../support/amap.ts'
import { centre } from '../support/fixtures.ts'
import { startOsrm } from '../support/osrm.ts'

const row = (n: number): Point[] => Array.from({ length: n }, (_, i) => north(centre, i * 500))
const all = (points: readonly Point[]) => nearestPairs(points, points.length)
const unused = { MAP_KEY: undefined, MAP_BASE_URL: undefined, MAP_CITY: undefined }

function osrmAt(url: string, timeoutMs = 5_000): TravelTimes {
  const env = { ...unused, MAP_PROVIDER: 'osrm', MAP_BASE_URL: url } as const
  const { travelTimes } = openMaps(env, async () => {}, timeoutMs)
  if (!travelTimes) throw new Error('no travel times')
  return travelTimes
}

function amapAt({ url, key }: { url: string; key: string }, timeoutMs = 5_000): TravelTimes {
  const env = { ...unused, MAP_PROVIDER: 'amap', MAP_BASE_URL: url, MAP_KEY: key } as const
  const { travelTimes } = openMaps(env, async () => {}, timeoutMs)
  if (!travelTimes) throw new Error('no travel times')
  return travelTimes
}

test('great circles alone measure nothing', () => {
  expect(openMaps({ ...unused, MAP_PROVIDER: 'straight' }, async () => {}).travelTimes).toBeNull()
})

describe('OSRM', () => {
  test('measures every pair, one way and back, in WGS-84', async () => {
    const osrm = await startOsrm()
    const points = row(3)
    osrm.way = (from, to) => ({ seconds: from.lat < to.lat ? 60.4 : 90.6, metres: 700.4 })
    const { legs, problem } = await osrmAt(osrm.url).measure(points, all(points))
    expect(problem).toBeNull()
    expect(legs).toHaveLength(6)
    for (const { from, to, seconds, metres } of legs)
      expect([seconds, metres]).toEqual([from < to ? 60 : 91, 700])
    const [request] = osrm.requests
    for (const [i, place] of (request?.places ?? []).entries()) {
      const wanted = fromGcj02(points[i] as Point, 'wgs84')
      expect(distanceM(place, wanted)).toBeLessThan(1)
      expect(distanceM(place, points[i] as Point)).toBeGreaterThan(300)
    }
  })

  test('a day of 120 places is asked in blocks of a hundred at most', async () => {
    const osrm = await startOsrm()
    const points = row(120)
    const { legs, problem } = await osrmAt(osrm.url).measure(points, all(points))
    expect(problem).toBeNull()
    expect(legs).toHaveLength(120 * 119)
    expect(Math.max(...osrm.requests.map(({ places }) => places.length))).toBeLessThanOrEqual(100)
    const [leg] = legs.filter(({ from, to }) => from === 119 && to === 3)
    const apart = distanceM(
      fromGcj02(points[119] as Point, 'wgs84'),
      fromGcj02(points[3] as Point, 'wgs84'),
    )
    expect(Math.abs((leg?.metres ?? 0) - 2 * apart)).toBeLessThan(4)
  })

  test('where there is no way the leg is known to have none', async () => {
    const osrm = await startOsrm()
    const points = row(3)
    const island = fromGcj02(points[2] as Point, 'wgs84')
    osrm.way = (from, to) =>
      distanceM(from, island) < 5 || distanceM(to, island) < 5 ? null : { seconds: 1, metres: 1 }
    const { legs, problem } = await osrmAt(osrm.url).measure(points, all(points))
    expect(problem).toBeNull()
    for (const { from, to, seconds } of legs)
      expect(seconds).toBe(from === 2 || to === 2 ? null : 1)
  })

  const troubles = [
    [{ code: 'NoTable', http: 400 }, 'refused', 'NoTable no'],
    [{ http: 503 }, 'busy', 'HTTP 503'],
    [{ http: 404 }, 'unreachable', 'HTTP 404'],
    ['garbage', 'unreachable', 'no JSON'],
    ['silence', 'unreachable', 'no answer in 150 ms'],
  ] as const
  for (const [trouble, problem, detail] of troubles) {
    test(`${JSON.stringify(trouble)} is told, not thrown`, async () => {
      const osrm = await startOsrm()
      osrm.trouble = trouble
      const points = row(3)
      const answer = await osrmAt(osrm.url, 150).measure(points, all(points))
      expect(answer).toMatchObject({ legs: [], problem: { problem } })
      expect(answer.problem?.detail).toContain(detail)
    })
  }

  test('a server that is not there is told, too', async () => {
    const points = row(2)
    const { legs, problem } = await osrmAt('http://127.0.0.1:9').measure(points, all(points))
    expect([legs.length, problem?.problem]).toEqual([0, 'unreachable'])
  })
})

describe('Amap', () => {
  test('one request a destination, of the nearest origins, in GCJ-02', async () => {
    const amap = await startAmap()
    const points = row(15)
    const place = ({ lng, lat }: Point) => `${lng.toFixed(6)},${lat.toFixed(6)}`
    amap.way = (from, to) => ({ seconds: from < to ? 100 : 200, metres: 900 })
    const { legs, problem } = await amapAt(amap).measure(points, nearestPairs(points, 2))
    expect(problem).toBeNull()
    expect(amap.distances.map(({ destination }) => destination)).toEqual(points.map(place))
    const asked = amap.distances.map(({ origins }) => origins)
    expect(legs).toHaveLength(asked.reduce((a, b) => a + b))
    expect(Math.max(...asked)).toBeLessThan(6)
    for (const { from, to, seconds, metres } of legs)
      expect([seconds, metres]).toEqual([from < to ? 100 : 200, 900])
  })

  test('more than a hundred origins are asked in turns', async () => {
    const amap = await startAmap()
    const points = row(130)
    const pairs = points.slice(1).map((_, i) => ({ from: i + 1, to: 0 }))
    const { legs } = await amapAt(amap).measure(points, pairs)
    expect(amap.distances.map(({ origins }) => origins)).toEqual([100, 29])
    expect(legs.map(({ from }) => from)).toEqual(pairs.map(({ from }) => from))
  })

  test('a pair without a road is known to have none', async () => {
    const amap = await startAmap()
    const points = row(3)
    const last = `${points[2]?.lng.toFixed(6)},${points[2]?.lat.toFixed(6)}`
    amap.way = (from) => (from === last ? null : { seconds: 50, metres: 400 })
    const whole = await amapAt(amap).measure(points, all(points))
    for (const { from, seconds } of whole.legs) expect(seconds).toBe(from === 2 ? null : 50)
  })

  const troubles = [
    [dayIsUsedUp, 'quota', '10003'],
    [{ infocode: '10001', info: 'INVALID_USER_KEY' }, 'key', '10001'],
    [{ http: 502 }, 'busy', 'HTTP 502'],
    ['garbage', 'unreachable', 'no JSON'],
    ['silence', 'unreachable', 'no answer in 150 ms'],
  ] as const
  for (const [trouble, problem, detail] of troubles) {
    test(`${JSON.stringify(trouble)} after the first destination keeps what came`, async () => {
      const amap = await startAmap()
      const points = row(3)
      amap.way = () => {
        // The next request meets the trouble.
        amap.trouble = trouble
        return { seconds: 50, metres: 400 }
      }
      const answer = await amapAt(amap, 150).measure(points, all(points))
      expect(answer.legs.map(({ to }) => to)).toEqual([0, 0])
      expect(answer.problem?.problem).toBe(problem)
      expect(answer.problem?.detail).toContain(detail)
      expect(answer.problem?.message).not.toContain(amap.key)
    })
  }
})
