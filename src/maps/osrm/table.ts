/** OSRM's table: `GET /table/v1/driving/{lng,lat;…}`, WGS-84, at most 100 places a request by default. */
import { z } from 'zod'
import { fromGcj02, type Point } from '../../domain/geo.ts'
import type { Pair } from '../../domain/plans/nearest-pairs.ts'
import { MapError } from '../errors.ts'
import { getJson } from '../get-json.ts'
import type { MeasuredLeg, TravelTimes } from '../travel-times.ts'

export interface OsrmAccess {
  /** Without a slash at its end. */
  readonly baseUrl: string
  readonly timeoutMs: number
}

/** Half of what a server takes: a block has as many sources and as many destinations. */
const blockSize = 50

const cells = z.array(z.array(z.number().nullable()))
const answer = z.object({
  code: z.string(),
  message: z.string().optional(),
  durations: cells.optional(),
  distances: cells.optional(),
})

export function osrmTable({ baseUrl, timeoutMs }: OsrmAccess): TravelTimes {
  /** One block of the table, by indexes of the points. */
  async function block(points: readonly Point[], from: readonly number[], to: readonly number[]) {
    const places = [...new Set([...from, ...to])].toSorted((a, b) => a - b)
    const at = new Map(places.map((point, i) => [point, i]))
    const coordinates = places.map((i) => {
      const { lng, lat } = fromGcj02(points[i] as Point, 'wgs84')
      return `${lng.toFixed(6)},${lat.toFixed(6)}`
    })
    const list = (some: readonly number[]) => some.map((i) => at.get(i)).join(';')
    const url = `${baseUrl}/table/v1/driving/${coordinates.join(';')}?annotations=duration,distance&sources=${list(from)}&destinations=${list(to)}`
    // A refusal says why in the body of a 400.
    const parsed = answer.safeParse(await getJson(url, timeoutMs, [400]))
    if (!parsed.success) throw new MapError('unreachable', 'the answer is not OSRM’s')
    const { code, message = '', durations, distances } = parsed.data
    if (code !== 'Ok' || !durations) throw new MapError('refused', `${code} ${message}`.trim())
    return { durations, distances }
  }

  return {
    provider: 'osrm',
    knowsTraffic: false,
    async measure(points, pairs) {
      const legs: MeasuredLeg[] = []
      for (const { from, to, wanted } of blocksOf(pairs)) {
        try {
          const { durations, distances } = await block(points, from, to)
          for (const pair of wanted) {
            const [row, column] = [from.indexOf(pair.from), to.indexOf(pair.to)]
            const seconds = whole(durations[row]?.[column])
            legs.push({ ...pair, seconds, metres: whole(distances?.[row]?.[column]) })
          }
        } catch (error) {
          if (!(error instanceof MapError)) throw error
          return { legs, problem: error }
        }
      }
      return { legs, problem: null }
    },
  }
}

const whole = (value: number | null | undefined): number | null =>
  value === null || value === undefined || !Number.isFinite(value) || value < 0
    ? null
    : Math.round(value)

/** The pairs in blocks of few enough places. */
function blocksOf(pairs: readonly Pair[]) {
  const blocks = new Map<string, Pair[]>()
  for (const pair of pairs) {
    const key = `${Math.floor(pair.from / blockSize)}/${Math.floor(pair.to / blockSize)}`
    blocks.set(key, [...(blocks.get(key) ?? []), pair])
  }
  const unique = (some: readonly number[]) => [...new Set(some)]
  return [...blocks.values()].map((wanted) => ({
    from: unique(wanted.map(({ from }) => from)),
    to: unique(wanted.map(({ to }) => to)),
    wanted,
  }))
}
