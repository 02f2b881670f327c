/**
 * The rules of a cycle, counted one by one on a finished plan: written for the bench alone, from the
 * words of `docs/cycle-plan.md`, with nothing of the planner but the types of its input. It takes any
 * plan, so that the baseline is judged by the same measure.
 */
import type { CycleCustomer, CycleInput } from '../src/domain/plans/cycle/types.ts'

const DAY = 86_400_000
const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY
const dateOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10)
/** 1 January 2024 was a Monday; periods of days and of two weeks are counted from it. */
const MONDAY = dayOf('2024-01-01')
const weekdayOf = (day: number) => ((((day - MONDAY) % 7) + 7) % 7) + 1

/** What the State Council's notice of 2026 says of the weeks that are planned. */
const HOLIDAYS = ['2026-09-25', '2026-09-26', '2026-09-27', '2026-10-01', '2026-10-02']
  .concat(['2026-10-03', '2026-10-04'])
  .map(dayOf)
const WORKED_SUNDAY = dayOf('2026-09-20')

/** A plan as far as the rules go: who is visited on each date in which order, and what has no day. */
export type Checked = {
  days: readonly { date: string; customerCodes: readonly string[] }[]
  /** Visits that the plan says it has no day for, by customer and the first day of their time. */
  told: readonly { customerCode: string; visits: number; from: string; why: string }[]
}

export const ruleNames = [
  'frequency',
  'spacing',
  'calendar',
  'visit days',
  'promises',
  'standing days',
  'lines together',
  'day length',
] as const
export type RuleName = (typeof ruleNames)[number]
export type Counts = Record<RuleName, { checked: number; broken: number }>

export function noCounts(): Counts {
  return Object.fromEntries(
    ruleNames.map((name) => [name, { checked: 0, broken: 0 }]),
  ) as unknown as Counts
}

/** Visits that a customer is owed, by period, before what the day grid allows. */
export function owedPeriods(
  input: CycleInput,
  customer: CycleCustomer,
): { first: number; last: number; visits: number }[] {
  if (customer.frequency.times === 0 || isStanding(customer)) return []
  const [from, to] = [dayOf(input.from), dayOf(input.to)]
  const given = new Set(input.days.map(({ date }) => dayOf(date)))
  const promised = (customer.promises ?? [])
    .map(({ date }) => dayOf(date))
    .filter((day) => day > to || (day >= from && given.has(day)))
  const before = (customer.visitedOn ?? []).map(dayOf).filter((day) => day < from)
  const settled = [...new Set([...promised, ...before])]
  const periods: { first: number; last: number; visits: number }[] = []
  for (let day = from; day <= to; ) {
    const [begin, end] = periodOf(customer, day)
    const first = Math.max(begin, customer.notBefore ? dayOf(customer.notBefore) : begin)
    const last = Math.min(end, to, customer.notAfter ? dayOf(customer.notAfter) : end)
    const share = Math.max(0, last - first + 1) / (end - begin + 1)
    const asked = Math.floor(customer.frequency.times * share + 0.5)
    const done = settled.filter((one) => one >= begin && one <= end).length
    if (asked > done) periods.push({ first: Math.max(first, from), last, visits: asked - done })
    day = end + 1
  }
  return periods
}

function periodOf({ frequency: { per } }: CycleCustomer, day: number): [number, number] {
  if (per === 'month') {
    const [year = 0, month = 1] = dateOf(day).split('-').map(Number)
    return [Date.UTC(year, month - 1, 1) / DAY, Date.UTC(year, month, 0) / DAY]
  }
  const length = per === 'week' ? 7 : per === 'twoWeeks' ? 14 : per.days
  const begin = MONDAY + Math.floor((day - MONDAY) / length) * length
  return [begin, begin + length - 1]
}

/** Least days between two visits of a customer. */
export function spacingOf({ spacingDays, frequency: { times, per } }: CycleCustomer): number {
  if (spacingDays !== undefined) return Math.max(1, spacingDays)
  const length =
    per === 'month' ? 365.2425 / 12 : per === 'week' ? 7 : per === 'twoWeeks' ? 14 : per.days
  return times === 0 ? 1 : Math.max(1, Math.ceil(length / times / 2))
}

export const isStanding = ({ visitDays = [], visitDaysMean = 'standing' }: CycleCustomer) =>
  visitDays.length > 0 && visitDaysMean === 'standing'

/** Whether the customer's own words allow a date. */
export function allows(customer: CycleCustomer, date: string): boolean {
  const { visitDays = [], weekPattern = 'every', notBefore = '', notAfter = '9999' } = customer
  if (date < notBefore || date > notAfter) return false
  const day = dayOf(date)
  if (visitDays.length > 0 && !visitDays.includes(weekdayOf(day))) return false
  // All weeks of these months: week 37 begins on 7 September 2026.
  const week = 37 + Math.floor((day - dayOf('2026-09-07')) / 7)
  return weekPattern === 'every' || (weekPattern === 'odd') === (week % 2 === 1)
}

/** Adds the rules of one rep's plan to the counts. */
export function checkPlan(input: CycleInput, plan: Checked, counts: Counts): void {
  const rule = (name: RuleName, isKept: boolean) => {
    counts[name].checked++
    if (!isKept) counts[name].broken++
  }
  const capacity = new Map(input.days.map((day) => [dayOf(day.date), day]))
  const visitsOf = new Map(input.customers.map(({ code }) => [code, [] as number[]]))
  for (const { date, customerCodes } of plan.days)
    for (const code of customerCodes) visitsOf.get(code)?.push(dayOf(date))

  for (const customer of input.customers) {
    const visits = (visitsOf.get(customer.code) ?? []).toSorted((a, b) => a - b)
    const told = plan.told.filter(({ customerCode }) => customerCode === customer.code)
    // A promise on a day of leave is none any more: the plan tells of it.
    const promised = new Set(
      (customer.promises ?? [])
        .map(({ date }) => dayOf(date))
        .filter((day) => day > dayOf(input.to) || capacity.has(day)),
    )
    for (const day of promised)
      if (capacity.has(day)) rule('promises', visits.filter((visit) => visit === day).length === 1)
    const others = visits.filter((day) => !promised.has(day))
    for (const day of others) {
      rule('calendar', isWorked(day) && (capacity.get(day)?.capacityMinutes ?? 0) > 0)
      rule('visit days', allows(customer, dateOf(day)))
    }
    if (isStanding(customer)) {
      const days = input.days.filter(({ capacityMinutes }) => capacityMinutes > 0)
      const wanted: string[] = days.map(({ date }) => date).filter((date) => allows(customer, date))
      for (const date of customer.frequency.times > 0 ? wanted : [])
        rule('standing days', visits.includes(dayOf(date)))
      rule(
        'standing days',
        others.every((day) => wanted.includes(dateOf(day))),
      )
      continue
    }
    const marks = [...(customer.visitedOn ?? []).map(dayOf), ...promised]
    for (const day of others)
      rule(
        'spacing',
        [...marks, ...others.filter((other) => other !== day)].every(
          (other) => Math.abs(other - day) >= spacingOf(customer),
        ) && others.filter((other) => other === day).length === 1,
      )
    let inPeriods = 0
    for (const { first, last, visits: owed } of owedPeriods(input, customer)) {
      const made = others.filter((day) => day >= first && day <= last).length
      const without = told
        .filter(
          (one) => one.why !== 'dayOff' && dayOf(one.from) >= first && dayOf(one.from) <= last,
        )
        .reduce((sum, one) => sum + one.visits, 0)
      inPeriods += made
      rule('frequency', made + without === owed)
    }
    rule('frequency', inPeriods === others.length)
  }
  checkLines(input, visitsOf, rule)
  for (const day of plan.days) checkLength(input, day, rule)
}

function isWorked(day: number): boolean {
  if (day === WORKED_SUNDAY) return true
  return weekdayOf(day) <= 5 && !HOLIDAYS.includes(day)
}

/** A line's customers are visited on days on which its standing, or most frequent, customers are. */
function checkLines(
  { customers, days }: CycleInput,
  visitsOf: ReadonlyMap<string, readonly number[]>,
  rule: (name: RuleName, isKept: boolean) => void,
): void {
  const worked = days.filter(({ capacityMinutes }) => capacityMinutes > 0)
  for (const customer of customers) {
    const standing = customers.filter(
      (other) => other.line !== undefined && other.line === customer.line && isStanding(other),
    )
    if (standing.length === 0 || isStanding(customer)) continue
    const run = worked.filter(({ date }) => standing.some((other) => allows(other, date)))
    const promised = (customer.promises ?? []).map(({ date }) => dayOf(date))
    for (const day of visitsOf.get(customer.code) ?? [])
      if (!promised.includes(day))
        rule(
          'lines together',
          run.some((ran) => dayOf(ran.date) === day),
        )
  }
}

/** A day holds what fits, unless what was promised or stands is more by itself. */
function checkLength(
  input: CycleInput,
  { date, customerCodes }: Checked['days'][number],
  rule: (name: RuleName, isKept: boolean) => void,
): void {
  const limits = input.days.find((day) => day.date === date)
  if (!limits || customerCodes.length === 0) return
  const customers = new Map(input.customers.map((customer) => [customer.code, customer]))
  const movable = customerCodes.filter((code) => {
    const customer = customers.get(code) as CycleCustomer
    return !isStanding(customer) && !customer.promises?.some((promise) => promise.date === date)
  })
  const fits =
    dayMinutes(input, customerCodes).total <= limits.capacityMinutes + 1 &&
    customerCodes.length <= (limits.capacityVisits ?? Number.POSITIVE_INFINITY)
  rule('day length', fits || movable.length === 0)
}

/** Minutes of a day in the order given: by hand, with the city's usual pace. */
export function dayMinutes(
  { customers, start, returnToStart = true }: CycleInput,
  codes: readonly string[],
): { travel: number; total: number } {
  const byCode = new Map(customers.map((customer) => [customer.code, customer]))
  const stops = codes.map((code) => byCode.get(code) as CycleCustomer)
  const points = stops.flatMap(({ point }) => point ?? [])
  const way = [start, ...points, returnToStart ? start : undefined].flatMap((p) => p ?? [])
  let travel = 15 * (stops.length - points.length)
  if (points.length > 0)
    for (let i = 1; i < way.length; i++) travel += minutesBetween(way[i - 1], way[i])
  return { travel, total: travel + stops.reduce((sum, stop) => sum + stop.serviceMinutes, 0) }
}

type Place = { lng: number; lat: number } | undefined

/** Great circle × 1.35; 22 km/h for the first 3 km, 30 up to 20, 50 beyond; 1.5 minutes to park. */
export function minutesBetween(a: Place, b: Place): number {
  if (!a || !b) return 0
  const rad = Math.PI / 180
  const cos =
    Math.sin(a.lat * rad) * Math.sin(b.lat * rad) +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.cos((a.lng - b.lng) * rad)
  const km = 1.35 * 6371.0088 * Math.acos(Math.min(1, cos))
  if (km < 0.0005) return 0
  const slow = Math.min(km, 3)
  const town = Math.min(Math.max(0, km - 3), 17)
  return 1.5 + (60 * slow) / 22 + (60 * town) / 30 + (60 * Math.max(0, km - 20)) / 50
}
