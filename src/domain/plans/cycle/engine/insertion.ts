import type { Dice } from '../../routing/random.ts'
import type { Neighbours } from './neighbours.ts'
import type { Schedule } from './schedule.ts'
import { NOWHERE } from './tours.ts'

/** One in so many better places is overlooked on purpose, so that the same choice is not made for ever. */
export const BLINK_EVERY = 60

/**
 * Puts customers back: the cheapest place on each day, then the best days.
 *
 * Places are looked for beside the nearest customers, wherever these are visited; only where that
 * gives no choice of days, and while the tours are still empty, at all places of all days.
 */
export class Insertion {
  readonly schedule: Schedule
  readonly near: Neighbours
  readonly dice: Dice
  readonly isOpen: Uint8Array
  /** By day: cost of the cheapest visit, and where. */
  readonly costs: Float64Array
  readonly after: Int16Array
  readonly vehicle: Int16Array
  readonly days: Int16Array
  /** By tour: shortest detour among the places looked at. */
  readonly detour: Float64Array
  readonly place: Int16Array
  readonly seen: Int32Array
  readonly blinkEvery: number
  private untilBlink: number

  /**
   * `isOpen[customer * days + day]` is 1 where the customer can be visited. `blinkEvery` Infinity
   * overlooks nothing.
   */
  constructor(
    schedule: Schedule,
    near: Neighbours,
    isOpen: Uint8Array,
    dice: Dice,
    blinkEvery = BLINK_EVERY,
  ) {
    const { days, vehicles } = schedule.tours.problem
    this.schedule = schedule
    this.near = near
    this.isOpen = isOpen
    this.dice = dice
    this.blinkEvery = blinkEvery
    this.untilBlink = blinkEvery
    this.costs = new Float64Array(days)
    this.after = new Int16Array(days)
    this.vehicle = new Int16Array(days)
    this.days = new Int16Array(schedule.slots)
    this.detour = new Float64Array(days * vehicles).fill(Number.POSITIVE_INFINITY)
    this.place = new Int16Array(days * vehicles)
    this.seen = new Int32Array(days * vehicles)
  }

  /** Visits a customer on its best days. Looks at all places if `thorough`. */
  put(customer: number, thorough: boolean): void {
    const { schedule, days, costs } = this
    const { chooser } = schedule
    const isLoose = schedule.tours.problem.loose[customer] === 1
    if (thorough || isLoose) this.lookEverywhere(customer)
    else this.lookNear(customer)
    let count = chooser.choose(customer, costs, days)
    if (chooser.missing > 0 && !thorough && !isLoose) {
      // Perhaps only because too few places were looked at.
      this.lookEverywhere(customer)
      count = chooser.choose(customer, costs, days)
    }
    for (let i = 0; i < count; i++) {
      const day = days[i] as number
      schedule.insert(customer, day, this.after[day] as number, this.vehicle[day] as number)
    }
    schedule.setExtra(customer, chooser.extra)
  }

  private lookNear(customer: number): void {
    const { schedule, near, detour, place, seen } = this
    const { tours, dates, count, slots } = schedule
    const { travel, vehicles } = tours.problem
    const { nodes, next, prev, leg, where, back } = tours
    const row = customer * nodes
    let seenCount = 0
    let untilBlink = this.untilBlink
    const end = customer * near.width + near.reach
    for (let k = customer * near.width; k < end; k++) {
      const other = near.ids[k] as number
      const there = back[row + other] as number
      const on = travel[row + other] as number
      const first = other * slots
      for (let i = first + (count[other] as number) - 1; i >= first; i--) {
        const day = dates[i] as number
        const base = day * nodes
        const tour = day * vehicles + (where[base + other] as number)
        const to = next[base + other] as number
        const from = prev[base + other] as number
        const behind = there + (travel[row + to] as number) - (leg[base + other] as number)
        const before = (back[row + from] as number) + on - (leg[base + from] as number)
        const least = behind < before ? behind : before
        const best = detour[tour] as number
        if (least >= best) continue
        if (--untilBlink === 0) {
          untilBlink = this.nextBlink()
          continue
        }
        if (best === Number.POSITIVE_INFINITY) seen[seenCount++] = tour
        detour[tour] = least
        place[tour] = behind < before ? other : from
      }
    }
    this.untilBlink = untilBlink
    this.costs.fill(Number.POSITIVE_INFINITY)
    if (tours.empty > 0) this.offerEmpty(customer)
    if (vehicles > 1) seenCount = this.lookAtEnds(customer, seenCount)
    for (let i = 0; i < seenCount; i++) {
      const tour = seen[i] as number
      this.offer(customer, tour, detour[tour] as number, place[tour] as number)
      detour[tour] = Number.POSITIVE_INFINITY
    }
  }

  /**
   * Before the first and behind the last stop of each tour: where tours are many and short, that is
   * where much is to be had, and the nearest customers need not be there.
   */
  private lookAtEnds(customer: number, alreadySeen: number): number {
    const { detour, place, seen, isOpen } = this
    const { tours } = this.schedule
    const { customers, days, vehicles, travel } = tours.problem
    const { nodes, next, prev, leg, stops, back } = tours
    const row = customer * nodes
    let seenCount = alreadySeen
    for (let tour = 0; tour < days * vehicles; tour++) {
      const day = (tour / vehicles) | 0
      if (stops[tour] === 0 || isOpen[customer * days + day] === 0) continue
      const depot = customers + tour - day * vehicles
      const base = day * nodes
      const first = next[base + depot] as number
      const last = prev[base + depot] as number
      const ahead =
        (back[row + depot] as number) +
        (travel[row + first] as number) -
        (leg[base + depot] as number)
      const behind =
        (back[row + last] as number) +
        (travel[row + depot] as number) -
        (leg[base + last] as number)
      const least = ahead < behind ? ahead : behind
      const best = detour[tour] as number
      if (least >= best) continue
      if (best === Number.POSITIVE_INFINITY) seen[seenCount++] = tour
      detour[tour] = least
      place[tour] = ahead < behind ? depot : last
    }
    return seenCount
  }

  /** One empty tour of each day. */
  private offerEmpty(customer: number): void {
    const { tours } = this.schedule
    const { customers, days, vehicles, travel } = tours.problem
    const depot = customer * tours.nodes + customers
    const detour = (travel[depot] as number) + (tours.back[depot] as number)
    for (let day = 0; day < days; day++) {
      for (let vehicle = 0; vehicle < vehicles; vehicle++) {
        const tour = day * vehicles + vehicle
        if (tours.stops[tour] !== 0) continue
        this.offer(customer, tour, detour, customers + vehicle)
        break
      }
    }
  }

  private lookEverywhere(customer: number): void {
    const { tours } = this.schedule
    const { customers, days, vehicles, travel, loose } = tours.problem
    const { nodes, next, leg, back } = tours
    const row = customer * nodes
    this.costs.fill(Number.POSITIVE_INFINITY)
    for (let tour = 0; tour < days * vehicles; tour++) {
      if (loose[customer] === 1) {
        this.offer(customer, tour, 0, NOWHERE)
        continue
      }
      const base = ((tour / vehicles) | 0) * nodes
      const depot = customers + (tour % vehicles)
      let node = depot
      let least = Number.POSITIVE_INFINITY
      let after = depot
      do {
        const to = next[base + node] as number
        const way = (back[row + node] as number) + (travel[row + to] as number)
        const detour = way - (leg[base + node] as number)
        if (detour < least) {
          if (--this.untilBlink > 0) {
            least = detour
            after = node
          } else this.untilBlink = this.nextBlink()
        }
        node = to
      } while (node !== depot)
      if (least < Number.POSITIVE_INFINITY) this.offer(customer, tour, least, after)
    }
  }

  private offer(customer: number, tour: number, detour: number, after: number): void {
    const { tours } = this.schedule
    const { days, vehicles } = tours.problem
    const day = vehicles === 1 ? tour : (tour / vehicles) | 0
    if (this.isOpen[customer * days + day] === 0) return
    const cost = tours.costOf(tour, customer, detour)
    if (cost >= (this.costs[day] as number)) return
    this.costs[day] = cost
    this.after[day] = after
    this.vehicle[day] = tour - day * vehicles
  }

  private nextBlink(): number {
    return 1 + Math.floor(-Math.log(1 - this.dice.fraction()) * this.blinkEvery)
  }
}
