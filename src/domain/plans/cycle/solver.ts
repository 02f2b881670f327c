import { Dice } from '../routing/random.ts'
import { GapChooser } from './choose-dates.ts'
import type { Demand } from './demand.ts'
import { Insertion } from './engine/insertion.ts'
import { type Neighbours, neighboursOf } from './engine/neighbours.ts'
import { Schedule } from './engine/schedule.ts'
import { Search } from './engine/search.ts'
import { Tours } from './engine/tours.ts'
import type { CycleModel } from './model.ts'
import { shortenOrder } from './order-day.ts'

/** Neighbours that are stored, and that are looked at for a place. */
const NEIGHBOURS = 40
const REACH = 15
/** Days may differ by so many seconds to either side of the mean before it costs more than travel. */
const BAND = 20 * 60
/** Before it is known, travel is taken for a third of the visiting time. */
const WITH_TRAVEL = 4 / 3
/** Price of a second of a day's time where the day is shorter, within the band, and longer. */
const SHORT_DAY = 0.25
const LONG_DAY = 4
/** By which the price of a long day's second grows with each second. */
const LONG_DAY_GROWTH = 1 / 900

/** A model with the tours that are being built for it. */
export class CycleSolver {
  readonly model: CycleModel
  readonly tours: Tours
  readonly schedule: Schedule
  readonly near: Neighbours
  readonly insertion: Insertion
  readonly search: Search
  readonly dice: Dice

  constructor(model: CycleModel, seed: number) {
    const { demands, tours: problem } = model
    this.model = model
    this.tours = new Tours(problem)
    const chooser = new GapChooser(
      demands.map(({ rules }) => rules),
      problem.days,
    )
    const mostFixed = demands.reduce((most, { fixed }) => Math.max(most, fixed.length), 0)
    this.schedule = new Schedule(this.tours, chooser, mostFixed)
    this.near = neighboursOf(problem, NEIGHBOURS)
    this.near.reach = Math.min(this.near.width, REACH)
    this.dice = new Dice(seed)
    this.insertion = new Insertion(this.schedule, this.near, model.isOpen, this.dice)
    this.search = new Search(this.schedule, this.insertion, this.near, this.dice)
    this.search.sortBy(Float64Array.from(demands, hardness))
    this.putFixed()
  }

  /** Prices days around the length that they would all have if they were alike. */
  setPrices(meanSeconds: number): void {
    const { tours } = this
    tours.slopeLow = SHORT_DAY
    tours.slopeMid = 1
    tours.slopeHigh = LONG_DAY
    tours.curve = LONG_DAY_GROWTH
    const { timeLimit } = this.model.tours
    const sum = timeLimit.reduce((total, limit) => total + limit, 0)
    const mean = sum / Math.max(1, timeLimit.filter((limit) => limit > 0).length)
    timeLimit.forEach((limit, day) => {
      const share = mean > 0 ? limit / mean : 0
      tours.timeLow[day] = Math.max(0, meanSeconds * share - BAND)
      tours.timeHigh[day] = meanSeconds * share + BAND
    })
  }

  /** The same after what the days are now, and what `wanting` customers will add to them. */
  repriceFor(wanting: readonly number[]): void {
    const { service } = this.model.tours
    const coming = wanting.reduce(
      (sum, c) => sum + this.missingOf(c) * (service[c] as number) * WITH_TRAVEL,
      0,
    )
    const days = this.workedDays()
    const now = days.reduce((sum, day) => sum + (this.tours.time[day] as number), 0)
    this.setPrices((now + coming) / Math.max(1, days.length))
  }

  reprice(): void {
    this.repriceFor([])
  }

  private workedDays(): number[] {
    return [...this.model.tours.timeLimit.keys()].filter(
      (day) => (this.model.tours.timeLimit[day] as number) > 0,
    )
  }

  /** The first plan: one customer after the other where it is cheapest, the hardest first. */
  construct(): void {
    const order = this.model.demands
      .map((demand, i) => ({ i, key: hardness(demand), far: this.search.distance[i] as number }))
      .toSorted((a, b) => b.key - a.key || b.far - a.far || a.i - b.i)
    this.repriceFor(order.map(({ i }) => i))
    for (const { i } of order) this.insertion.put(i, true)
    this.schedule.commit()
  }

  /** Lets the choice of days look at all gaps, the dearest too. */
  widenGaps(): void {
    for (const { rules } of this.model.demands) {
      rules.gaps.from.fill(0)
      rules.gaps.to.fill(this.model.tours.days - 1)
    }
  }

  /** Puts each day into its shortest order. */
  shorten(): void {
    const { days, customers, travel } = this.model.tours
    for (let day = 0; day < days; day++) {
      const order = this.tours.order(day)
      this.tours.reorder(day, shortenOrder(order, travel, customers + 1, customers))
    }
  }

  /** The customers of each day in the order of the way, then those without a place. */
  orders(): number[][] {
    const { days, customers, loose } = this.model.tours
    return Array.from({ length: days }, (_, day) => {
      const unrouted: number[] = []
      for (let c = 0; c < customers; c++)
        if (loose[c] === 1 && this.tours.visits(c, day)) unrouted.push(c)
      return [...this.tours.order(day), ...unrouted]
    })
  }

  /** Days of a customer's visits by frequency, in order. */
  daysOf(customer: number): number[] {
    const { dates, slots, fixed, count } = this.schedule
    const first = customer * slots
    return [
      ...dates.subarray(first + (fixed[customer] as number), first + (count[customer] as number)),
    ]
  }

  /** By customer and day: 1 where a visit by frequency stands. */
  daysNow(): Uint8Array {
    const { customers, days } = this.model.tours
    const stands = new Uint8Array(customers * days)
    for (let c = 0; c < customers; c++) for (const day of this.daysOf(c)) stands[c * days + day] = 1
    return stands
  }

  /** Visits by frequency that a customer still wants. */
  missingOf(customer: number): number {
    const { rules } = this.model.demands[customer] as Demand
    return rules.slotFrom.length - this.daysOf(customer).length
  }

  /** Price of all visits that have no day. */
  missing(): number {
    return this.model.demands.reduce(
      (sum, { rules }, c) => sum + rules.missing * this.missingOf(c),
      0,
    )
  }

  /** What the days of a customer cost besides their visits: gaps, and visits missing. */
  extraOf(customer: number): number {
    const { rules } = this.model.demands[customer] as Demand
    const days = this.daysOf(customer)
    const first = days[0]
    const last = days.at(-1)
    let sum = rules.missing * (rules.slotFrom.length - days.length)
    if (first === undefined || last === undefined) return sum
    sum += (rules.before[first] as number) + (rules.after[last] as number)
    for (let i = 1; i < days.length; i++)
      sum += rules.gaps.cost[
        (days[i - 1] as number) * this.model.tours.days + (days[i] as number)
      ] as number
    return sum
  }

  private putFixed(): void {
    const { schedule, tours } = this
    this.model.demands.forEach(({ fixed }, customer) => {
      for (const { day } of fixed) {
        const { after } = tours.cheapestPlace(customer, day)
        schedule.insert(customer, day, after, 0)
      }
      schedule.fixed[customer] = fixed.length
    })
    schedule.commit()
  }
}

/** Lines first, then the important, then many visits and long ones. */
function hardness({ rules, customer, isOnLine }: Demand): number {
  const line = isOnLine ? 1e9 : 0
  return line + rules.missing * 4e-6 + rules.slotFrom.length + customer.serviceMinutes / 1000
}
