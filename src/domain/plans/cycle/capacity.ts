import { formatFrequency } from '../../customers/frequency.ts'
import { cityTravel } from '../eta.ts'
import { DemandReader } from './demand.ts'
import { dayGrid } from './fixed-visits.ts'
import { joinChecks } from './join-checks.ts'
import { UNROUTED_TRAVEL_MINUTES } from './model.ts'
import { travelSeconds } from './travel.ts'
import type { CapacityCheck, CycleInput, GroupDemand } from './types.ts'

/**
 * Of the way to the r-th nearest customer, where a rep visits one of r customers a day, a good plan
 * takes this share for each visit. Measured on generated cities, for which it is right within some
 * per cent (`npm run bench -- plan`).
 */
const SHARE_OF_WAY = 0.6

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
  const ways = travelPerVisit(input, visits / Math.max(1, worked.length))

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
function travelPerVisit(input: CycleInput, visitsADay: number): number[] {
  const { customers, travel = cityTravel } = input
  const placed = customers.filter(({ point }) => point !== undefined)
  const size = placed.length
  const seconds = travelSeconds(
    placed.map(({ point }) => point),
    { point: undefined, depots: 0, returns: true },
    travel,
  )
  const rank = Math.max(1, Math.round(size / Math.max(1, visitsADay)))
  const ways = placed.map((_, i) => {
    const row = seconds.slice(i * size, (i + 1) * size).sort()
    return ((row[Math.min(rank, size - 1)] ?? 0) / 60) * SHARE_OF_WAY
  })
  let next = 0
  return customers.map(({ point }) =>
    point ? (ways[next++] as number) : (input.unroutedTravelMinutes ?? UNROUTED_TRAVEL_MINUTES),
  )
}
