import { formatFrequency } from '../../customers/frequency.ts'
import { cityTravel } from '../eta.ts'
import { type Demand, DemandReader } from './demand.ts'
import { dayGrid } from './fixed-visits.ts'
import { joinChecks } from './join-checks.ts'
import { UNROUTED_TRAVEL_MINUTES } from './model.ts'
import { travelSeconds } from './travel.ts'
import type { CapacityCheck, CycleInput, GroupDemand } from './types.ts'

/**
 * What a visit takes of the way to the nearest other customer, of the way to the r-th nearest where a
 * rep visits one of r customers a day, and a day of the way from the start to its customers and back, in
 * a good plan. Fitted to plans of made-up territories of 80 to 220 customers, with the start among them,
 * 15 km off and left out; `npm run bench -- plan` says how far off the estimate is.
 */
const SHARE_OF_NEAREST = 1.16
const SHARE_OF_RTH = 0.25
const SHARE_OF_START = 0.92

/**
 * Whether a rep's customers fit into the cycle, before it is planned: what each group at each
 * frequency takes, in visits and minutes, against the days that are worked. Takes about a
 * millisecond. `joinChecks` adds the checks of a team up.
 */
export function checkCapacity(input: CycleInput): CapacityCheck {
  const grid = dayGrid(input.from, input.to, input.days)
  const reader = new DemandReader(grid)
  const demands = input.customers.map((customer) => reader.read(customer, 1))
  const worked = grid.days.filter(({ capacityMinutes }) => capacityMinutes > 0)
  const visits = demands.reduce((sum, { asked }) => sum + asked, 0)
  const ways = travelPerVisit(input, demands, visits / Math.max(1, worked.length))

  const groups = new Map<string, GroupDemand>()
  demands.forEach(({ customer, asked }, i) => {
    if (asked === 0) return
    const group = customer.group ?? ''
    const key = `${group}\t${formatFrequency(customer.frequency)}`
    const sum = groups.get(key) ?? {
      group,
      frequency: customer.frequency,
      priority: customer.priority,
      customers: 0,
      visits: 0,
      minutes: 0,
      repsNeeded: 0,
    }
    groups.set(key, {
      ...sum,
      priority: Math.max(sum.priority, customer.priority),
      customers: sum.customers + 1,
      visits: sum.visits + asked,
      minutes: sum.minutes + asked * (customer.serviceMinutes + (ways[i] as number)),
    })
  })
  const counts = worked.map(({ capacityVisits }) => capacityVisits)
  return joinChecks([
    {
      groups: [...groups.values()],
      visits,
      minutes: [...groups.values()].reduce((sum, { minutes }) => sum + minutes, 0),
      capacityMinutes: worked.reduce((sum, { capacityMinutes }) => sum + capacityMinutes, 0),
      capacityVisits: counts.every((count) => count !== undefined)
        ? counts.reduce((sum, count) => sum + count, 0)
        : null,
      repsNeeded: 0,
      reps: 1,
      shortFrom: null,
    },
  ])
}

/** Minutes of travel that a visit takes, by customer, as a good plan of so many visits a day has them. */
function travelPerVisit(
  input: CycleInput,
  demands: readonly Demand[],
  visitsADay: number,
): number[] {
  const { customers, travel = cityTravel, start, returnToStart = true } = input
  const placed = customers.flatMap(({ point }, i) =>
    point ? [{ point, asked: demands[i]?.asked ?? 0 }] : [],
  )
  const others = placed.length
  const size = others + 1
  const seconds = travelSeconds(
    placed.map(({ point }) => point),
    { point: start, depots: 1, returns: true },
    travel,
  )
  const asked = placed.reduce((sum, one) => sum + one.asked, 0)
  const toStart = placed.reduce(
    (sum, one, i) => sum + one.asked * (seconds[i * size + others] as number),
    0,
  )
  const daily = (returnToStart ? 2 : 1) * SHARE_OF_START * (toStart / Math.max(1, asked))
  const rank = Math.max(1, Math.round(others / Math.max(1, visitsADay)))
  const ways = placed.map((_, i) => {
    // The first is the customer itself.
    const row = seconds.slice(i * size, i * size + others).sort()
    const nth = (n: number) => row[Math.min(n, others - 1)] ?? 0
    const way = SHARE_OF_NEAREST * nth(1) + SHARE_OF_RTH * nth(rank)
    return (way + daily / Math.max(1, visitsADay)) / 60
  })
  let next = 0
  return customers.map(({ point }) =>
    point ? (ways[next++] as number) : (input.unroutedTravelMinutes ?? UNROUTED_TRAVEL_MINUTES),
  )
}
