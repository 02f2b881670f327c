import type { DayAnswer, DayProblem } from '../../src/domain/plans/routing/types.ts'

/**
 * What is wrong with an answer, found the plain way: walks through its times and adds everything up, without
 * any of the solver's own code. Nothing wrong: an empty list.
 */
export function faultsOf(problem: DayProblem, answer: DayAnswer): string[] {
  const faults: string[] = []
  const places = problem.stops.length + (problem.finish === 'place' ? 2 : 1)
  const leg = (from: number, to: number) => problem.travel[from * places + to] ?? Number.NaN
  const stopOf = new Map(problem.stops.map((stop, i) => [stop.id, { ...stop, place: i + 1 }]))
  const told = [...answer.order, ...answer.dropped.map(({ id }) => id)]
  if (told.length !== stopOf.size || new Set(told).size !== told.length)
    faults.push('the stops are not each either visited or dropped once')
  if (answer.order.join() !== answer.stops.map(({ id }) => id).join())
    faults.push('order and times name different stops')

  const { lunch } = answer
  let clock = problem.begin
  let at = 0
  let travel = 0
  let lunches = 0
  const eat = (after: string | null) => {
    if (!lunch || lunch.after !== after) return
    lunches++
    if (lunch.from < clock) faults.push('lunch begins before the rep is free')
    if (!problem.lunch || lunch.from < problem.lunch.earliest || lunch.from > problem.lunch.latest)
      faults.push('lunch at the wrong time')
    if (lunch.to - lunch.from !== problem.lunch?.seconds) faults.push('lunch of the wrong length')
    clock = lunch.to
  }
  eat(null)
  for (const { id, arrive, begin, leave } of answer.stops) {
    const stop = stopOf.get(id)
    if (!stop) return [...faults, `unknown stop ${id}`]
    travel += leg(at, stop.place)
    if (arrive !== clock + leg(at, stop.place)) faults.push(`${id} is reached at another time`)
    if (begin < arrive) faults.push(`${id} begins before the rep is there`)
    if (leave !== begin + stop.serviceSeconds) faults.push(`${id} takes another time`)
    const covered = problem.windowCovers === 'service' ? leave : begin
    const windows = stop.windows ?? []
    if (windows.length > 0 && !windows.some(({ from, to }) => from <= begin && covered <= to))
      faults.push(`${id} is closed`)
    if (leave > problem.end) faults.push(`${id} is not done by the end of the day`)
    clock = leave
    at = stop.place
    eat(id)
  }
  if (problem.finish !== 'anywhere') {
    const home = leg(at, problem.finish === 'start' ? 0 : places - 1)
    travel += home
    clock += home
  }
  if (clock > problem.end) faults.push('the day ends too late')
  if (clock !== answer.finishAt) faults.push('the day ends at another time')
  const lunchFits =
    problem.lunch !== undefined &&
    Math.max(problem.lunch.earliest, problem.begin) <=
      Math.min(problem.lunch.latest, problem.end - problem.lunch.seconds)
  if (lunches !== (lunchFits ? 1 : 0)) faults.push(`${lunches} lunches`)
  if (travel !== answer.travelSeconds) faults.push(`travel is ${travel}`)
  const inside = new Set(answer.order)
  let skipped = 0
  for (const { id, value } of problem.stops) if (!inside.has(id)) skipped += value ?? 0
  if (travel + skipped !== answer.cost) faults.push(`the cost is ${travel + skipped}`)
  const isServed = problem.stops.every(({ id, value }) => value !== undefined || inside.has(id))
  if (isServed !== answer.feasible) faults.push('says wrongly whether all mandatory stops are in')
  if (answer.lowerBound !== undefined && answer.lowerBound > answer.cost)
    faults.push('the bound is above the cost')
  return faults
}
