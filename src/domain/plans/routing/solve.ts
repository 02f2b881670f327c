import { compileDay } from './model.ts'
import { reasonAlone, reasonBeside } from './reasons.ts'
import type { Route } from './route.ts'
import { searchRoute } from './search.ts'
import { timetable } from './timetable.ts'
import type { DayAnswer, DayOptions, DayProblem, DroppedStop } from './types.ts'

/**
 * The best order of a day: leaves out as few mandatory stops as possible, then makes travel plus the
 * value of the optional stops left out least. Among equally cheap days that it meets it prefers the one
 * that ends earlier. Every stop is in `order` or in `dropped`, with the reason.
 * Throws a RangeError where the problem is malformed.
 */
export function solveDay(problem: DayProblem, options: DayOptions = {}): DayAnswer {
  const everything = problem.stops.map((_, i) => i)
  const whole = compileDay(problem, everything)
  const isPossible = (i: number) =>
    (whole.firstWindow[i + 1] as number) < (whole.firstWindow[i + 2] as number)
  const chosen = everything.filter(isPossible)
  const day = chosen.length === everything.length ? whole : compileDay(problem, chosen)

  const { seed = 1, rounds = 2000, clock, maxMs = Number.POSITIVE_INFINITY } = options
  const until = clock ? clock() + maxMs : Number.POSITIVE_INFINITY
  const over = clock && Number.isFinite(until) ? () => clock() >= until : undefined
  const { route, cut } = searchRoute(
    day,
    seed,
    { rounds, over },
    knownOrder(problem, chosen, options),
  )

  const dropped = everything.flatMap((i): DroppedStop[] => {
    const node = chosen.indexOf(i) + 1
    if (node > 0 && (route.position[node] as number) >= 0) return []
    const stop = problem.stops[i]
    const mandatory = stop?.value === undefined
    const why = node > 0 ? reasonBeside(route, node) : { reason: reasonAlone(problem, i) }
    return [{ id: stop?.id ?? '', mandatory, ...why }]
  })
  return answerOf(problem, route, chosen, dropped, cut)
}

function answerOf(
  problem: DayProblem,
  route: Route,
  chosen: readonly number[],
  dropped: DroppedStop[],
  cutByClock: boolean,
): DayAnswer {
  const times = timetable(problem, route, chosen)
  const inside = new Set(times.order)
  const skippedValue = problem.stops.reduce(
    (sum, { id, value = 0 }) => (inside.has(id) ? sum : sum + value),
    0,
  )
  return {
    ...times,
    skippedValue,
    cost: times.travelSeconds + skippedValue,
    feasible: !dropped.some(({ mandatory }) => mandatory),
    proof: 'best found',
    dropped,
    cutByClock,
  }
}

/** `options.known` as nodes; what is unknown or impossible is passed over. */
function knownOrder(
  problem: DayProblem,
  chosen: readonly number[],
  { known }: DayOptions,
): number[] | undefined {
  if (!known) return undefined
  const nodeOf = new Map(chosen.map((i, k) => [problem.stops[i]?.id, k + 1]))
  return known.flatMap((id) => nodeOf.get(id) ?? [])
}
