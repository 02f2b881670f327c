import type { DayProblem } from '../../../../src/domain/plans/routing/types.ts'

/** Mandatory stops left out, then cost: of the best day, found by trying every order with lunch anywhere. */
export function tryEverything(problem: DayProblem): { left: number; cost: number } {
  const places = problem.stops.length + (problem.finish === 'place' ? 2 : 1)
  const leg = (from: number, to: number) => problem.travel[from * places + to] ?? 0
  const { lunch, begin, end } = problem
  const asksLunch =
    lunch !== undefined &&
    Math.max(lunch.earliest, begin) <= Math.min(lunch.latest, end - lunch.seconds)
  let best = { left: Number.POSITIVE_INFINITY, cost: Number.POSITIVE_INFINITY }

  const settle = (at: number, clock: number, travel: number, fed: boolean, seen: Set<number>) => {
    if (!fed) {
      const eaten = afterLunch(clock)
      if (eaten !== undefined) settle(at, eaten, travel, true, seen)
    }
    const home =
      problem.finish === 'anywhere' ? 0 : leg(at, problem.finish === 'start' ? 0 : places - 1)
    if (fed && clock + home <= end) {
      const out = problem.stops.filter((_, i) => !seen.has(i))
      const left = out.filter(({ value }) => value === undefined).length
      const cost = travel + home + out.reduce((sum, { value = 0 }) => sum + value, 0)
      if (left < best.left || (left === best.left && cost < best.cost)) best = { left, cost }
    }
    for (const [i, stop] of problem.stops.entries()) {
      if (seen.has(i)) continue
      const arrive = clock + leg(at, i + 1)
      const start = beginOf(arrive, stop)
      if (start === undefined || start + stop.serviceSeconds > end) continue
      seen.add(i)
      settle(i + 1, start + stop.serviceSeconds, travel + leg(at, i + 1), fed, seen)
      seen.delete(i)
    }
  }
  const afterLunch = (clock: number) => {
    if (!lunch) return undefined
    const from = Math.max(clock, lunch.earliest)
    return from <= lunch.latest ? from + lunch.seconds : undefined
  }
  const beginOf = (
    arrive: number,
    { windows = [], serviceSeconds }: DayProblem['stops'][number],
  ) => {
    if (windows.length === 0) return arrive
    const needs = problem.windowCovers === 'service' ? serviceSeconds : 0
    const begins = windows
      .filter(({ from, to }) => Math.max(arrive, from) + needs <= to)
      .map(({ from }) => Math.max(arrive, from))
    return begins.length > 0 ? Math.min(...begins) : undefined
  }
  settle(0, begin, 0, !asksLunch, new Set())
  return best
}

/** Travel of the stops in this order, lunch wherever it fits; undefined if no place of it keeps the times. */
export function travelOf(problem: DayProblem, order: readonly string[]): number | undefined {
  const keep = order.map((id) => problem.stops.findIndex((stop) => stop.id === id))
  const places = problem.stops.length + (problem.finish === 'place' ? 2 : 1)
  const columns = [
    0,
    ...keep.map((i) => i + 1),
    ...(problem.finish === 'place' ? [places - 1] : []),
  ]
  const travel = columns.flatMap((from) =>
    columns.map((to) => problem.travel[from * places + to] ?? 0),
  )
  // Only the leg to the next stop is short, so that no other order is worth it.
  const size = columns.length
  const far = 10_000_000
  const chained = travel.map((seconds, i) => {
    const [from, to] = [Math.floor(i / size), i % size]
    if (from > order.length) return seconds
    const isHome = problem.finish === 'start' ? to === 0 : to > order.length
    const isNext = to === from + 1 && to <= order.length
    return isNext || (isHome && from === order.length) ? seconds : far
  })
  const stops = keep.flatMap((i) => problem.stops[i] ?? []).map(({ value: _, ...stop }) => stop)
  const { left, cost } = tryEverything({ ...problem, stops, travel: chained })
  return left === 0 ? cost : undefined
}
