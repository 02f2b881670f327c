/**
 * The words of the day solver. All times are whole seconds since local midnight, all lengths whole
 * seconds. (The unit never matters to the solver, so benchmark instances use their own.)
 */

/** The shop lets nobody in before `from` or after `to`. */
export type OpeningWindow = { from: number; to: number }

export type DayStop = {
  id: string
  serviceSeconds: number
  /** In any order, may overlap; none: always open. */
  windows?: readonly OpeningWindow[]
  /** An optional stop is left out when it costs more travel than this many seconds. Left out: mandatory. */
  value?: number
}

export type LunchBreak = { earliest: number; latest: number; seconds: number }

/**
 * One working day of one rep.
 *
 * `travel` holds whole seconds row by row, from-place × to-place; it need not be symmetric. Place 0 is
 * where the day starts, place i is `stops[i - 1]`, and with `finish: 'place'` one more place follows:
 * where the day ends.
 */
export type DayProblem = {
  stops: readonly DayStop[]
  travel: ArrayLike<number>
  /** The rep sets out at `begin`; the last service and the way to the finish are over by `end`. */
  begin: number
  end: number
  /** 'anywhere': at the last stop. */
  finish: 'anywhere' | 'start' | 'place'
  /**
   * One break that begins within [earliest, latest], taken at the place where the rep is before the
   * next leg; it has no place of its own. The rep may wait for it.
   */
  lunch?: LunchBreak | undefined
  /** Whether a window limits the beginning of the service only ('begin', the default) or all of it. */
  windowCovers?: 'begin' | 'service'
}

export type DayOptions = {
  /** The same problem, options and seed give the same answer, unless the clock cut the search. */
  seed?: number
  /** Rounds of the local search; by default as many as the number of stops deserves. */
  rounds?: number
  /**
   * How many labels the proof may make; by default about a third of a second's worth, more with a `clock` and
   * `maxMs`, and none where `rounds` are given. 0: no proof.
   */
  proofLabels?: number
  /** A known order to start from, ids; unknown ids are passed over. */
  known?: readonly string[]
  /** Milliseconds, for the guard: the domain has no clock of its own. */
  clock?: () => number
  /** The search stops here even if rounds are left; only with a `clock`. */
  maxMs?: number
}

/** Instants at one stop of the day. `wait` is `begin - arrive`. */
export type TimedStop = {
  id: string
  arrive: number
  begin: number
  leave: number
  /** Of the leg to this stop. */
  travelSeconds: number
  waitSeconds: number
}

/**
 * Why a stop is not in the day.
 * - `closed`: no window within the working day.
 * - `too-far`: even alone it cannot be reached while it is open, or the day ends before the way back.
 * - `hours-clash`: there is time for it, but not while it is open, unless others give way.
 * - `day-too-short`: no time left for it anywhere.
 * - `not-worth-it`: it would fit at `detourSeconds`, which is more than its value.
 */
export type DropReason = 'closed' | 'too-far' | 'hours-clash' | 'day-too-short' | 'not-worth-it'

export type DroppedStop = {
  id: string
  mandatory: boolean
  reason: DropReason
  /** Least extra travel at which it would fit into the answer; only with `not-worth-it`. */
  detourSeconds?: number
  /** For a mandatory stop: other mandatory stops which together leave no room for it. */
  clashesWith?: string[]
}

export type DayAnswer = {
  /** Ids in order of visit. */
  order: string[]
  stops: TimedStop[]
  /** When and behind which stop; `after: null` is before the first leg. */
  lunch: { from: number; to: number; after: string | null } | null
  travelSeconds: number
  /** Values of the optional stops left out. */
  skippedValue: number
  /** `travelSeconds + skippedValue`: what is made least. */
  cost: number
  waitSeconds: number
  /** When the rep is at the finish. */
  finishAt: number
  /** All mandatory stops are in. */
  feasible: boolean
  /** 'proven': no day leaves out fewer mandatory stops, and none of those costs less. */
  proof: 'proven' | 'best found'
  /** No day costs less than this, where known; equals `cost` when proven. */
  lowerBound?: number
  dropped: DroppedStop[]
  /** The guard ended the search, so another run may answer differently. */
  cutByClock: boolean
}
