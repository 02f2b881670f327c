import type { Demand } from './demand.ts'
import { NOWHERE } from './engine/tours.ts'
import type { CycleModel } from './model.ts'
import { PreferringChooser } from './prefer.ts'
import { STAY } from './settle.ts'
import type { CycleSolver } from './solver.ts'
import type { Published } from './types.ts'

/** Marks the days that customers stand on, and the order in which they stand there. */
export function publishedDays(
  { model }: CycleSolver,
  published: readonly Published[],
): { liked: Uint8Array; sequence: number[][] } {
  const { customers, days } = model.tours
  const indexOf = new Map(model.demands.map(({ customer }, i) => [customer.code, i]))
  const liked = new Uint8Array(customers * days)
  const sequence = Array.from({ length: days }, (): number[] => [])
  for (const { customerCode, date } of published) {
    const customer = indexOf.get(customerCode)
    const day = model.grid.indexOf.get(date)
    if (customer === undefined || day === undefined || liked[customer * days + day] === 1) continue
    liked[customer * days + day] = 1
    sequence[day]?.push(customer)
  }
  return { liked, sequence }
}

/** Puts every visit that can stay on its day, in its place; where a day no longer has room for all, the least of them go. */
export function keepPublished(
  solver: CycleSolver,
  liked: Uint8Array,
  sequence: readonly (readonly number[])[],
): void {
  const { schedule, tours, model } = solver
  const { customers, days, loose } = model.tours
  const chooser = new PreferringChooser(schedule.chooser, days, liked, STAY)
  const chosen = new Int16Array(schedule.slots)
  for (let c = 0; c < customers; c++) {
    const open = model.isOpen.subarray(c * days, (c + 1) * days)
    const costs = Float64Array.from(open, (o) => (o === 1 ? 0 : Number.POSITIVE_INFINITY))
    const count = chooser.choose(c, costs, chosen)
    const after = loose[c] === 1 ? NOWHERE : customers
    for (let i = 0; i < count; i++) {
      const day = chosen[i] as number
      if (liked[c * days + day] === 1) schedule.insert(c, day, after, 0)
    }
    schedule.setExtra(c, solver.extraOf(c))
  }
  for (let day = 0; day < days; day++) {
    const order = (sequence[day] ?? []).filter((c) => tours.visits(c, day) && loose[c] === 0)
    const known = new Set(order)
    const others = tours.order(day).filter((c) => !known.has(c))
    tours.reorder(day, insertAll(order, others, model))
    makeRoom(solver, day)
  }
  schedule.commit()
}

/** An order with more customers, each where it is nearest. */
function insertAll(order: number[], others: readonly number[], { tours }: CycleModel): number[] {
  const { travel, customers: depot } = tours
  const leg = (a: number, b: number) => travel[a * (depot + 1) + b] as number
  const all = [...order]
  for (const one of others) {
    const detours = [...all, depot].map((next, i) => {
      const before = all[i - 1] ?? depot
      return leg(before, one) + leg(one, next) - leg(before, next)
    })
    all.splice(detours.indexOf(Math.min(...detours)), 0, one)
  }
  return all
}

/** Takes the least important visits by frequency off a day until the rest fits. */
function makeRoom({ schedule, tours, model }: CycleSolver, day: number): void {
  const { timeLimit, loadLimit } = model.tours
  const isFull = () =>
    (tours.time[day] as number) > (timeLimit[day] as number) ||
    (tours.load[day] as number) > (loadLimit[day] as number)
  const movable = model.demands
    .flatMap(({ fixed }, c) =>
      tours.visits(c, day) && !fixed.some((visit) => visit.day === day) ? [c] : [],
    )
    .toSorted((a, b) => priceOf(model, a) - priceOf(model, b))
  for (const customer of movable) {
    if (!isFull()) return
    schedule.drop(customer, day)
  }
}

/** Price of leaving one visit of a customer out. */
export function priceOf({ demands }: CycleModel, customer: number): number {
  return (demands[customer] as Demand).rules.missing
}
