import type { Point } from '../../geo.ts'
import { legMinutes, type TravelModel } from '../eta.ts'

/** Mean radius of the earth in metres, as in `distanceM`. */
const EARTH_M = 6_371_008.8
const RADIANS = Math.PI / 180

/**
 * Seconds between all places, whole, as the travel model estimates them, row by row. The last
 * `depots` rows stand for the start; a place that is undefined is 0 away from everything. On the way
 * back to the start nothing is counted unless `returns`.
 */
export function travelSeconds(
  places: readonly (Point | undefined)[],
  start: { point: Point | undefined; depots: number; returns: boolean },
  model: TravelModel,
): Int32Array {
  const all = [...places, ...Array.from({ length: start.depots }, () => start.point)]
  const size = all.length
  const cosines = all.map((p) => (p ? Math.cos(p.lat * RADIANS) : 0))
  const seconds = new Int32Array(size * size)
  for (let a = 0; a < size; a++) {
    const from = all[a]
    if (!from) continue
    for (let b = a + 1; b < size; b++) {
      const to = all[b]
      if (!to) continue
      const north = Math.sin(((to.lat - from.lat) * RADIANS) / 2)
      const east = Math.sin(((to.lng - from.lng) * RADIANS) / 2)
      const cos = (cosines[a] as number) * (cosines[b] as number)
      const angle = 2 * Math.asin(Math.min(1, Math.sqrt(north * north + cos * east * east)))
      const leg = Math.round(60 * legMinutes(EARTH_M * angle * model.detour, model))
      seconds[a * size + b] = leg
      seconds[b * size + a] = leg
    }
  }
  if (!start.returns) {
    for (let a = 0; a < size; a++) seconds.fill(0, a * size + places.length, (a + 1) * size)
  }
  return seconds
}
