import { type DayModel, NEVER } from './model.ts'
import { Route } from './route.ts'
import type { DayProblem, DroppedStop, DropReason } from './types.ts'

/** Why a stop that has no feasible window at all cannot be in the day. */
export function reasonAlone(problem: DayProblem, stop: number): DropReason {
  const { windows, serviceSeconds } = problem.stops[stop] ?? { serviceSeconds: 0 }
  if (!windows || windows.length === 0) return 'too-far'
  const needs = problem.windowCovers === 'service' ? serviceSeconds : 0
  const open = windows.some(
    ({ from, to }) => Math.max(from, problem.begin) + needs <= Math.min(to, problem.end),
  )
  return open ? 'too-far' : 'closed'
}

/** Why a stop that could be visited on its own is not in the route. */
export function reasonBeside(
  route: Route,
  node: number,
): Pick<DroppedStop, 'reason' | 'detourSeconds'> {
  const { day } = route
  if (!new Route(day).set([node])) return { reason: 'too-far' }
  const detourSeconds = leastDetour(route, node)
  if (detourSeconds < NEVER) return { reason: 'not-worth-it', detourSeconds }
  const always = new Route(withoutWindows(day, node))
  always.set(route.order())
  return { reason: leastDetour(always, node) < NEVER ? 'hours-clash' : 'day-too-short' }
}

function leastDetour(route: Route, node: number): number {
  let least = NEVER
  for (let p = 0; p <= route.length; p++)
    if (route.detour(node, p) < least && route.fits(node, p)) least = route.detour(node, p)
  return least
}

/** The same day with this stop open all day long. */
function withoutWindows(day: DayModel, node: number): DayModel {
  const windowFrom = day.windowFrom.slice()
  const windowTo = day.windowTo.slice()
  windowFrom[day.firstWindow[node] as number] = day.begin
  windowTo[day.firstWindow[node] as number] = day.end
  return { ...day, windowFrom, windowTo }
}
