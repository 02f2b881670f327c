import { NOWHERE, type Tours } from './tours.ts'

/** Chooses the days of a customer, given what a visit costs on each. */
export type DateChooser = {
  /** Most visits of one customer. */
  readonly slots: number
  /** What the last choice costs besides the visits: uneven gaps, visits left out. */
  extra: number
  /** Visits that the last choice left out for want of days. */
  missing: number
  /**
   * Fills `days` with the best days for a customer, ascending, and returns how many; a day that
   * costs Infinity is not to be had.
   */
  choose(customer: number, costs: Float64Array, days: Int16Array): number
}

/** A schedule as it was. */
export type Snapshot = {
  orders: number[][]
  dates: Int16Array
  count: Uint8Array
  extra: Float64Array
}

/** Tours with the days of each customer, and a log by which changes can be taken back. */
export class Schedule {
  readonly tours: Tours
  chooser: DateChooser
  /** Visits of one customer at most, fixed and chosen. */
  readonly slots: number
  /** Days of a customer: first the fixed ones, then those that were chosen. */
  readonly dates: Int16Array
  readonly count: Uint8Array
  readonly fixed: Uint8Array
  /** What the choice of a customer costs besides its visits. */
  readonly extra: Float64Array
  extraSum = 0
  /** Customers taken out since `commit`, and what they were before. */
  readonly taken: Int16Array
  takenCount = 0
  private readonly datesThen: Int16Array
  private readonly countThen: Uint8Array
  private readonly extraThen: Float64Array
  /** Tours that have changed since `commit`, and what they cost then. */
  readonly touched: Int32Array
  touchedCount = 0
  private readonly isTouched: Uint8Array
  readonly costThen: Float64Array
  private logged = 0
  private readonly logCustomer: Int16Array
  private readonly logDay: Int16Array
  /** Node before a visit that was removed; `INSERTED` for one that was put in. */
  private readonly logAfter: Int16Array
  private readonly logVehicle: Int16Array

  constructor(tours: Tours, chooser: DateChooser, fixedSlots = 0) {
    const { customers, days, vehicles } = tours.problem
    this.tours = tours
    this.chooser = chooser
    this.slots = chooser.slots + fixedSlots
    this.dates = new Int16Array(customers * this.slots)
    this.count = new Uint8Array(customers)
    this.fixed = new Uint8Array(customers)
    this.extra = new Float64Array(customers)
    this.taken = new Int16Array(customers)
    this.datesThen = new Int16Array(customers * this.slots)
    this.countThen = new Uint8Array(customers)
    this.extraThen = new Float64Array(customers)
    this.touched = new Int32Array(days * vehicles)
    this.isTouched = new Uint8Array(days * vehicles)
    this.costThen = new Float64Array(days * vehicles)
    const changes = 2 * customers * this.slots + 16
    this.logCustomer = new Int16Array(changes)
    this.logDay = new Int16Array(changes)
    this.logAfter = new Int16Array(changes)
    this.logVehicle = new Int16Array(changes)
  }
  insert(customer: number, day: number, after: number, vehicle: number): void {
    this.touch(day * this.tours.problem.vehicles + vehicle)
    this.tours.insert(customer, day, after, vehicle)
    this.dates[customer * this.slots + (this.count[customer] as number)] = day
    this.count[customer] = (this.count[customer] as number) + 1
    this.log(customer, day, INSERTED, vehicle)
  }

  /** Takes the chosen visits of a customer out, once between two commits; fixed ones stay. */
  take(customer: number): void {
    const { tours } = this
    const fixed = this.fixed[customer] as number
    const count = this.count[customer] as number
    this.taken[this.takenCount++] = customer
    this.countThen[customer] = count
    this.extraThen[customer] = this.extra[customer] as number
    for (let i = count - 1; i >= fixed; i--) {
      const day = this.dates[customer * this.slots + i] as number
      this.datesThen[customer * this.slots + i] = day
      const cell = day * tours.nodes + customer
      const vehicle = tours.where[cell] as number
      this.touch(day * tours.problem.vehicles + vehicle)
      const after = tours.problem.loose[customer] === 1 ? NOWHERE : (tours.prev[cell] as number)
      tours.remove(customer, day)
      this.log(customer, day, after, vehicle)
    }
    this.count[customer] = fixed
    this.extraSum -= this.extra[customer] as number
    this.extra[customer] = 0
  }

  /** Takes one chosen visit out for good: not to be undone. */
  drop(customer: number, day: number): void {
    this.tours.remove(customer, day)
    const first = customer * this.slots
    const end = first + (this.count[customer] as number)
    const at = this.dates.subarray(first, end).lastIndexOf(day)
    this.dates.copyWithin(first + at, first + at + 1, end)
    this.count[customer] = (this.count[customer] as number) - 1
  }

  setExtra(customer: number, extra: number): void {
    this.extraSum += extra - (this.extra[customer] as number)
    this.extra[customer] = extra
  }

  /** Copies of all that changes, for `restore`. */
  save(): Snapshot {
    return {
      orders: Array.from({ length: this.tours.problem.days }, (_, day) => this.tours.order(day)),
      dates: this.dates.slice(),
      count: this.count.slice(),
      extra: this.extra.slice(),
    }
  }

  /** Back to a snapshot, for one tour a day. */
  restore({ orders, dates, count, extra }: Snapshot): void {
    const { tours } = this
    const { customers, loose } = tours.problem
    tours.clear()
    this.dates.set(dates)
    this.count.set(count)
    for (let customer = 0; customer < customers; customer++) {
      this.setExtra(customer, extra[customer] as number)
      for (let i = 0; i < (count[customer] as number); i++) {
        const day = dates[customer * this.slots + i] as number
        tours.insert(customer, day, loose[customer] === 1 ? NOWHERE : customers, 0)
      }
    }
    orders.forEach((order, day) => {
      tours.reorder(day, order)
    })
    this.commit()
  }

  /** How much dearer the tours have become since `commit`; extras apart. */
  change(): number {
    let sum = 0
    for (let i = 0; i < this.touchedCount; i++) {
      const tour = this.touched[i] as number
      sum += this.tours.cost(tour) - (this.costThen[tour] as number)
    }
    return sum
  }

  /** Keeps what was changed. */
  commit(): void {
    for (let i = 0; i < this.touchedCount; i++) this.isTouched[this.touched[i] as number] = 0
    this.touchedCount = 0
    this.takenCount = 0
    this.logged = 0
  }

  /** Takes all changes since `commit` back. */
  undo(): void {
    for (let i = this.logged - 1; i >= 0; i--) {
      const customer = this.logCustomer[i] as number
      const day = this.logDay[i] as number
      const after = this.logAfter[i] as number
      if (after === INSERTED) this.tours.remove(customer, day)
      else this.tours.insert(customer, day, after, this.logVehicle[i] as number)
    }
    for (let k = 0; k < this.takenCount; k++) {
      const customer = this.taken[k] as number
      const count = this.countThen[customer] as number
      this.count[customer] = count
      this.setExtra(customer, this.extraThen[customer] as number)
      for (let i = this.fixed[customer] as number; i < count; i++) {
        const at = customer * this.slots + i
        this.dates[at] = this.datesThen[at] as number
      }
    }
    this.commit()
  }

  /** Cost of everything. */
  cost(): number {
    let sum = this.extraSum
    for (let tour = 0; tour < this.costThen.length; tour++) sum += this.tours.cost(tour)
    return sum
  }

  private touch(tour: number): void {
    if (this.isTouched[tour] === 1) return
    this.isTouched[tour] = 1
    this.costThen[tour] = this.tours.cost(tour)
    this.touched[this.touchedCount++] = tour
  }

  private log(customer: number, day: number, after: number, vehicle: number): void {
    const i = this.logged++
    this.logCustomer[i] = customer
    this.logDay[i] = day
    this.logAfter[i] = after
    this.logVehicle[i] = vehicle
  }
}

const INSERTED = -1
