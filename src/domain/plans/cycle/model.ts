import { cityTravel } from '../eta.ts'
import { type Demand, DemandReader } from './demand.ts'
import type { ToursProblem } from './engine/tours.ts'
import { type DayGrid, dayGrid } from './fixed-visits.ts'
import { travelSeconds } from './travel.ts'
import type { CycleCustomer, CycleInput } from './types.ts'

/** A cycle as numbers: customers and days by index, times in seconds. */
export type CycleModel = {
  grid: DayGrid
  /** By code, so that the order of the input does not matter. */
  demands: readonly Demand[]
  tours: ToursProblem
  /** By customer and day: 1 where a visit by frequency can be. */
  isOpen: Uint8Array
}

/** Minutes of travel to a customer without a point. */
export const UNROUTED_TRAVEL_MINUTES = 15

/** Price, in seconds, of a visit left out: no detour and no long day comes near it. */
const MISSING = 1e6
/** A visit of the highest priority is worth so many doublings of one of the lowest. */
const DOUBLINGS = 8

/** Throws a RangeError where two customers have the same code. */
export function cycleModel(
  input: CycleInput,
  lineDays: ReadonlyMap<string, ReadonlySet<number>> = new Map(),
): CycleModel {
  const grid = dayGrid(input.from, input.to, input.days)
  const customers = input.customers.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  customers.forEach(({ code }, i) => {
    if (customers[i + 1]?.code === code) throw new RangeError(`two customers have the code ${code}`)
  })
  const missing = missingPrices(customers)
  const reader = new DemandReader(grid)
  const demands = customers.map((customer, i) =>
    reader.read(
      customer,
      missing[i] as number,
      customer.line === undefined ? undefined : lineDays.get(customer.line),
    ),
  )
  const days = grid.days.length
  const isOpen = new Uint8Array(customers.length * days)
  demands.forEach((demand, i) => {
    isOpen.set(demand.isOpen, i * days)
  })
  return { grid, demands, isOpen, tours: toursProblem(input, grid, customers) }
}

function toursProblem(
  input: CycleInput,
  grid: DayGrid,
  customers: readonly CycleCustomer[],
): ToursProblem {
  const { start, returnToStart = true, travel = cityTravel } = input
  const flat = input.unroutedTravelMinutes ?? UNROUTED_TRAVEL_MINUTES
  const { days } = grid
  return {
    customers: customers.length,
    days: days.length,
    vehicles: 1,
    travel: travelSeconds(
      customers.map(({ point }) => point),
      { point: start, depots: 1, returns: returnToStart },
      travel,
    ),
    service: Float64Array.from(customers, ({ serviceMinutes, point }) =>
      Math.round(60 * (serviceMinutes + (point ? 0 : flat))),
    ),
    demand: new Float64Array(customers.length).fill(1),
    loose: Uint8Array.from(customers, ({ point }) => (point ? 0 : 1)),
    travelWeight: 0,
    timeLimit: Float64Array.from(days, ({ capacityMinutes }) => 60 * capacityMinutes),
    loadLimit: Float64Array.from(
      days,
      ({ capacityVisits = Number.POSITIVE_INFINITY }) => capacityVisits,
    ),
  }
}

/** What it costs to leave a visit out, by customer: twice as much every so many ranks of priority. */
function missingPrices(customers: readonly CycleCustomer[]): Float64Array {
  const ranks = [...new Set(customers.map(({ priority }) => priority))].toSorted((a, b) => a - b)
  const step = ranks.length > 1 ? Math.min(2, DOUBLINGS / (ranks.length - 1)) : 0
  const price = new Map(ranks.map((priority, rank) => [priority, MISSING * 2 ** (rank * step)]))
  return Float64Array.from(customers, ({ priority }) => price.get(priority) ?? MISSING)
}
