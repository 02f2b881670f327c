import type { CustomerGrade, Frequency } from '../customers/frequency.ts'
import type { WeekPattern } from '../customers/import-words.ts'
import type { Point } from '../geo.ts'
import type { LocalDate } from '../time.ts'

/** What the planner must know of one customer. */
export type DueCustomer = {
  code: string
  /** Only 'active' customers are planned. */
  status: string
  grade: CustomerGrade | null
  frequency: Frequency
  /** ISO weekdays; when set and not empty, the customer is planned on these and no others. */
  visitDays?: readonly number[]
  /** ISO weeks in which it is planned; every. */
  weekPattern?: WeekPattern
  /** Day of the last closed visit before the day that is planned. */
  lastVisitOn?: LocalDate
  /** Closed visits from `cycleStart` to the day before, within the cycle of `cycleOf`. */
  visitsInCycle: number
  cycleStart: LocalDate
  cycleLengthDays: number
  createdOn: LocalDate
  point?: Point
  /** It has a point that is probably wrong, left out here: planned, not routed. */
  doubtful?: boolean
  address?: string
  /** First day on which visits are planned again; promises are kept meanwhile. */
  pausedUntil?: LocalDate
}

/** From strongest to weakest, when one customer is asked for twice. */
export const promiseSources = ['manual', 'joint', 'promise', 'anomaly', 'reuse'] as const
export type PromiseSource = (typeof promiseSources)[number]

/** Somebody asked for this visit on this day; it is planned whatever the frequency says. */
export type Promised = {
  customerCode: string
  source: PromiseSource
  by?: string
  note?: string
  /** Place in the order that was copied. */
  place?: number
}

export type StopReason =
  /** Asked for: see the stop's source; `by` is who asked. */
  | { code: 'promised'; by?: string; note?: string }
  /** A fixed visit day of the customer. */
  | { code: 'fixedDay'; weekday: number; weekPattern: WeekPattern }
  /** Visit `nth` of `of` in this cycle. */
  | { code: 'dueInCycle'; nth: number; of: number; daysSince: number }
  /** The cycle's visits are made, but the last one is longer ago than the interval. */
  | { code: 'overdue'; daysSince: number; intervalDays: number }
  | { code: 'neverVisited'; daysKnown: number }

export type PlannedStop = {
  customerCode: string
  /** Plan source of the contract; 'adhoc' stops are added during the day, never by the planner. */
  source: 'cycle' | PromiseSource | 'adhoc'
  reason: StopReason
  /** False: no point yet (待采点), or a doubtful one; such stops stand behind the routed ones. */
  routed: boolean
  /** Promised or fixed, but beyond the capacity: somebody should move a stop. */
  overCapacity: boolean
}

/** Who is not on the plan although the day, a promise or a fixed visit day asks for it, and why. */
export type LeftOut = {
  customerCode: string
  why: /** Neither address nor point: never planned, to be completed. */
    | 'noAddress'
    /** Promised, but the customer is not active. */
    | 'inactive'
    /** Promised, but not among the customers given. */
    | 'unknown'
    /** A fixed visit day or a promise that falls on a day off. */
    | 'dayOff'
    /** Its turn by frequency has come, but the day is full. */
    | 'overCapacity'
}
