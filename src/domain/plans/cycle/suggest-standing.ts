import { isoWeekday } from '../../time.ts'
import type { Snapshot } from './engine/schedule.ts'
import { NOWHERE } from './engine/tours.ts'
import { fixedVisits, hasStandingDays } from './fixed-visits.ts'
import { keepPublished, publishedDays } from './keep-published.ts'
import { cycleModel } from './model.ts'
import { CycleSolver } from './solver.ts'
import type { CycleCustomer, CycleInput, Published, StandingSuggestion } from './types.ts'

/** Below these a change is not worth anybody's habit, in minutes of the cycle. */
const WORTH_TRAVEL = 20
const WORTH_SPREAD = 20

/**
 * Standing days that would be better on other weekdays, as things are planned now: all else stays, and
 * every visit goes where it costs least on its new day. The most travel saved first. Nothing is
 * suggested that takes visits away or makes a day longer than its capacity.
 */
export function suggestStanding(
  input: CycleInput,
  planned: readonly Published[],
): StandingSuggestion[] {
  const model = cycleModel(input)
  const solver = new CycleSolver(model, 1)
  solver.widenGaps()
  const { liked, sequence } = publishedDays(solver, planned)
  keepPublished(solver, liked, sequence)
  const start = solver.schedule.save()
  const worked = new Set(
    model.grid.days
      .filter(({ capacityMinutes }) => capacityMinutes > 0)
      .map(({ date }) => isoWeekday(date)),
  )
  const found = standingGroups(input.customers).flatMap((group): StandingSuggestion[] => {
    const [best] = otherWeekdays(group.weekdays, worked)
      .flatMap((weekdays) => tryWeekdays(solver, start, group, weekdays) ?? [])
      .filter(isWorthIt)
      .toSorted((a, b) => a.travelMinutes - b.travelMinutes || a.spreadMinutes - b.spreadMinutes)
    return best ? [best] : []
  })
  return found.toSorted((a, b) => a.travelMinutes - b.travelMinutes)
}

type Group = { line?: string; weekdays: readonly number[]; customers: CycleCustomer[] }

/** Customers of one line with the same standing days, and each of the others alone. */
function standingGroups(customers: readonly CycleCustomer[]): Group[] {
  const groups = new Map<string, Group>()
  for (const customer of customers) {
    const { code, line, visitDays = [], weekPattern = 'every', frequency } = customer
    if (!hasStandingDays(customer) || frequency.times === 0) continue
    const key = line === undefined ? `customer ${code}` : `line ${line} ${visitDays} ${weekPattern}`
    const group = groups.get(key) ?? {
      ...(line === undefined ? {} : { line }),
      weekdays: visitDays.toSorted((a, b) => a - b),
      customers: [],
    }
    group.customers.push(customer)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** The same days of the week, all moved on by as much. */
function otherWeekdays(weekdays: readonly number[], worked: ReadonlySet<number>): number[][] {
  return [1, 2, 3, 4, 5, 6]
    .map((shift) => weekdays.map((day) => ((day - 1 + shift) % 7) + 1).toSorted((a, b) => a - b))
    .filter((days) => days.every((day) => worked.has(day)))
    .filter((days) => String(days) !== String(weekdays))
}

/** What a group's move to other weekdays is worth; null when it cannot be made. */
function tryWeekdays(
  solver: CycleSolver,
  start: Snapshot,
  { line, weekdays: insteadOf, customers }: Group,
  weekdays: number[],
): StandingSuggestion | null {
  const { model, tours, schedule } = solver
  schedule.restore(start)
  const before = lengths(solver)
  const index = new Map(model.demands.map(({ customer }, i) => [customer.code, i]))
  let isPossible = true
  for (const customer of customers) {
    const c = index.get(customer.code) as number
    const standing = (visitDays: readonly number[]) =>
      fixedVisits({ ...customer, visitDays }, model.grid)
        .visits.filter(({ reason }) => reason === 'standing')
        .map(({ day }) => day)
    const was = standing(insteadOf)
    const then = standing(weekdays)
    if (then.length < was.length) isPossible = false
    for (const day of was) tours.remove(c, day)
    for (const day of then) {
      if (tours.visits(c, day)) continue
      const { after } = tours.cheapestPlace(c, day)
      tours.insert(c, day, after === NOWHERE ? NOWHERE : after, 0)
      if ((tours.time[day] as number) > (model.tours.timeLimit[day] as number)) isPossible = false
      if ((tours.load[day] as number) > (model.tours.loadLimit[day] as number)) isPossible = false
    }
  }
  const after = lengths(solver)
  if (!isPossible) return null
  return {
    customerCodes: customers.map(({ code }) => code),
    ...(line === undefined ? {} : { line }),
    weekdays,
    insteadOf,
    travelMinutes: Math.round((after.travel - before.travel) / 60),
    spreadMinutes: Math.round((after.spread - before.spread) / 60),
  }
}

/** Travel of all days, and how much the longest of the whole days is longer than the shortest; seconds. */
function lengths({ tours, model }: CycleSolver): { travel: number; spread: number } {
  const { timeLimit } = model.tours
  const most = Math.max(...timeLimit)
  const times = [...tours.time].filter((_, day) => timeLimit[day] === most)
  return {
    travel: tours.travel.reduce((sum, travel) => sum + travel, 0),
    spread: Math.max(...times) - Math.min(...times),
  }
}

function isWorthIt({ travelMinutes, spreadMinutes }: StandingSuggestion): boolean {
  if (travelMinutes <= -WORTH_TRAVEL) return spreadMinutes <= WORTH_SPREAD
  return travelMinutes <= 0 && spreadMinutes <= -WORTH_SPREAD
}
