import { daysBetween, daysFrom, isOddIsoWeek, isoWeekday, type LocalDate } from '../../time.ts'
import { type PromiseSource, promiseSources } from '../stops.ts'
import type { CycleCustomer, CycleDay, Unplaced, VisitReason } from './types.ts'

/** The days of a cycle in order, also as numbers counted from its first day. */
export type DayGrid = {
  from: LocalDate
  to: LocalDate
  days: readonly CycleDay[]
  numbers: readonly number[]
  indexOf: ReadonlyMap<LocalDate, number>
}

export function dayGrid(from: LocalDate, to: LocalDate, days: readonly CycleDay[]): DayGrid {
  const within = days.filter(({ date }) => date >= from && date <= to)
  const sorted = within.toSorted((a, b) => (a.date < b.date ? -1 : 1))
  return {
    from,
    to,
    days: sorted,
    numbers: sorted.map(({ date }) => daysBetween(from, date)),
    indexOf: new Map(sorted.map(({ date }, i) => [date, i])),
  }
}

/** A visit whose day, as an index of the grid, is given. */
export type FixedVisit = {
  day: number
  reason: Exclude<VisitReason, 'frequency'>
  source?: PromiseSource
}

export function hasStandingDays({ visitDays = [], visitDaysMean }: CycleCustomer): boolean {
  return visitDays.length > 0 && visitDaysMean !== 'allowed'
}

/**
 * Promised and standing visits of a customer in order, one a day at most, and those that fall on
 * days off. A standing visit needs a day with capacity, a promise one that is listed.
 */
export function fixedVisits(
  customer: CycleCustomer,
  grid: DayGrid,
): { visits: FixedVisit[]; daysOff: Unplaced[] } {
  const { code: customerCode, promises = [], frequency } = customer
  const visits = new Map<number, FixedVisit>()
  const daysOff: Unplaced[] = []
  const off = (date: LocalDate) =>
    daysOff.push({ customerCode, visits: 1, from: date, to: date, why: 'dayOff' })
  const strength = (source: PromiseSource) => promiseSources.indexOf(source)
  for (const { date, source } of promises.toSorted(
    (a, b) => strength(a.source) - strength(b.source),
  )) {
    if (date < grid.from || date > grid.to) continue
    const day = grid.indexOf.get(date)
    if (day === undefined) off(date)
    else if (!visits.has(day)) visits.set(day, { day, reason: 'promise', source })
  }
  if (hasStandingDays(customer) && frequency.times > 0) {
    for (const date of daysFrom(grid.from, grid.to)) {
      if (!isVisitDay(customer, date)) continue
      const day = grid.indexOf.get(date)
      const hasTime = day !== undefined && (grid.days[day]?.capacityMinutes ?? 0) > 0
      if (day !== undefined && visits.has(day)) continue
      if (hasTime) visits.set(day, { day, reason: 'standing' })
      else off(date)
    }
  }
  return { visits: [...visits.values()].toSorted((a, b) => a.day - b.day), daysOff }
}

/** Whether weekday, ISO week and the customer's own time allow a day. */
export function isVisitDay(customer: CycleCustomer, date: LocalDate): boolean {
  const { visitDays = [], weekPattern = 'every', notBefore, notAfter } = customer
  if (notBefore !== undefined && date < notBefore) return false
  if (notAfter !== undefined && date > notAfter) return false
  if (visitDays.length > 0 && !visitDays.includes(isoWeekday(date))) return false
  return weekPattern === 'every' || (weekPattern === 'odd') === isOddIsoWeek(date)
}
