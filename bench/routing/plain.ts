import type { DayProblem } from '../../src/domain/plans/routing/types.ts'

/** What one would write on a first afternoon: the baselines of the routing bench. */

type Timed = { travel: number; left: number; served: number[] }

const placesOf = (problem: DayProblem) =>
  problem.stops.length + (problem.finish === 'place' ? 2 : 1)

/** Goes along an order and passes over what is closed by then; lunch as soon as it can be had. */
function walk(problem: DayProblem, order: readonly number[]): Timed {
  const places = placesOf(problem)
  const leg = (from: number, to: number) => problem.travel[from * places + to] ?? 0
  const home = (from: number) =>
    problem.finish === 'anywhere' ? 0 : leg(from, problem.finish === 'start' ? 0 : places - 1)
  let clock = problem.begin
  let at = 0
  let travel = 0
  let left = 0
  let fed = problem.lunch === undefined
  const served: number[] = []
  for (const stop of order) {
    const { windows = [], serviceSeconds, value } = problem.stops[stop] ?? { serviceSeconds: 0 }
    let leave = clock
    if (!fed && problem.lunch && clock >= problem.lunch.earliest) leave += problem.lunch.seconds
    const arrive = leave + leg(at, stop + 1)
    const open =
      windows.length === 0 ? { from: 0, to: Infinity } : windows.find(({ to }) => arrive <= to)
    const begin = Math.max(arrive, open?.from ?? 0)
    const done = begin + serviceSeconds
    if (!open || done + home(stop + 1) > problem.end) {
      left += value ?? 1e9
      continue
    }
    fed ||= leave > clock
    travel += leg(at, stop + 1)
    clock = done
    at = stop + 1
    served.push(stop)
  }
  return { travel: travel + home(at), left, served }
}

/** Always on to the nearest stop that is still open, then 2-opt until nothing helps. */
export function nearestThenTwoOpt(problem: DayProblem): { cost: number; served: boolean } {
  const places = placesOf(problem)
  const leg = (from: number, to: number) => problem.travel[from * places + to] ?? 0
  const n = problem.stops.length
  let order: number[] = []
  const left = new Set(Array.from({ length: n }, (_, i) => i))
  let at = 0
  while (left.size > 0) {
    const fits = [...left].filter((i) => walk(problem, [...order, i]).served.includes(i))
    const from = at
    const choices = fits.length > 0 && n <= 60 ? fits : [...left]
    const next = choices.reduce((a, b) => (leg(from, b + 1) < leg(from, a + 1) ? b : a))
    order.push(next)
    left.delete(next)
    at = next + 1
  }
  let best = walk(problem, order)
  const worth = ({ travel, left: out }: Timed) => travel + out
  for (let improved = true, passes = 0; improved && passes < 30; passes++) {
    improved = false
    for (let i = 0; i < n - 1; i++) {
      for (let j = i + 1; j < n; j++) {
        const [a, b] = [order[i - 1] ?? -1, order[j + 1] ?? -1]
        const [c, d] = [order[i] ?? 0, order[j] ?? 0]
        if (leg(a + 1, d + 1) + leg(c + 1, b + 1) > leg(a + 1, c + 1) + leg(d + 1, b + 1)) continue
        const turned = [
          ...order.slice(0, i),
          ...order.slice(i, j + 1).reverse(),
          ...order.slice(j + 1),
        ]
        const other = walk(problem, turned)
        if (worth(other) >= worth(best)) continue
        best = other
        order = turned
        improved = true
      }
    }
  }
  const inside = new Set(best.served)
  const skipped = problem.stops.reduce(
    (sum, { value = 0 }, i) => sum + (inside.has(i) ? 0 : value),
    0,
  )
  const served = problem.stops.every(({ value }, i) => value !== undefined || inside.has(i))
  return { cost: best.travel + skipped, served }
}

type Label = { clock: number; cost: number; fed: boolean }

/**
 * Dynamic programming over (stops visited, last stop) with no bound at all, after Held and Karp; several labels
 * each, since lunch and waiting make an earlier time worth a higher cost. Infinite where not all mandatory
 * stops fit.
 */
export function plainProgram(problem: DayProblem): number {
  const n = problem.stops.length
  const places = placesOf(problem)
  const leg = (from: number, to: number) => problem.travel[from * places + to] ?? 0
  const { lunch, begin, end } = problem
  const states: (Label[] | undefined)[] = new Array(2 ** n * (n + 1))
  const keep = (cell: number, label: Label) => {
    const labels = states[cell] ?? []
    const beats = (a: Label, b: Label) =>
      a.clock <= b.clock && a.cost <= b.cost && (a.fed || !b.fed)
    if (labels.some((other) => beats(other, label))) return
    states[cell] = [...labels.filter((other) => !beats(label, other)), label]
  }
  keep(0, { clock: begin, cost: 0, fed: lunch === undefined })
  let best = Number.POSITIVE_INFINITY
  for (let set = 0; set < 2 ** n; set++) {
    let out = 0
    for (const [i, { value = Number.POSITIVE_INFINITY }] of problem.stops.entries())
      if (!(set & (1 << i))) out += value
    for (let at = 0; at <= n; at++) {
      const labels = states[set * (n + 1) + at]
      if (!labels) continue
      const eaten = labels.flatMap(({ clock, cost, fed }) => {
        if (fed || !lunch || clock > lunch.latest) return []
        return [{ clock: Math.max(clock, lunch.earliest) + lunch.seconds, cost, fed: true }]
      })
      for (const { clock, cost, fed } of [...labels, ...eaten]) {
        const home =
          problem.finish === 'anywhere' ? 0 : leg(at, problem.finish === 'start' ? 0 : places - 1)
        if (fed && clock + home <= end) best = Math.min(best, cost + home + out)
        for (const [i, { windows = [], serviceSeconds }] of problem.stops.entries()) {
          if (set & (1 << i)) continue
          const arrive = clock + leg(at, i + 1)
          const needs = problem.windowCovers === 'service' ? serviceSeconds : 0
          const open =
            windows.length === 0
              ? { from: arrive, to: arrive }
              : windows.find(({ from, to }) => Math.max(arrive, from) + needs <= to)
          if (!open) continue
          const done = Math.max(arrive, open.from) + serviceSeconds
          if (done > end) continue
          keep((set | (1 << i)) * (n + 1) + i + 1, {
            clock: done,
            cost: cost + leg(at, i + 1),
            fed,
          })
        }
      }
    }
  }
  return best
}
