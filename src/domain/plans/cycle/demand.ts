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
import { type GapTable, gapCost, gapTable } from './gaps.ts'
import { defaultSpacing, owedVisits } from './periods.ts'
import type { CycleCustomer, CycleDay, Unplaced } from './types.ts'

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
      const { first, last } = openWithin(grid, isOpen, from, to)
      if (first > last)
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
    const earlier = [...before, ...inside]
    const later = [...inside, ...after]
    return {
      gaps,
      before: earlier.length === 0 ? this.nothing : costsBehind(numbers, earlier, interval),
      after: later.length === 0 ? this.nothing : costsBefore(numbers, later, interval),
    }
  }
}

/** By day: cost of the gaps along the marks before it and on to the day itself. */
function costsBehind(
  numbers: readonly number[],
  marks: readonly number[],
  interval: number,
): Float64Array {
  let passed = 0
  let along = 0
  return Float64Array.from(numbers, (day) => {
    for (; passed < marks.length && (marks[passed] as number) < day; passed++)
      if (passed > 0)
        along += gapCost((marks[passed] as number) - (marks[passed - 1] as number), interval)
    return passed === 0 ? 0 : along + gapCost(day - (marks[passed - 1] as number), interval)
  })
}

/** By day: cost of the gaps from it along the marks behind it. */
function costsBefore(
  numbers: readonly number[],
  marks: readonly number[],
  interval: number,
): Float64Array {
  const turned = (days: readonly number[]) => days.toReversed().map((day) => -day)
  return costsBehind(turned(numbers), turned(marks), interval).reverse()
}

/** First and last open day from one date to another, as indexes; first > last where there is none. */
function openWithin(
  grid: DayGrid,
  isOpen: Uint8Array,
  from: LocalDate,
  to: LocalDate,
): { first: number; last: number } {
  let first = isOpen.length
  let last = -1
  for (let day = 0; day < isOpen.length; day++) {
    if (isOpen[day] === 0) continue
    const { date } = grid.days[day] as CycleDay
    if (date < from || date > to) continue
    if (last < 0) first = day
    last = day
  }
  return { first, last }
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
