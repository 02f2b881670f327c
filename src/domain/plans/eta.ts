import type { Point } from '../geo.ts'

export type TravelModel = {
  /** Road metres per metre of great circle. */
  detour: number
  /** Speed by road length of the leg, shortest first; the last one has no limit. */
  speeds: readonly { uptoM: number; kmh: number }[]
  /** Minutes a leg costs besides driving: parking, walking to the door. */
  parkingMinutes: number
}

export type StopTime = { arriveMinute: number; leaveMinute: number; eta: string; leaves: string }

/** Estimated road metres between two points. */
export function roadM(a: Point, b: Point, model?: TravelModel): number {
  throw new Error(String([a, b, model]))
}

/** Minutes, unrounded, for a leg of so many road metres; 0 for none. */
export function legMinutes(metres: number, model?: TravelModel): number {
  throw new Error(String([metres, model]))
}
