import type { Point } from '../geo.ts'
import { isOddIsoWeek, isoWeekday, type LocalDate } from '../time.ts'
import type { DayKind } from '../work-calendar.ts'
import { chooseNear } from './choose-near.ts'
import {
  type DueCustomer,
  type LeftOut,
  type PlannedStop,
  type Promised,
  promiseSources,
  type StopReason,
} from './stops.ts'
import { turnOf } from './turn.ts'

export type PlanDayInput = {
  date: LocalDate
  /** What the day is for this rep: `WorkCalendar.dayKind(date)`. */
  day: DayKind
  /** The rep's customers, and those that somebody promised or assigned; codes are unique. */
  customers: readonly DueCustomer[]
  promises: readonly Promised[]
  /** Visits that fit into a whole day. */
  capacity: number
  home?: Point
  /**
   * While the day has fewer stops, customers that were never visited come before their turn.
   * Default: half the capacity, so that a new or small book does not leave the first days empty.
   */
  fillTo?: number
  /**
   * The visits that the agreed cycle holds for this day. When given, they take the place of fixed days
   * and turns: the day is what was agreed, plus promises.
   */
  agreed?: readonly { customerCode: string; reason: StopReason }[]
}

export type DayPlan = { stops: PlannedStop[]; left: LeftOut[] }

/**
 * Chooses the stops of one rep's day; the same input gives the same plan.
 *
 * Promised visits and fixed visit days are in, whatever the capacity; what is left of it goes to the
 * customers whose turn by frequency has come (`turnOf`), chosen so that the day stays compact
 * (`chooseNear`). On a rest day, a holiday or a trip only promises are kept, on leave nothing is
 * planned, on half a day half the capacity. A customer with neither address nor point is never
 * planned; one with an address alone, or with a doubtful point, stands unrouted behind the others.
 */
export function planDay(input: PlanDayInput): DayPlan {
  const { date, day, home } = input
  const worked = day.kind === 'work' ? 1 : day.part ? 0.5 : 0
  const capacity = Math.ceil(input.capacity * (worked || 1))

  const promised = promisedVisits(input)
  const others = input.customers.filter(({ code }) => !promised.asked.has(code)).toSorted(byCode)
  const regular = others.filter((customer) => isPlannable(customer) && isVisitedIn(customer, date))
  const fixed = regular.filter((customer) => isFixedOn(customer, date))
  const noAddress = others.filter((customer) => whyNever(customer) === 'noAddress')
  const left = [...promised.left, ...leftOut('noAddress', noAddress)]
  if (worked === 0) {
    left.push(...leftOut('dayOff', fixed))
    return { stops: toStops(promised.visits, capacity), left }
  }

  if (input.agreed) {
    const visits = agreedVisits(input.agreed, regular, others, date)
    return { stops: toStops([...promised.visits, ...visits], capacity), left }
  }

  const mandatory = [...promised.visits, ...fixed.map((customer) => fixedVisit(customer, date))]
  const turns = regular.filter((c) => !hasFixedDays(c)).flatMap((c) => turnOf(c, date) ?? [])
  const due = turns.filter((turn) => turn.due)
  const chosen = chooseNear(due, pointsOf(mandatory), capacity - mandatory.length, home)

  const fillTo = Math.min(capacity, input.fillTo ?? Math.ceil(capacity / 2))
  const early = chooseNear(
    turns.filter((turn) => !turn.due && turn.neverVisited),
    pointsOf([...mandatory, ...chosen]),
    fillTo - mandatory.length - chosen.length,
    home,
  )

  const missed = due.filter((turn) => !chosen.includes(turn)).map(({ customer }) => customer)
  left.push(...leftOut('overCapacity', missed))
  const byTurn = [...chosen, ...early].map(({ customer, reason }) => cycleVisit(customer, reason))
  return { stops: toStops([...mandatory, ...byTurn], capacity), left }
}

type Visit = Pick<PlannedStop, 'source' | 'reason'> & { customer: DueCustomer }

/** The promised visits that can be kept, and why the others cannot. */
function promisedVisits({ customers, promises, day }: PlanDayInput): {
  visits: Visit[]
  left: LeftOut[]
  asked: Set<string>
} {
  const isOnLeave = day.kind === 'leave' && day.part === undefined
  const visits: Visit[] = []
  const left: LeftOut[] = []
  const asked = new Set<string>()
  for (const { customerCode, source, place: _, ...who } of promises.toSorted(byStrength)) {
    if (asked.has(customerCode)) continue
    asked.add(customerCode)
    const customer = customers.find(({ code }) => code === customerCode)
    const why = customer ? (whyNever(customer) ?? (isOnLeave ? 'dayOff' : null)) : 'unknown'
    if (why) left.push({ customerCode, why })
    else if (customer) visits.push({ customer, source, reason: { code: 'promised', ...who } })
  }
  return { visits, left, asked }
}

/** What was agreed, less those that cannot be visited any more: closed, paused, without a place. */
function agreedVisits(
  agreed: NonNullable<PlanDayInput['agreed']>,
  regular: readonly DueCustomer[],
  others: readonly DueCustomer[],
  date: LocalDate,
): Visit[] {
  const isPaused = ({ pausedUntil }: DueCustomer) => pausedUntil !== undefined && date < pausedUntil
  const there = new Map(
    // A day that a person chose stands in a week that the pattern leaves out, too.
    others
      .filter((customer) => whyNever(customer) === null && !isPaused(customer))
      .map((customer) => [customer.code, customer]),
  )
  for (const customer of regular) there.set(customer.code, customer)
  return agreed.flatMap(({ customerCode, reason }) => {
    const customer = there.get(customerCode)
    return customer ? [{ customer, source: 'cycle' as const, reason }] : []
  })
}

function fixedVisit(customer: DueCustomer, date: LocalDate): Visit {
  const weekPattern = customer.weekPattern ?? 'every'
  const reason = { code: 'fixedDay', weekday: isoWeekday(date), weekPattern } as const
  return { customer, source: 'cycle', reason }
}

function cycleVisit(customer: DueCustomer, reason: StopReason): Visit {
  return { customer, source: 'cycle', reason }
}

/** The stops in their order, those without a point last. Only mandatory ones pass the capacity. */
function toStops(visits: readonly Visit[], capacity: number): PlannedStop[] {
  const stops = visits.map(
    ({ customer, source, reason }, i): PlannedStop => ({
      customerCode: customer.code,
      source,
      reason,
      routed: customer.point !== undefined,
      overCapacity: i >= capacity,
    }),
  )
  return [...stops.filter(({ routed }) => routed), ...stops.filter(({ routed }) => !routed)]
}

function leftOut(why: LeftOut['why'], customers: readonly DueCustomer[]): LeftOut[] {
  return customers.map(({ code }) => ({ customerCode: code, why }))
}

/** What no promise can overcome. */
function whyNever(customer: DueCustomer): 'inactive' | 'noAddress' | null {
  const { status, point, doubtful, address } = customer
  if (status !== 'active') return 'inactive'
  return point || doubtful || address?.trim() ? null : 'noAddress'
}

function isPlannable(customer: DueCustomer): boolean {
  return whyNever(customer) === null && customer.frequency.times > 0
}

/** Whether the customer takes visits in this week, and is not paused. */
function isVisitedIn({ pausedUntil, weekPattern }: DueCustomer, date: LocalDate): boolean {
  if (pausedUntil !== undefined && date < pausedUntil) return false
  return weekPattern === 'odd' ? isOddIsoWeek(date) : weekPattern !== 'even' || !isOddIsoWeek(date)
}

function hasFixedDays({ visitDays = [] }: DueCustomer): boolean {
  return visitDays.length > 0
}

function isFixedOn({ visitDays = [] }: DueCustomer, date: LocalDate): boolean {
  return visitDays.includes(isoWeekday(date))
}

function pointsOf(visits: readonly { customer: DueCustomer }[]): Point[] {
  return visits.flatMap(({ customer }) => customer.point ?? [])
}

function byStrength(a: Promised, b: Promised): number {
  return promiseSources.indexOf(a.source) - promiseSources.indexOf(b.source)
}

function byCode(a: DueCustomer, b: DueCustomer): number {
  return a.code < b.code ? -1 : 1
}
