import { MOST_STOPS, prove } from './exact/prove.ts'
import type { ProofOptions } from './exact/prover.ts'
import { compileDay, type DayModel } from './model.ts'
import { isPlainTour, tourOf } from './plain-tour.ts'
import { reasonAlone, reasonBeside } from './reasons.ts'
import type { Route } from './route.ts'
import { searchRoute } from './search.ts'
import { timetable } from './timetable.ts'
import type { DayAnswer, DayOptions, DayProblem, DroppedStop } from './types.ts'

/**
 * The best order of a day: leaves out as few mandatory stops as possible, then makes travel plus the
 * value of the optional stops left out least. Waiting costs nothing by itself. Every stop is in `order` or in
 * `dropped`, with the reason. See docs/routing.md.
 * Throws a RangeError where the problem is malformed.
 */
export function solveDay(problem: DayProblem, options: DayOptions = {}): DayAnswer {
  const everything = problem.stops.map((_, i) => i)
  const whole = compileDay(problem, everything)
  const isPossible = (i: number) =>
    (whole.firstWindow[i + 1] as number) < (whole.firstWindow[i + 2] as number)
  const chosen = everything.filter(isPossible)
  const day = chosen.length === everything.length ? whole : compileDay(problem, chosen)

  const found = bestRoute(day, options, knownOrder(problem, chosen, options))
  const dropped = everything.flatMap((i): DroppedStop[] => {
    const node = chosen.indexOf(i) + 1
    if (node > 0 && (found.route.position[node] as number) >= 0) return []
    const stop = problem.stops[i]
    const mandatory = stop?.value === undefined
    const why = node > 0 ? reasonBeside(found.route, node) : { reason: reasonAlone(problem, i) }
    return [{ id: stop?.id ?? '', mandatory, ...why }]
  })
  return answerOf(problem, found, chosen, dropped)
}

type Found = { route: Route; proven: boolean; bound?: number; cut: boolean }

function bestRoute(day: DayModel, options: DayOptions, known: number[] | undefined): Found {
  const { seed = 1, clock, maxMs = Number.POSITIVE_INFINITY } = options
  const until = clock ? clock() + maxMs : Number.POSITIVE_INFINITY
  const over = clock && Number.isFinite(until) ? () => clock() >= until : undefined
  const rounds = options.rounds ?? defaultRounds(day.n)
  const usual = over ? GUARDED_LABELS : PROOF_LABELS
  const proofLabels = options.proofLabels ?? (options.rounds === undefined ? usual : 0)

  const { route, cut } = isPlainTour(day)
    ? tourOf(day, { seed, rounds: options.rounds ?? tourRounds(day.n), over, known })
    : searchRoute(day, seed, { rounds, over }, known)
  if (day.n > MOST_STOPS || proofLabels <= 0 || cut) return { route, proven: day.n === 0, cut }
  const found = proveRoute(day, route, { maxLabels: proofLabels, over })
  const again = options.proofLabels === undefined && options.rounds === undefined
  if (!found.proven && again && !isPlainTour(day))
    searchAgain(day, found.route, { seed: seed + AGAIN, rounds, over })
  return { ...found, cut: over?.() ?? false }
}

/** Other searches from nothing, in case the first one went astray; puts what is better into `route`. */
function searchAgain(
  day: DayModel,
  route: Route,
  { seed, ...budget }: { seed: number; rounds: number; over?: (() => boolean) | undefined },
): void {
  const times = budget.over ? GUARDED_TIMES : TIMES
  for (let time = 0; time < times && !budget.over?.(); time++) {
    const { route: other } = searchRoute(day, seed + time * AGAIN, budget)
    if (other.cost < route.cost) route.copy(other)
  }
}

/** First that or whether all mandatory stops fit, then that no such day is cheaper; all within the same labels. */
function proveRoute(day: DayModel, route: Route, options: ProofOptions): Omit<Found, 'cut'> {
  let { maxLabels } = options
  const attempt = (must: Uint8Array, known: number) => {
    const proof = prove(day, must, known, { ...options, maxLabels })
    maxLabels = Math.max(0, maxLabels - proof.labels)
    return proof
  }
  if (missing(day, route) > 0) {
    const whole = attempt(day.mandatory, day.mandatoryCost)
    if (whole.order) {
      route.set(whole.order)
      if (whole.proven) return { route, proven: true, bound: whole.bound }
    } else if (whole.proven) {
      const fewest = attempt(new Uint8Array(day.size), route.cost)
      if (fewest.order) route.set(fewest.order)
      return { route, proven: fewest.proven }
    } else return { route, proven: false }
  }
  const proof = attempt(day.mandatory, route.cost)
  if (proof.order) route.set(proof.order)
  return { route, proven: proof.proven, bound: proof.bound }
}

/** How many mandatory stops are left out. */
function missing(day: DayModel, route: Route): number {
  let count = 0
  for (let i = 1; i <= day.n; i++)
    if (day.mandatory[i] && (route.position[i] as number) < 0) count++
  return count
}

/** Seeds of second searches are none of those that a caller counts up to. */
const AGAIN = 1_000_003
const TIMES = 2
const GUARDED_TIMES = 5
/** About a third of a second of work; more where a clock ends it. */
const PROOF_LABELS = 300_000
const GUARDED_LABELS = 3_000_000

/** About 1 ms up to 12 stops, 10 up to 20, 100 from 40 on. */
function defaultRounds(stops: number): number {
  if (stops <= 12) return 60
  if (stops <= 16) return 200
  if (stops <= 20) return 400
  return Math.round(Math.min(5500, 180 * (stops - 10), 240_000 / stops))
}

/** About 70 ms. */
function tourRounds(stops: number): number {
  return Math.round(Math.min(2200, 260_000 / stops))
}

function answerOf(
  problem: DayProblem,
  { route, proven, bound, cut }: Found,
  chosen: readonly number[],
  dropped: DroppedStop[],
): DayAnswer {
  const times = timetable(problem, route, chosen)
  const inside = new Set(times.order)
  const skippedValue = problem.stops.reduce(
    (sum, { id, value = 0 }) => (inside.has(id) ? sum : sum + value),
    0,
  )
  const cost = times.travelSeconds + skippedValue
  const feasible = !dropped.some(({ mandatory }) => mandatory)
  const isKnown = bound !== undefined && feasible && chosen.length === problem.stops.length
  return {
    ...times,
    skippedValue,
    cost,
    feasible,
    proof: proven ? 'proven' : 'best found',
    ...(proven
      ? { lowerBound: cost }
      : isKnown && Number.isFinite(bound)
        ? { lowerBound: bound }
        : {}),
    dropped,
    cutByClock: cut,
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
