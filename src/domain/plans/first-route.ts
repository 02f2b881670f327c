import type { MinuteRange } from '../customers/import-words.ts'
import type { Point } from '../geo.ts'

export type RouteStop = { id: string; point: Point; windows?: readonly MinuteRange[] }
export type FirstRoute = { order: string[]; legsM: number[]; totalM: number }

/**
 * Orders the stops of a day. `legsM` are estimated road metres (great circle × detour), one per stop,
 * the first from `start` (0 without one); `totalM` their sum. The end is open.
 */
export function orderStops(start: Point | undefined, stops: readonly RouteStop[]): FirstRoute {
  throw new Error(String([start, stops]))
}
