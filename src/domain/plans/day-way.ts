/** Puts the stops of a day in order and says when each is reached, and what will not work out. */
import type { MinuteRange } from '../customers/import-words.ts'
import { beginVisit } from './eta.ts'
import type { Legs } from './legs.ts'
import { solveDay } from './routing/solve.ts'
import type { DayAnswer, DayOptions, DayProblem, DropReason } from './routing/types.ts'

export type WayStop = {
  readonly id: string
  readonly serviceMinutes: number
  readonly windows: readonly MinuteRange[]
}

export type WayOptions = {
  /** Minutes since midnight at which the rep sets out. */
  readonly departMinute: number
  /** Minutes since midnight by which the last visit should be over. */
  readonly endMinute: number
  /** One break that begins from `fromMinute` to `latestMinute`. */
  readonly lunch?: {
    readonly fromMinute: number
    readonly latestMinute: number
    readonly minutes: number
  }
  /**
   * How hard to search, and from which known order. `maxMs`, with a `clock`, is what all of it may take:
   * for answers that somebody waits for. By default as long as the day deserves.
   */
  readonly search?: DayOptions | undefined
}

/** A stop in its place. `fit`: why it will be too late or closed when the rep gets there; null: it is fine. */
export type WayPlace = {
  readonly id: string
  readonly legM: number
  /** Minutes since midnight, unrounded. */
  readonly arriveMinute: number
  readonly fit: DropReason | null
}

export type DayWay = {
  readonly places: readonly WayPlace[]
  readonly totalM: number
  /** On the way from place to place, unrounded. */
  readonly travelMinutes: number
  readonly endMinute: number
  readonly proof: DayAnswer['proof']
}

/**
 * The best order of a day with an open end: as many stops as possible within their hours and the working
 * day, then least travel. What cannot be kept is not left out, since it is on the plan: it stands at the
 * end with the reason, and a person decides. Lunch is taken only on a day that goes on after it could
 * begin. `legs` has place i + 1 for stop i. The same input gives the same way.
 */
export function orderDay(stops: readonly WayStop[], legs: Legs, options: WayOptions): DayWay {
  const { departMinute, lunch } = options
  const end = Math.max(options.endMinute, departMinute + 1)
  const problem: DayProblem = {
    stops: stops.map(({ id, serviceMinutes, windows }) => ({
      id,
      serviceSeconds: serviceMinutes * 60,
      ...(windows.length > 0
        ? { windows: windows.map(({ from, to }) => ({ from: from * 60, to: to * 60 - 1 })) }
        : {}),
    })),
    travel: legs.seconds,
    begin: departMinute * 60,
    end: end * 60,
    finish: 'anywhere',
  }
  const solve = withinBudget({
    ...(options.search?.rounds === undefined ? { proofLabels } : {}),
    ...options.search,
  })
  if (!lunch || departMinute >= lunch.latestMinute || lunch.fromMinute + lunch.minutes > end) {
    return withTheRest(stops, legs, solve(problem), departMinute)
  }
  const service = stops.reduce((sum, { serviceMinutes }) => sum + serviceMinutes, 0)
  // Visits that alone reach into lunch need no second look: only a short day is tried without.
  if (departMinute + service <= lunch.fromMinute) {
    const straight = solve(problem)
    const isShort = straight.feasible && straight.finishAt <= lunch.fromMinute * 60
    if (isShort) return withTheRest(stops, legs, straight, departMinute)
  }
  const answer = solve({
    ...problem,
    lunch: {
      earliest: Math.max(lunch.fromMinute, departMinute) * 60,
      latest: lunch.latestMinute * 60,
      seconds: lunch.minutes * 60,
    },
  })
  return withTheRest(stops, legs, answer, departMinute)
}

/** Solves one problem after another within one budget of time. */
/** Labels that a proof may make in the product: days of up to twenty stops close, others cost a tenth of a second. */
const proofLabels = 20_000

function withinBudget(search: DayOptions = {}): (problem: DayProblem) => DayAnswer {
  const { clock, maxMs } = search
  if (!clock || maxMs === undefined) return (problem) => solveDay(problem, search)
  const until = clock() + maxMs
  return (problem) => solveDay(problem, { ...search, maxMs: Math.max(1, until - clock()) })
}

/** Appends what does not fit, the nearest first, with the times that it comes to. */
function withTheRest(
  stops: readonly WayStop[],
  legs: Legs,
  answer: DayAnswer,
  departMinute: number,
): DayWay {
  const placeOf = new Map(stops.map(({ id }, i) => [id, i + 1]))
  const between = (values: ArrayLike<number>, from: number, to: number) =>
    values[from * legs.places + to] ?? 0
  let at = 0
  let clock = departMinute
  let travelMinutes = answer.travelSeconds / 60
  const places = answer.stops.map((stop): WayPlace => {
    const place = placeOf.get(stop.id) ?? 0
    const legM = between(legs.metres, at, place)
    at = place
    clock = stop.leave / 60
    return { id: stop.id, legM, arriveMinute: stop.arrive / 60, fit: null }
  })
  const left = new Map(answer.dropped.map(({ id, reason }) => [id, reason]))
  while (left.size > 0) {
    const [id = '', reason] = [...left].reduce((near, one) =>
      between(legs.seconds, at, placeOf.get(one[0]) ?? 0) <
      between(legs.seconds, at, placeOf.get(near[0]) ?? 0)
        ? one
        : near,
    )
    left.delete(id)
    const place = placeOf.get(id) ?? 0
    const legMinutes = between(legs.seconds, at, place) / 60
    const arriveMinute = clock + legMinutes
    travelMinutes += legMinutes
    const stop = stops[place - 1]
    const { begin } = beginVisit(arriveMinute, stop?.windows)
    places.push({ id, legM: between(legs.metres, at, place), arriveMinute, fit: reason ?? null })
    at = place
    clock = begin + (stop?.serviceMinutes ?? 0)
  }
  return {
    places,
    totalM: places.reduce((sum, { legM }) => sum + legM, 0),
    travelMinutes,
    endMinute: Math.round(clock),
    proof: answer.proof,
  }
}
