import type { LocalDate } from '../../time.ts'
import { answerOf } from './answer.ts'
import { Insertion } from './engine/insertion.ts'
import { keepPublished, priceOf, publishedDays } from './keep-published.ts'
import { lineDays } from './lines.ts'
import { cycleModel } from './model.ts'
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
  const lines = lineDays(input, within, (bundled, runs) => replanCycle(bundled, runs, options))
  const model = cycleModel(input, lines)
  const solver = new CycleSolver(model, options.seed ?? 1)
  solver.widenGaps()
  const { liked, sequence } = publishedDays(solver, within)

  keepPublished(solver, liked, sequence)
  const plain = solver.schedule.chooser
  solver.schedule.chooser = new PreferringChooser(plain, model.tours.days, liked, STAY)
  placeRest(solver)
  solver.schedule.chooser = plain
  settle(solver, liked, isOver)
  const plan = answerOf(model, solver.orders(), cut)
  return { ...plan, changes: changesBetween(within, plan.visits) }
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
  solver.repriceFor(wanting)
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
