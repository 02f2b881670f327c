/**
 * Amap's distances: `GET /v3/distance`, up to 100 origins to one destination, driving with the traffic of
 * now. Points are GCJ-02. Each pair is counted, and paid for.
 */
import { z } from 'zod'
import type { Point } from '../../domain/geo.ts'
import { MapError } from '../errors.ts'
import type { MeasuredLeg, TravelTimes } from '../travel-times.ts'
import { type AmapAccess, AmapRefusal, ask } from './request.ts'

const path = '/v3/distance'
const originsAtOnce = 100
/** `type` of the request: by car. */
const driving = '1'

/** Numbers come as text. A pair without a way has a code and a word instead, or `-1`. */
const number = z.union([z.string().min(1), z.number()]).transform(Number)
const result = z.object({
  origin_id: number,
  distance: number.catch(-1),
  duration: number.catch(-1),
  code: z.unknown().optional(),
})
const shape = z.object({ results: z.array(z.unknown()).catch([]) })

export function amapDistance(access: AmapAccess): TravelTimes {
  const place = ({ lng, lat }: Point) => `${lng.toFixed(6)},${lat.toFixed(6)}`

  async function toOne(
    points: readonly Point[],
    origins: readonly number[],
    to: number,
  ): Promise<MeasuredLeg[]> {
    const body = await ask(access, path, {
      origins: origins.map((from) => place(points[from] as Point)).join('|'),
      destination: place(points[to] as Point),
      type: driving,
    })
    const found = new Map<number, MeasuredLeg>()
    for (const value of shape.parse(body).results) {
      const parsed = result.safeParse(value)
      const from = parsed.success ? origins[parsed.data.origin_id - 1] : undefined
      if (!parsed.success || from === undefined) continue
      const { distance, duration, code } = parsed.data
      const isWay = code === undefined && duration >= 0 && distance >= 0
      const seconds = isWay ? Math.round(duration) : null
      found.set(from, { from, to, seconds, metres: isWay ? Math.round(distance) : null })
    }
    return [...found.values()]
  }

  return {
    provider: 'amap',
    knowsTraffic: true,
    async measure(points, pairs) {
      const legs: MeasuredLeg[] = []
      try {
        for (const to of new Set(pairs.map((pair) => pair.to))) {
          const origins = pairs.flatMap((pair) => (pair.to === to ? [pair.from] : []))
          for (let i = 0; i < origins.length; i += originsAtOnce)
            legs.push(...(await toOne(points, origins.slice(i, i + originsAtOnce), to)))
        }
        return { legs, problem: null }
      } catch (error) {
        if (error instanceof AmapRefusal) return { legs, problem: error.error }
        if (error instanceof MapError) return { legs, problem: error }
        throw error
      }
    },
  }
}
