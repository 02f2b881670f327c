import type { CustomerGrade, Frequency } from '../customers/frequency.ts'
import type { WeekPattern } from '../customers/import-words.ts'
import type { Point } from '../geo.ts'
import type { LocalDate } from '../time.ts'
import type { DayKind } from '../work-calendar.ts'

/** What the planner must know of one customer. Dates are local days. */
export type DueCustomer = {
  code: string
  /** Only 'active' customers are planned. */
  status: string
  grade: CustomerGrade | null
  frequency: Frequency
  /** ISO weekdays; when set and not empty, the customer is planned on these and no others. */
  visitDays?: readonly number[]
  weekPattern?: WeekPattern
  lastVisitOn?: LocalDate
  /** Closed visits since `cycleStart` (see `cycleOf`), this rep's or anybody's. */
  visitsInCycle: number
  cycleStart: LocalDate
  cycleLengthDays: number
  createdOn: LocalDate
  point?: Point
  address?: string
  /** First day on which visits are planned again. */
  pausedUntil?: LocalDate
}

export type PromiseSource = 'manual' | 'promise' | 'joint' | 'anomaly' | 'reuse'

/** Somebody asked for this visit on this day; it is planned whatever the frequency says. */
export type Promised = { customerCode: string; source: PromiseSource; by?: string; note?: string }

export type StopReason =
  /** Asked for; `by` is who asked. */
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
  source: 'cycle' | PromiseSource | 'adhoc'
  reason: StopReason
  /** False: no point yet (待采点); such stops stand behind the routed ones. */
  routed: boolean
  /** Promised or fixed, but more than the capacity: someone should move one. */
  overCapacity: boolean
}

export type LeftOut = {
  customerCode: string
  why: 'noAddress' | 'inactive' | 'unknown' | 'dayOff' | 'overCapacity'
}

export type PlanDayInput = {
  date: LocalDate
  day: DayKind
  customers: readonly DueCustomer[]
  promises: readonly Promised[]
  /** Visits that fit into a whole day. */
  capacity: number
  home?: Point
  /** Never-visited customers come before their turn while the day has fewer stops; capacity / 2. */
  fillTo?: number
}

/** Chooses the stops of one rep's day. */
export function planDay(input: PlanDayInput): { stops: PlannedStop[]; left: LeftOut[] } {
  throw new Error(String(input))
}
