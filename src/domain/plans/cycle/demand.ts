import { intervalDays } from '../../customers/frequency.ts'
import { daysBetween, type LocalDate } from '../../time.ts'
import { type DateRules, GapChooser } from './choose-dates.ts'
import {
  type DayGrid,
  type FixedVisit,
  fixedVisits,
  hasStandingDays,
  isVisitDay,
} from './fixed-visits.ts'
import { costAlong, type GapTable, gapTable } from './gaps.ts'
import { defaultSpacing, owedVisits } from './periods.ts'
import type { CycleCustomer, Unplaced } from './types.ts'

/** What one customer asks of a cycle. */
export type Demand = {
  customer: CycleCustomer
  fixed: FixedVisit[]
  /** By day: 1 where a visit by frequency can be. */
  isOpen: Uint8Array
  /** Of the visits by frequency that can be placed if capacity allows. */
  rules: DateRules
  /** The part of a period that each of these visits belongs to, in order. */
  periods: { from: LocalDate; to: LocalDate }[]
  interval: number
  /** Its line is run on set days, and it is visited on these. */
  isOnLine: boolean
  /** What cannot be placed, whatever the capacity. */
  unplaced: Unplaced[]
  /** Visits asked for in all. */
  asked: number
}

/** Works out the demands of a cycle's customers. */
export class DemandReader {
  readonly grid: DayGrid
  /** Gap tables are many and alike: customers of one frequency share one. */
  readonly tables = new Map<string, GapTable>()
  readonly nothing: Float64Array

  constructor(grid: DayGrid) {
    this.grid = grid
    this.nothing = new Float64Array(grid.days.length)
  }

  /**
   * What a customer asks. `missing` is the price of a visit left out; `lineDays` are the days on
   * which its line is run, where these are set.
   */
  read(customer: CycleCustomer, missing: number, lineDays?: ReadonlySet<number>): Demand {
    const { grid } = this
    const { frequency } = customer
    const spacing = Math.max(1, customer.spacingDays ?? defaultSpacing(frequency))
    const interval = Math.min(intervalDays(frequency), 366)
    const { visits: fixed, daysOff } = fixedVisits(customer, grid)
    const marks = marksOf(customer, grid, fixed)
    const isOpen = openDays(customer, grid, spacing, marks, lineDays)
    const gapRules = this.gapRules(interval, spacing, marks)

    const unplaced = [...daysOff]
    const slots: Slot[] = []
    let asked = fixed.length + daysOff.length
    for (const { from, to, visits } of owedOf(customer, grid, fixed)) {
      asked += visits
      const open = grid.days.flatMap(({ date }, i) =>
        date >= from && date <= to && isOpen[i] === 1 ? [i] : [],
      )
      const first = open[0]
      const last = open.at(-1)
      if (first === undefined || last === undefined)
        unplaced.push({ customerCode: customer.code, visits, from, to, why: 'noDay' })
      else for (let k = 0; k < visits; k++) slots.push({ first, last, from, to })
    }
    const rulesOf = (some: readonly Slot[]): DateRules => ({
      ...gapRules,
      slotFrom: some.map(({ first }) => first),
      slotTo: some.map(({ last }) => last),
      missing,
    })
    const kept = keepWhatFits(slots, rulesOf(slots), isOpen, grid)
    unplaced.push(...crowdedOut(customer, slots, kept))
    return {
      customer,
      fixed,
      isOpen,
      rules: rulesOf(kept),
      periods: kept.map(({ from, to }) => ({ from, to })),
      interval,
      isOnLine: lineDays !== undefined,
      unplaced,
      asked,
    }
  }

  private gapRules(interval: number, spacing: number, marks: Marks) {
    const { numbers } = this.grid
    const { before, inside, after } = marks
    const key = `${interval}/${spacing}`
    const shared = inside.length === 0 ? this.tables.get(key) : undefined
    const gaps = shared ?? gapTable(numbers, interval, spacing, inside)
    if (inside.length === 0) this.tables.set(key, gaps)
    const priced = (marksAlong: (day: number) => number[]) =>
      Float64Array.from(numbers, (day) => costAlong(marksAlong(day), interval))
    const earlier = [...before, ...inside]
    const later = [...inside, ...after]
    return {
      gaps,
      before:
        earlier.length === 0
          ? this.nothing
          : priced((day) => [...earlier.filter((mark) => mark < day), day]),
      after:
        later.length === 0
          ? this.nothing
          : priced((day) => [day, ...later.filter((mark) => mark > day)]),
    }
  }
}

type Slot = { first: number; last: number; from: LocalDate; to: LocalDate }

/** Visits that stand: the last one before the cycle, those in it, the next promise after it; as day numbers. */
type Marks = { before: number[]; inside: number[]; after: number[] }

function marksOf(
  { visitedOn = [], promises = [] }: CycleCustomer,
  grid: DayGrid,
  fixed: readonly FixedVisit[],
): Marks {
  const number = (date: LocalDate) => daysBetween(grid.from, date)
  const past = visitedOn.filter((date) => date < grid.from).map(number)
  const future = promises.filter(({ date }) => date > grid.to).map(({ date }) => number(date))
  return {
    before: past.length > 0 ? [Math.max(...past)] : [],
    inside: fixed.map(({ day }) => grid.numbers[day] as number),
    after: future.length > 0 ? [Math.min(...future)] : [],
  }
}

/** Days with capacity that the customer's rules allow and that keep the spacing to what stands. */
function openDays(
  customer: CycleCustomer,
  grid: DayGrid,
  spacing: number,
  { before, inside, after }: Marks,
  lineDays: ReadonlySet<number> | undefined,
): Uint8Array {
  const standing = [...before, ...inside, ...after]
  return Uint8Array.from(grid.days, ({ date, capacityMinutes, capacityVisits = 1 }, i) => {
    if (capacityMinutes <= 0 || capacityVisits <= 0 || !isVisitDay(customer, date)) return 0
    if (lineDays && !lineDays.has(i)) return 0
    const number = grid.numbers[i] as number
    return standing.every((other) => Math.abs(other - number) >= spacing) ? 1 : 0
  })
}

function owedOf(customer: CycleCustomer, grid: DayGrid, fixed: readonly FixedVisit[]) {
  if (hasStandingDays(customer)) return []
  const { frequency, visitedOn = [], promises = [], notBefore, notAfter } = customer
  const settled = new Set([
    ...visitedOn.filter((date) => date < grid.from),
    ...fixed.map(({ day }) => grid.days[day]?.date as LocalDate),
    ...promises.filter(({ date }) => date > grid.to).map(({ date }) => date),
  ])
  return owedVisits({
    frequency,
    from: grid.from,
    to: grid.to,
    ...(notBefore ? { notBefore } : {}),
    ...(notAfter ? { notAfter } : {}),
    settled: [...settled],
  })
}

/** The slots that could be filled if every day had room: as many of each period as spacing allows. */
function keepWhatFits(
  slots: readonly Slot[],
  rules: DateRules,
  isOpen: Uint8Array,
  grid: DayGrid,
): Slot[] {
  if (slots.length < 2) return [...slots]
  const chooser = new GapChooser([rules], grid.days.length)
  const costs = Float64Array.from(isOpen, (open) => (open === 1 ? 0 : Number.POSITIVE_INFINITY))
  const days = new Int16Array(slots.length)
  const count = chooser.choose(0, costs, days)
  if (count === slots.length) return [...slots]
  const dates = [...days.subarray(0, count)].map((day) => grid.days[day]?.date as LocalDate)
  return slots.filter((slot, i) => {
    const nth = i - slots.findIndex(({ from }) => from === slot.from)
    return nth < dates.filter((date) => date >= slot.from && date <= slot.to).length
  })
}

function crowdedOut(
  { code }: CycleCustomer,
  slots: readonly Slot[],
  kept: readonly Slot[],
): Unplaced[] {
  return slots.flatMap(({ from, to }, i): Unplaced[] => {
    if (slots.findIndex((slot) => slot.from === from) < i) return []
    const ofPeriod = (slot: Slot) => slot.from === from
    const visits = slots.filter(ofPeriod).length - kept.filter(ofPeriod).length
    return visits > 0 ? [{ customerCode: code, visits, from, to, why: 'spacing' }] : []
  })
}
