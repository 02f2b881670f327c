import type { Point } from '../geo.ts'
import { cityTravel, legMinutes, roadM, type TravelModel } from './eta.ts'

/**
 * Legs between places, row by row, from-place × to-place: whole seconds and whole road metres. Place 0
 * is where the day starts.
 */
export type Legs = {
  readonly places: number
  readonly seconds: ArrayLike<number>
  readonly metres: ArrayLike<number>
}

/**
 * Legs by great circle, detour and speed. Without a start the day may begin at any place: the way from
 * place 0 is free.
 */
export function straightLegs(
  start: Point | undefined,
  points: readonly Point[],
  model: TravelModel = cityTravel,
): Legs {
  const places = points.length + 1
  const seconds = new Int32Array(places * places)
  const metres = new Int32Array(places * places)
  const all = [start, ...points]
  for (let from = 0; from < places; from++) {
    for (let to = 0; to < places; to++) {
      const [a, b] = [all[from], all[to]]
      if (from === to || !a || !b) continue
      const m = roadM(a, b, model)
      metres[from * places + to] = m
      seconds[from * places + to] = Math.round(legMinutes(m, model) * 60)
    }
  }
  return { places, seconds, metres }
}
