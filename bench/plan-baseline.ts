/**
 * What a plain tool does: each customer gets evenly spaced days, those of the cheapest shift; each day
 * is driven to the nearest next.
 */
import type { CycleCustomer, CycleInput } from '../src/domain/plans/cycle/types.ts'
import { addDays, daysBetween } from '../src/domain/time.ts'
import {
  allows,
  type Checked,
  isStanding,
  minutesBetween,
  owedPeriods,
  spacingOf,
} from './plan-check.ts'

const EPOCH = '1970-01-01' as CycleInput['from']
/** What a stop is taken to need of way, before the order of its day is known. */
const WAY_MINUTES = 10
/** Minutes of way that a minute of load weighs, so that days fill up alike. */
const LOAD = 0.05

type Day = {
  date: string
  number: number
  minutes: number
  limit: number
  most: number
  stops: CycleCustomer[]
}

export function greedyPlan(input: CycleInput): Checked {
  const days = input.days.map(({ date, capacityMinutes, capacityVisits }): Day => {
    const number = daysBetween(EPOCH, date)
    const most = capacityVisits ?? Number.POSITIVE_INFINITY
    return { date, number, minutes: 0, limit: capacityMinutes, most, stops: [] }
  })
  const told: { customerCode: string; visits: number; from: string; why: string }[] = []
  for (const customer of input.customers)
    for (const day of days) if (isFixed(customer, day)) put(customer, day)
  const order = input.customers.toSorted(
    (a, b) => b.priority - a.priority || (a.code < b.code ? -1 : 1),
  )
  for (const customer of order) {
    for (const { first, last, visits } of owedPeriods(input, customer)) {
      const found = cheapest(input, customer, days, { first, last, visits })
      for (const day of found) put(customer, day)
      const without = visits - found.length
      const date = addDays(EPOCH, first)
      if (without > 0)
        told.push({ customerCode: customer.code, visits: without, from: date, why: 'capacity' })
    }
  }
  return {
    days: days.map(({ date, stops }) => ({ date, customerCodes: nearestNext(input, stops) })),
    told,
  }
}

function put(customer: CycleCustomer, day: Day): void {
  day.stops.push(customer)
  day.minutes += customer.serviceMinutes + WAY_MINUTES
}

function isFixed(customer: CycleCustomer, day: Day): boolean {
  if (customer.promises?.some(({ date }) => date === day.date)) return true
  const stands = isStanding(customer) && customer.frequency.times > 0
  return stands && day.limit > 0 && allows(customer, day.date)
}

/** Of all shifts of evenly spaced days the one with most visits, then least way to a neighbour and load. */
function cheapest(
  input: CycleInput,
  customer: CycleCustomer,
  days: readonly Day[],
  { first, last, visits }: { first: number; last: number; visits: number },
): Day[] {
  const spacing = spacingOf(customer)
  const stands = [
    ...(customer.visitedOn ?? []).map((date) => daysBetween(EPOCH, date)),
    ...(customer.promises ?? []).map(({ date }) => daysBetween(EPOCH, date)),
    ...days.filter(({ stops }) => stops.includes(customer)).map(({ number }) => number),
  ]
  const open = days.filter(
    (day) =>
      day.number >= first &&
      day.number <= last &&
      day.limit > 0 &&
      allows(customer, day.date) &&
      stands.every((other) => Math.abs(other - day.number) >= spacing) &&
      day.minutes + customer.serviceMinutes + WAY_MINUTES <= day.limit &&
      day.stops.length < day.most,
  )
  const interval = (last - first + 1) / visits
  let best: Day[] = []
  let least = Number.POSITIVE_INFINITY
  for (let shift = 0; shift < interval; shift++) {
    const pattern: Day[] = []
    for (let k = 0; k < visits; k++) {
      const wanted = first + shift + k * interval
      const free = open.filter(({ number }) =>
        pattern.every((day) => Math.abs(day.number - number) >= spacing),
      )
      const [nearest] = free.toSorted(
        (a, b) => Math.abs(a.number - wanted) - Math.abs(b.number - wanted),
      )
      if (nearest) pattern.push(nearest)
    }
    const cost = pattern.reduce(
      (sum, day) => sum + wayTo(input, customer, day) + LOAD * day.minutes,
      0,
    )
    if (pattern.length < best.length || (pattern.length === best.length && cost >= least)) continue
    best = pattern
    least = cost
  }
  return best
}

/** Minutes to the nearest customer of a day, or to the start. */
function wayTo({ start }: CycleInput, { point }: CycleCustomer, { stops }: Day): number {
  const ways = stops.flatMap((stop) => (stop.point ? [minutesBetween(point, stop.point)] : []))
  return Math.min(minutesBetween(start, point), ...ways)
}

function nearestNext({ start }: CycleInput, stops: readonly CycleCustomer[]): string[] {
  const left = stops.filter(({ point }) => point)
  const order: string[] = []
  let at = start
  while (left.length > 0) {
    const ways = left.map(({ point }) => minutesBetween(at, point))
    const [next] = left.splice(ways.indexOf(Math.min(...ways)), 1)
    at = next?.point
    if (next) order.push(next.code)
  }
  return [...order, ...stops.filter(({ point }) => !point).map(({ code }) => code)]
}
