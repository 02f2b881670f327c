import type { MinuteRange } from '../customers/import-words.ts'
import type { Point } from '../geo.ts'
import { beginVisit, cityTravel, legMinutes, roadM, type TravelModel } from './eta.ts'
import { exactOrder, improvedOrder, type OrderProblem, type Step } from './order-search.ts'

/** A stop to be ordered; windows and service count only where some stop has windows. */
export type RouteStop = {
  id: string
  point: Point
  serviceMinutes?: number
  windows?: readonly MinuteRange[]
}

export type RouteOptions = {
  /** Minutes since midnight at which the day starts; 09:00. */
  departMinute?: number
  model?: TravelModel
}

/** `legsM[i]` is the road to `order[i]` in metres, 0 for a first stop without a start. */
export type FirstRoute = { order: string[]; legsM: number[]; totalM: number }

/** Up to here the order is proven best; beyond it a local search finds a good one. */
export const EXACT_UP_TO = 12

/** In metres: being late outweighs any detour, a minute of waiting is worth 100 m. */
const LATE_MINUTE_M = 100_000
const WAIT_MINUTE_M = 100
const DEFAULT_SERVICE_MINUTES = 15

/**
 * Orders the stops of a day with an open end: least lateness first, then least road plus a little
 * for waiting. Metres are great circle × detour until a map service measures them. The same input
 * gives the same order; ids must be unique.
 */
export function orderStops(
  start: Point | undefined,
  stops: readonly RouteStop[],
  options: RouteOptions = {},
): FirstRoute {
  const problem = problemOf(start, stops, options)
  const order = stops.length <= EXACT_UP_TO ? exactOrder(problem) : improvedOrder(problem)

  const legsM = order.map((to, i) => problem.legM(order[i - 1], to))
  const totalM = legsM.reduce((sum, metres) => sum + metres, 0)
  return { order: order.flatMap((i) => stops[i]?.id ?? []), legsM, totalM }
}

type RoadProblem = OrderProblem & { legM(from: number | undefined, to: number): number }

function problemOf(
  start: Point | undefined,
  stops: readonly RouteStop[],
  { departMinute = 540, model = cityTravel }: RouteOptions,
): RoadProblem {
  const metres = stops.map((from) => stops.map((to) => roadM(from.point, to.point, model)))
  const first = stops.map(({ point }) => (start ? roadM(start, point, model) : 0))
  const legM = (from: number | undefined, to: number) =>
    (from === undefined ? first[to] : metres[from]?.[to]) ?? 0

  const timed = stops.some(({ windows }) => windows !== undefined && windows.length > 0)
  const advance = (at: Step, to: number): Step => {
    const leg = legM(at.stop, to)
    if (!timed) return { stop: to, cost: at.cost + leg, clock: 0 }
    const arrive = at.clock + legMinutes(leg, model)
    const { begin, waitMinutes, lateMinutes } = beginVisit(arrive, stops[to]?.windows)
    return {
      stop: to,
      cost: at.cost + leg + waitMinutes * WAIT_MINUTE_M + lateMinutes * LATE_MINUTE_M,
      clock: begin + (stops[to]?.serviceMinutes ?? DEFAULT_SERVICE_MINUTES),
    }
  }
  return {
    size: stops.length,
    start: { stop: undefined, cost: 0, clock: departMinute },
    leastCosts: stops.map((_, to) =>
      Math.min(...metres.filter((_, from) => from !== to).map((legs) => legs[to] ?? 0)),
    ),
    waitingCost: WAIT_MINUTE_M,
    advance,
    legM,
  }
}
