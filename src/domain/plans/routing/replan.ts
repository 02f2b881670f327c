import { placesOf } from './model.ts'
import { solveDay } from './solve.ts'
import type { DayAnswer, DayOptions, DayProblem } from './types.ts'

/** Somebody waits: up to so many stops with a proof that may make so many labels, above a search alone. */
const SMALL = 20
const PROOF_LABELS = 15_000
const QUICK = 400

export type DayState = {
  /** Ids already visited, or given up. */
  done: readonly string[]
  /** Now, seconds since midnight. */
  now: number
  /** Travel from here to every place of the problem's table. Without it the rep is at the place `at`. */
  fromHere?: ArrayLike<number>
  /** Id of the stop where the rep is; the start if left out. */
  at?: string
  lunchTaken: boolean
}

/**
 * The best rest of a day: what is done stays done, and the day begins here and now with the stops that
 * are left. Where the day goes back to its start, it still ends there. Pass the order as planned so far
 * as `options.known`.
 */
export function replanRest(
  problem: DayProblem,
  state: DayState,
  options: DayOptions = {},
): DayAnswer {
  const rest = restOfDay(problem, state)
  const quick = rest.stops.length > SMALL ? { rounds: QUICK } : { proofLabels: PROOF_LABELS }
  return solveDay(rest, { ...(options.rounds === undefined ? quick : {}), ...options })
}

/** The day that is left to plan. */
export function restOfDay(problem: DayProblem, state: DayState): DayProblem {
  const places = placesOf(problem)
  const done = new Set(state.done)
  const left = problem.stops.flatMap((stop, i) =>
    done.has(stop.id) ? [] : [{ stop, place: i + 1 }],
  )
  const here = state.at === undefined ? 0 : placeOf(problem, state.at)
  const end = problem.finish === 'place' ? [places - 1] : problem.finish === 'start' ? [0] : []
  const columns = [here, ...left.map(({ place }) => place), ...end]
  const travel = columns.flatMap((from, row) =>
    columns.map((to, column) => {
      if (row === 0 && column === 0) return 0
      if (row === 0 && state.fromHere) return state.fromHere[to] ?? 0
      return problem.travel[from * places + to] ?? 0
    }),
  )
  return {
    ...problem,
    stops: left.map(({ stop }) => stop),
    travel,
    begin: state.now,
    finish: problem.finish === 'anywhere' ? 'anywhere' : 'place',
    lunch: state.lunchTaken ? undefined : problem.lunch,
  }
}

function placeOf(problem: DayProblem, id: string): number {
  const stop = problem.stops.findIndex((other) => other.id === id)
  if (stop < 0) throw new RangeError(`No stop of the day is called ${id}.`)
  return stop + 1
}
