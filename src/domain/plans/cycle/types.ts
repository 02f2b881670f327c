import type { Frequency } from '../../customers/frequency.ts'
import type { WeekPattern } from '../../customers/import-words.ts'
import type { Point } from '../../geo.ts'
import type { LocalDate } from '../../time.ts'
import type { TravelModel } from '../eta.ts'
import type { PromiseSource } from '../stops.ts'

/** One rep's cycle to be planned. */
export type CycleInput = {
  /** First and last day that are planned, both included; any length, 28 days by default rule. */
  from: LocalDate
  to: LocalDate
  /**
   * The days on which the rep works within the range: what the work calendar leaves of it after
   * 调休, holidays, leave and trips. A day with a capacity of 0 (a rest day, a trip) takes promised
   * visits and nothing else; a day that is not listed (leave) takes none at all.
   */
  days: readonly CycleDay[]
  /** Codes are unique. */
  customers: readonly CycleCustomer[]
  /** Where the rep sets out. Left out: a day begins at its first and ends at its last customer. */
  start?: Point
  /** Whether the way back to the start counts; default true. */
  returnToStart?: boolean
  /** Minutes of travel for a customer without a point (待采点); default 15. */
  unroutedTravelMinutes?: number
  travel?: TravelModel
}

/** How hard to try. The same input, seed and rounds give the same plan, unless the clock cuts it short. */
export type CycleOptions = {
  /** Default 1. */
  seed?: number
  /** Effort: 1 is the usual one, some tens of milliseconds for 150 customers; 0 only constructs. */
  effort?: number
  /** A guard for slow machines: milliseconds from `clock`, never exceeded by much. */
  clock?: () => number
  maxMs?: number
}

export type CycleDay = {
  date: LocalDate
  /** Minutes of travel and visits that fit, lunch left out; half of it on a half day. */
  capacityMinutes: number
  /** Visits that fit; no limit when left out. */
  capacityVisits?: number
}

export type CycleCustomer = {
  code: string
  /** Left out or suspicious: the customer is planned but not routed. */
  point?: Point
  serviceMinutes: number
  /** `times` 0: paused, planned only where promised. */
  frequency: Frequency
  /** Days between two visits at least; default half the frequency's interval, rounded up. */
  spacingDays?: number
  /** Who comes first where capacity is short: higher first. Grade first, then value, as one number. */
  priority: number
  /** What the capacity check groups by, such as the grade. */
  group?: string
  /** ISO weekdays. Empty or left out: any day. */
  visitDays?: readonly number[]
  /**
   * What `visitDays` mean. `standing` (default): a visit on each of them, whatever the frequency
   * says, never moved. `allowed`: the frequency says how many, the weekdays say where.
   */
  visitDaysMean?: 'standing' | 'allowed'
  weekPattern?: WeekPattern
  /** Standing route: its customers stay together, on the days on which the route is run. */
  line?: string
  /** Closed visits before `from`, in any order: the last one, and all of the period it began in. */
  visitedOn?: readonly LocalDate[]
  /** Visits on a fixed day, also after `to`: kept as they are, and counted in the frequency. */
  promises?: readonly { date: LocalDate; source: PromiseSource }[]
  /** First and last day on which the customer can be planned, such as the end of a pause. */
  notBefore?: LocalDate
  notAfter?: LocalDate
}

/** Why a visit stands on its day. */
export type VisitReason = 'promise' | 'standing' | 'line' | 'frequency'

export type CycleVisit = {
  customerCode: string
  date: LocalDate
  reason: VisitReason
  /** Of a promise. */
  source?: PromiseSource
  routed: boolean
}

export type DayLoad = {
  date: LocalDate
  /** In the order of the way, customers without a point last. */
  customerCodes: string[]
  travelMinutes: number
  serviceMinutes: number
  /** Both together: the length of the day without lunch. */
  totalMinutes: number
  capacityMinutes: number
  /** Promised or standing visits are more than fits: somebody should move one. */
  overCapacity: boolean
}

/** Visits that a frequency asks for, or somebody promised, and that stand on no day. */
export type Unplaced = {
  customerCode: string
  /** How many visits. */
  visits: number
  /** The part of the period in which they should have been. */
  from: LocalDate
  to: LocalDate
  why: /** The days on which they could be are full. */
    | 'capacity'
    /** No working day is left for the customer: leave, holidays, visit days, pause. */
    | 'noDay'
    /** There are days, but not as far apart as the spacing asks. */
    | 'spacing'
    /** A promise on a day that is not worked. */
    | 'dayOff'
}

export type CycleFigures = {
  visits: number
  /** Visits that frequency, standing days and promises ask for. */
  visitsAsked: number
  travelMinutes: number
  serviceMinutes: number
  /** Longest less shortest day, of those with full capacity, in minutes. */
  spreadMinutes: number
  longestMinutes: number
  shortestMinutes: number
  /** Mean share of the interval by which gaps between visits deviate from it; 0 is even. */
  unevenness: number
}

export type CyclePlan = {
  /** By date, then in the order of the way. */
  visits: CycleVisit[]
  /** One for each day given, by date. */
  days: DayLoad[]
  unplaced: Unplaced[]
  figures: CycleFigures
  /** Whether the clock ended the search before its rounds were over. */
  cutByClock: boolean
}

/** A published visit that a re-plan should keep. */
export type Published = { customerCode: string; date: LocalDate }

/** What a re-plan changed against the published plan. */
export type PlanChange =
  | { kind: 'moved'; customerCode: string; from: LocalDate; to: LocalDate }
  | { kind: 'added'; customerCode: string; date: LocalDate }
  | { kind: 'removed'; customerCode: string; date: LocalDate }

export type Replan = CyclePlan & { changes: PlanChange[] }

/** A change of standing days that somebody may accept; never made by itself. */
export type StandingSuggestion = {
  /** All customers of a line that have these standing days, or one customer without a line. */
  customerCodes: string[]
  line?: string
  weekdays: readonly number[]
  insteadOf: readonly number[]
  /** What the change is worth in the cycle; negative is less. */
  travelMinutes: number
  /** Change of the difference between the longest and the shortest day. */
  spreadMinutes: number
}

/** Demand of one group of customers at one frequency against the reps there are. */
export type GroupDemand = {
  group: string
  frequency: Frequency
  /** The highest of its customers; groups are listed by it. */
  priority: number
  customers: number
  /** Visits in the cycle. */
  visits: number
  /** Visiting and, by estimate, travelling. */
  minutes: number
  /** Reps that the group takes if they did nothing else, unrounded. */
  repsNeeded: number
}

export type CapacityCheck = {
  /** By priority, the highest first. */
  groups: GroupDemand[]
  visits: number
  minutes: number
  capacityMinutes: number
  /** Visits that fit by count; null where that is not limited. */
  capacityVisits: number | null
  /** Reps that everything takes, unrounded; by minutes or by visits, whichever is more. */
  repsNeeded: number
  reps: number
  /** The first group, by priority, that no longer fits as a whole; null when all fit. */
  shortFrom: string | null
}
