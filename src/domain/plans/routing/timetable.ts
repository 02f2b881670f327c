import { afterLunch, beginAt, doneAt } from './clock.ts'
import { NEVER } from './model.ts'
import type { Route } from './route.ts'
import type { DayAnswer, DayProblem, TimedStop } from './types.ts'

/** The times of a feasible route as early as possible; `chosen[node - 1]` is its index in the problem. */
export function timetable(
  problem: DayProblem,
  route: Route,
  chosen: readonly number[],
): Pick<DayAnswer, 'order' | 'stops' | 'lunch' | 'travelSeconds' | 'waitSeconds' | 'finishAt'> {
  const { day, nodes, length } = route
  const lunchBehind = lunchPosition(route)
  const idOf = (position: number) =>
    problem.stops[chosen[(nodes[position] as number) - 1] as number]?.id ?? ''

  const stops: TimedStop[] = []
  let lunch: DayAnswer['lunch'] = null
  let clock = day.begin
  let travelSeconds = 0
  let waitSeconds = 0
  for (let p = 0; p <= length; p++) {
    if (p === lunchBehind) {
      const to = afterLunch(day, clock)
      lunch = { from: to - day.lunchSeconds, to, after: p === 0 ? null : idOf(p) }
      waitSeconds += lunch.from - clock
      clock = to
    }
    const node = nodes[p + 1] as number
    const leg = day.travel[(nodes[p] as number) * day.size + node] as number
    travelSeconds += leg
    clock += leg
    if (p === length) break
    const begin = beginAt(day, node, clock)
    const leave = begin + (day.service[node] as number)
    waitSeconds += begin - clock
    stops.push({
      id: idOf(p + 1),
      arrive: clock,
      begin,
      leave,
      travelSeconds: leg,
      waitSeconds: begin - clock,
    })
    clock = leave
  }
  const order = stops.map(({ id }) => id)
  return { order, stops, lunch, travelSeconds, waitSeconds, finishAt: clock }
}

/** Behind which position lunch is taken so that the day ends earliest; -1 without lunch. */
function lunchPosition({ day, nodes, length, doneAfter }: Route): number {
  if (!day.hasLunch) return -1
  for (let p = length; p > 0; p--) {
    const to = nodes[p + 1] as number
    const late = doneAt(day, nodes[p] as number, to, doneAfter[p] as number)
    if ((doneAfter[p] as number) >= NEVER || late > (doneAfter[p + 1] as number)) return p
  }
  return 0
}
