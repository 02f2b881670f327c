import { daysBetween, type LocalDate } from '../../time.ts'
import type { Demand } from './demand.ts'
import type { CycleModel } from './model.ts'
import type { CycleFigures, CyclePlan, CycleVisit, DayLoad, Unplaced } from './types.ts'

/** Customers of each day by index: in the order of the way, then those without a place. */
export type DayOrders = readonly (readonly number[])[]

/** What a finished plan says of itself: visits, days, what has no day and why, figures. */
export function answerOf(model: CycleModel, orders: DayOrders, cutByClock: boolean): CyclePlan {
  const { demands } = model
  const placed = demands.map((): number[] => [])
  orders.forEach((order, day) => {
    for (const customer of order) placed[customer]?.push(day)
  })
  const days = orders.map((order, day) => loadOf(model, day, order))
  const unplaced = demands.flatMap((demand, customer) => [
    ...demand.unplaced,
    ...withoutRoom(demand, model, placed[customer] ?? []),
  ])
  return {
    visits: orders.flatMap((order, day) =>
      order.map((customer) => visitOf(demands[customer] as Demand, model, day)),
    ),
    days,
    unplaced: unplaced.toSorted(
      (a, b) => compare(a.customerCode, b.customerCode) || compare(a.from, b.from),
    ),
    figures: figuresOf(model, placed, days),
    cutByClock,
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function dateOf({ grid }: CycleModel, day: number): LocalDate {
  return grid.days[day]?.date as LocalDate
}

function visitOf(
  { customer, fixed, isOnLine }: Demand,
  model: CycleModel,
  day: number,
): CycleVisit {
  const stands = fixed.find((visit) => visit.day === day)
  return {
    customerCode: customer.code,
    date: dateOf(model, day),
    reason: stands?.reason ?? (isOnLine ? 'line' : 'frequency'),
    ...(stands?.source ? { source: stands.source } : {}),
    routed: customer.point !== undefined,
  }
}

/** Length of a day in whole minutes. */
export function loadOf(model: CycleModel, day: number, order: readonly number[]): DayLoad {
  const { demands, tours, grid } = model
  const size = tours.customers + 1
  let at = tours.customers
  let seconds = 0
  let serviceMinutes = 0
  const go = (to: number) => {
    seconds += tours.travel[at * size + to] as number
    at = to
  }
  for (const customer of order) {
    const minutes = (demands[customer] as Demand).customer.serviceMinutes
    serviceMinutes += minutes
    if (tours.loose[customer] === 1) seconds += (tours.service[customer] as number) - 60 * minutes
    else go(customer)
  }
  go(tours.customers)
  const { capacityMinutes = 0, capacityVisits = Number.POSITIVE_INFINITY } = grid.days[day] ?? {}
  const travelMinutes = Math.round(seconds / 60)
  const visiting = Math.round(serviceMinutes)
  return {
    date: dateOf(model, day),
    customerCodes: order.map((customer) => (demands[customer] as Demand).customer.code),
    travelMinutes,
    serviceMinutes: visiting,
    totalMinutes: travelMinutes + visiting,
    capacityMinutes,
    overCapacity: seconds / 60 + serviceMinutes > capacityMinutes || order.length > capacityVisits,
  }
}

/** Visits by frequency that capacity left no room for, by period. */
function withoutRoom(
  { customer, fixed, periods }: Demand,
  model: CycleModel,
  placed: readonly number[],
): Unplaced[] {
  const dates = placed
    .filter((day) => !fixed.some((visit) => visit.day === day))
    .map((day) => dateOf(model, day))
  const firsts = periods.filter(({ from }, i) => periods.findIndex((p) => p.from === from) === i)
  return firsts.flatMap(({ from, to }): Unplaced[] => {
    const asked = periods.filter((period) => period.from === from).length
    const visits = asked - dates.filter((date) => date >= from && date <= to).length
    return visits > 0 ? [{ customerCode: customer.code, visits, from, to, why: 'capacity' }] : []
  })
}

function figuresOf(
  model: CycleModel,
  placed: readonly (readonly number[])[],
  days: readonly DayLoad[],
): CycleFigures {
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
  const mostMinutes = Math.max(0, ...days.map(({ capacityMinutes }) => capacityMinutes))
  const full = days.filter(({ capacityMinutes: c }) => c > 0 && c === mostMinutes)
  const lengths = full.map(({ totalMinutes }) => totalMinutes)
  const longestMinutes = lengths.length > 0 ? Math.max(...lengths) : 0
  const shortestMinutes = lengths.length > 0 ? Math.min(...lengths) : 0
  const deviations = model.demands.flatMap((demand, i) => gapDeviations(demand, model, placed[i]))
  return {
    visits: sum(placed.map(({ length }) => length)),
    visitsAsked: sum(model.demands.map(({ asked }) => asked)),
    travelMinutes: sum(days.map(({ travelMinutes }) => travelMinutes)),
    serviceMinutes: sum(days.map(({ serviceMinutes }) => serviceMinutes)),
    spreadMinutes: longestMinutes - shortestMinutes,
    longestMinutes,
    shortestMinutes,
    unevenness: deviations.length > 0 ? sum(deviations) / deviations.length : 0,
  }
}

/** By how much of the interval each gap deviates from it, the one from the last visit before too. */
function gapDeviations(
  { customer, interval }: Demand,
  { grid }: CycleModel,
  placed: readonly number[] = [],
): number[] {
  if (customer.frequency.times === 0) return []
  const before = (customer.visitedOn ?? [])
    .filter((date) => date < grid.from)
    .map((date) => daysBetween(grid.from, date))
  const visits = placed.map((day) => grid.numbers[day] as number)
  if (before.length > 0) visits.unshift(Math.max(...before))
  return visits.slice(1).map((day, i) => {
    const gap = day - (visits[i] as number)
    return Math.abs(gap - interval) / interval
  })
}
