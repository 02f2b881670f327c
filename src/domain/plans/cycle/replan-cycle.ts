import type { LocalDate } from '../../time.ts'
import { answerOf } from './answer.ts'
import type { Demand } from './demand.ts'
import { Insertion } from './engine/insertion.ts'
import { NOWHERE } from './engine/tours.ts'
import { setLineDays } from './lines.ts'
import { type CycleModel, cycleModel } from './model.ts'
import { PreferringChooser } from './prefer.ts'
import { STAY, settle } from './settle.ts'
import { CycleSolver } from './solver.ts'
import type { CycleInput, CycleOptions, PlanChange, Published, Replan } from './types.ts'

/** Times that each moved customer is tried elsewhere, once all have a day. */
const POLISH = 3

/**
 * Plans a published cycle again after something has changed: what still can stay on its day stays,
 * what cannot, or is new, goes where it disturbs least; others move only where a visit would have no
 * day otherwise. With the visits of `planCycle` and an unchanged input nothing changes, not even an
 * order. `published` may hold visits of days and customers that are no longer there.
 */
export function replanCycle(
  input: CycleInput,
  published: readonly Published[],
  options: CycleOptions = {},
): Replan {
  const { clock, maxMs = Number.POSITIVE_INFINITY } = options
  const until = clock ? clock() + maxMs : 0
  let cut = false
  const isOver = () => {
    if (clock && clock() > until) cut = true
    return cut
  }
  const within = published.filter(({ date }) => date >= input.from && date <= input.to)
  const model = cycleModel(input, setLineDays(input, options, within))
  const solver = new CycleSolver(model, options.seed ?? 1)
  solver.widenGaps()
  const { liked, sequence } = publishedDays(solver, within)

  const plain = solver.schedule.chooser
  solver.schedule.chooser = new PreferringChooser(plain, model.tours.days, liked, STAY)
  keepPublished(solver, liked, sequence)
  solver.reprice()
  placeRest(solver)
  solver.schedule.chooser = plain
  settle(solver, liked, isOver)
  const plan = answerOf(model, solver.orders(), cut)
  return { ...plan, changes: changesBetween(within, plan.visits) }
}

/** Marks the days that customers stand on, and the order in which they stand there. */
function publishedDays(
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
function keepPublished(
  solver: CycleSolver,
  liked: Uint8Array,
  sequence: readonly (readonly number[])[],
): void {
  const { schedule, tours, model } = solver
  const { customers, days, loose } = model.tours
  const chosen = new Int16Array(schedule.slots)
  for (let c = 0; c < customers; c++) {
    const open = model.isOpen.subarray(c * days, (c + 1) * days)
    const costs = Float64Array.from(open, (o) => (o === 1 ? 0 : Number.POSITIVE_INFINITY))
    const count = schedule.chooser.choose(c, costs, chosen)
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

function priceOf({ demands }: CycleModel, customer: number): number {
  return (demands[customer] as Demand).rules.missing
}

/** Gives everybody who wants a visit the cheapest day, the most important first, and tries once more. */
function placeRest(solver: CycleSolver): void {
  const { schedule, model, near } = solver
  const insertion = new Insertion(
    schedule,
    near,
    model.isOpen,
    solver.dice,
    Number.POSITIVE_INFINITY,
  )
  const wanting = model.demands
    .flatMap((_, c) => (solver.missingOf(c) > 0 ? [c] : []))
    .toSorted((a, b) => priceOf(model, b) - priceOf(model, a) || a - b)
  for (let pass = 0; pass <= POLISH; pass++) {
    for (const customer of wanting) {
      const extraThen = schedule.extraSum
      schedule.take(customer)
      insertion.put(customer, true)
      const change = schedule.change() + schedule.extraSum - extraThen
      if (pass === 0 || change < -1) schedule.commit()
      else schedule.undo()
    }
  }
}

/** What is different, by customer: a removed and an added visit together are one that moved. */
export function changesBetween(
  before: readonly Published[],
  after: readonly Published[],
): PlanChange[] {
  const byCustomer = (visits: readonly Published[]) => {
    const dates = new Map<string, Set<LocalDate>>()
    for (const { customerCode, date } of visits) {
      const known = dates.get(customerCode) ?? new Set<LocalDate>()
      dates.set(customerCode, known.add(date))
    }
    return dates
  }
  const [was, is] = [byCustomer(before), byCustomer(after)]
  const codes = [...new Set([...was.keys(), ...is.keys()])].toSorted()
  return codes.flatMap((customerCode) => {
    const old = was.get(customerCode) ?? new Set<LocalDate>()
    const now = is.get(customerCode) ?? new Set<LocalDate>()
    const gone = [...old].filter((date) => !now.has(date)).toSorted()
    const come = [...now].filter((date) => !old.has(date)).toSorted()
    return Array.from({ length: Math.max(gone.length, come.length) }, (_, i): PlanChange => {
      const [from, to] = [gone[i], come[i]]
      if (from !== undefined && to !== undefined) return { kind: 'moved', customerCode, from, to }
      if (to !== undefined) return { kind: 'added', customerCode, date: to }
      return { kind: 'removed', customerCode, date: from as LocalDate }
    })
  })
}
