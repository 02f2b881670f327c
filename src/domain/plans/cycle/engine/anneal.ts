import type { Dice } from '../../routing/random.ts'
import type { DateRules } from '../choose-dates.ts'
import type { Neighbours } from './neighbours.ts'
import type { Schedule } from './schedule.ts'

export type AnnealOptions = {
  /** Temperatures at the start and at the end, in seconds. */
  hot: number
  cold: number
  /**
   * Called every so many tries: the share of the annealing that is over, which sets the temperature;
   * 1 ends it. May change prices.
   */
  progress: (tried: number) => number
  pauseEvery: number
}

/** Of the neighbours, the nearest so many are asked. */
const ASKED = 20
/** Share of tries, with customers of several visits, that take over all days of the neighbour. */
const ALL_DAYS = 0.7
/** Share of tries within a day that are made: the order of a day is soon good. */
const SAME_DAY = 0.05

/**
 * Simulated annealing by small steps, for one tour a day: a visit moves beside a neighbour's visit,
 * or a customer takes over the days of a neighbour. Each step costs some dozens of nanoseconds, so
 * that millions bring order into a plan before the dearer `Search` finishes it.
 */
export class Anneal {
  readonly schedule: Schedule
  readonly near: Neighbours
  readonly rules: readonly DateRules[]
  readonly isOpen: Uint8Array
  readonly dice: Dice
  readonly newDays: Int16Array
  readonly newAfter: Int16Array

  constructor(
    schedule: Schedule,
    near: Neighbours,
    rules: readonly DateRules[],
    isOpen: Uint8Array,
    dice: Dice,
  ) {
    this.schedule = schedule
    this.near = near
    this.rules = rules
    this.isOpen = isOpen
    this.dice = dice
    this.newDays = new Int16Array(schedule.slots)
    this.newAfter = new Int16Array(schedule.slots)
  }

  run({ hot, cold, progress, pauseEvery }: AnnealOptions): void {
    const { schedule, near, dice } = this
    const { customers, loose } = schedule.tours.problem
    const asked = Math.min(near.width, ASKED)
    let temperature = hot
    for (let tried = 0; asked > 0; tried++) {
      if (tried % pauseEvery === 0) {
        const done = progress(tried)
        if (done >= 1) break
        temperature = hot * (cold / hot) ** done
      }
      const customer = dice.roll(customers)
      const fixed = schedule.fixed[customer] as number
      const visits = (schedule.count[customer] as number) - fixed
      // With a visit missing it is not clear which period the others belong to: left to `Search`.
      if (visits === 0 || visits !== this.rules[customer]?.slotFrom.length) continue
      if (loose[customer] === 1) continue
      const skew = dice.fraction()
      const nth = Math.floor(skew * skew * asked)
      const other = near.ids[customer * near.width + nth] as number
      const otherVisits = schedule.count[other] as number
      if (otherVisits === 0) continue
      if (visits > 1 && otherVisits >= visits && dice.fraction() < ALL_DAYS)
        this.takeOver(customer, other, temperature)
      else this.moveOne(customer, other, temperature)
    }
    schedule.commit()
  }

  /** One visit moves beside a visit of the other customer, on the same or on another day. */
  private moveOne(customer: number, other: number, temperature: number): void {
    const { schedule, dice, isOpen } = this
    const { tours, dates, slots } = schedule
    const { days, travel, service, timeLimit, loadLimit } = tours.problem
    const { nodes, next, prev, leg, where, time, load, back } = tours
    const first = customer * slots + (schedule.fixed[customer] as number)
    const visits = (schedule.count[customer] as number) - (schedule.fixed[customer] as number)
    const visit = visits === 1 ? 0 : dice.roll(visits)
    const otherVisits = schedule.count[other] as number
    const day = dates[first + visit] as number
    const to = dates[other * slots + (otherVisits === 1 ? 0 : dice.roll(otherVisits))] as number
    const row = customer * nodes
    const base = day * nodes
    const toBase = to * nodes
    const isSameDay = day === to
    let gap = 0
    if (isSameDay) {
      if (dice.fraction() >= SAME_DAY) return
    } else {
      if (isOpen[customer * days + to] === 0 || (where[toBase + customer] as number) >= 0) return
      gap = this.gapChange(customer, first, visit, visits, to)
      if (gap === Number.POSITIVE_INFINITY) return
    }
    const before = prev[base + customer] as number
    const after = next[base + customer] as number
    if (isSameDay && (before === other || after === other)) return
    const saved =
      (leg[base + before] as number) +
      (leg[base + customer] as number) -
      (travel[before * nodes + after] as number)
    const toNext = next[toBase + other] as number
    const toPrev = prev[toBase + other] as number
    const behind =
      (back[row + other] as number) +
      (travel[row + toNext] as number) -
      (leg[toBase + other] as number)
    const ahead =
      (back[row + toPrev] as number) +
      (travel[row + other] as number) -
      (leg[toBase + toPrev] as number)
    const detour = behind < ahead ? behind : ahead
    const place = behind < ahead ? other : toPrev
    if (isSameDay) {
      const now = time[day] as number
      const change = this.price(day, now + detour - saved) - this.price(day, now)
      if (!this.accepts(change, temperature)) return
      tours.remove(customer, day)
      tours.insert(customer, day, place, 0)
      return
    }
    const stay = service[customer] as number
    const now = time[day] as number
    const toNow = time[to] as number
    const toThen = toNow + detour + stay
    if (toThen > (timeLimit[to] as number)) return
    if ((load[to] as number) >= (loadLimit[to] as number)) return
    const change =
      gap +
      this.price(day, now - saved - stay) -
      this.price(day, now) +
      this.price(to, toThen) -
      this.price(to, toNow)
    if (!this.accepts(change, temperature)) return
    tours.remove(customer, day)
    tours.insert(customer, to, place, 0)
    dates[first + visit] = to
    if (gap !== 0) schedule.setExtra(customer, (schedule.extra[customer] as number) + gap)
  }

  /** All visits move beside visits of the other customer, who has as many or more. */
  private takeOver(customer: number, other: number, temperature: number): void {
    const { schedule, dice, isOpen, newDays, newAfter } = this
    const { tours, dates, slots } = schedule
    const { days, travel, service, timeLimit, loadLimit } = tours.problem
    const { nodes, next, prev, leg, where, time, load, back } = tours
    const first = customer * slots + (schedule.fixed[customer] as number)
    const visits = (schedule.count[customer] as number) - (schedule.fixed[customer] as number)
    const otherVisits = schedule.count[other] as number
    const stay = service[customer] as number
    const row = customer * nodes
    const shift = otherVisits === visits ? 0 : dice.fraction()
    let change = 0
    for (let i = 0; i < visits; i++) {
      const from = Math.floor(((i + shift) * otherVisits) / visits)
      const day = dates[other * slots + from] as number
      newDays[i] = day
      if (isOpen[customer * days + day] === 0) return
    }
    const gap = this.gapsOf(customer, visits) - (schedule.extra[customer] as number)
    if (gap === Number.POSITIVE_INFINITY) return
    let moved = 0
    for (let i = 0; i < visits; i++) {
      const day = newDays[i] as number
      const base = day * nodes
      newAfter[i] = -1
      if ((where[base + customer] as number) >= 0) continue
      moved++
      const toNext = next[base + other] as number
      const toPrev = prev[base + other] as number
      const behind =
        (back[row + other] as number) +
        (travel[row + toNext] as number) -
        (leg[base + other] as number)
      const ahead =
        (back[row + toPrev] as number) +
        (travel[row + other] as number) -
        (leg[base + toPrev] as number)
      newAfter[i] = behind < ahead ? other : toPrev
      const now = time[day] as number
      const then = now + stay + (behind < ahead ? behind : ahead)
      if (then > (timeLimit[day] as number)) return
      if ((load[day] as number) >= (loadLimit[day] as number)) return
      change += this.price(day, then) - this.price(day, now)
    }
    if (moved === 0) return
    for (let i = 0; i < visits; i++) {
      const day = dates[first + i] as number
      if (this.isNewDay(day, visits)) continue
      const base = day * nodes
      const before = prev[base + customer] as number
      const saved =
        (leg[base + before] as number) +
        (leg[base + customer] as number) -
        (travel[before * nodes + (next[base + customer] as number)] as number)
      const now = time[day] as number
      change += this.price(day, now - saved - stay) - this.price(day, now)
    }
    if (!this.accepts(change + gap, temperature)) return
    for (let i = 0; i < visits; i++) {
      const day = dates[first + i] as number
      if (!this.isNewDay(day, visits)) tours.remove(customer, day)
    }
    for (let i = 0; i < visits; i++) {
      const day = newDays[i] as number
      if ((newAfter[i] as number) >= 0) tours.insert(customer, day, newAfter[i] as number, 0)
      dates[first + i] = day
    }
    schedule.setExtra(customer, (schedule.extra[customer] as number) + gap)
  }

  private isNewDay(day: number, visits: number): boolean {
    for (let i = 0; i < visits; i++) if (this.newDays[i] === day) return true
    return false
  }

  /** Cost of the gaps with `newDays`; Infinity where they are not to be had. */
  private gapsOf(customer: number, visits: number): number {
    const { slotFrom, slotTo, before, after, gaps } = this.rules[customer] as DateRules
    const { days } = this.schedule.tours.problem
    let sum = 0
    for (let i = 0; i < visits; i++) {
      const day = this.newDays[i] as number
      if (day < (slotFrom[i] as number) || day > (slotTo[i] as number))
        return Number.POSITIVE_INFINITY
      sum +=
        i === 0
          ? (before[day] as number)
          : (gaps.cost[(this.newDays[i - 1] as number) * days + day] as number)
    }
    return sum + (after[this.newDays[visits - 1] as number] as number)
  }

  /** How the cost of gaps changes when one visit moves to a day. */
  private gapChange(
    customer: number,
    first: number,
    visit: number,
    visits: number,
    to: number,
  ): number {
    const { slotFrom, slotTo, before, after, gaps } = this.rules[customer] as DateRules
    if (to < (slotFrom[visit] as number) || to > (slotTo[visit] as number))
      return Number.POSITIVE_INFINITY
    const { days } = this.schedule.tours.problem
    const { dates } = this.schedule
    const { cost } = gaps
    const day = dates[first + visit] as number
    let change = 0
    if (visit === 0) change += (before[to] as number) - (before[day] as number)
    else {
      const row = (dates[first + visit - 1] as number) * days
      change += (cost[row + to] as number) - (cost[row + day] as number)
    }
    if (visit === visits - 1) change += (after[to] as number) - (after[day] as number)
    else {
      const later = dates[first + visit + 1] as number
      change += (cost[to * days + later] as number) - (cost[day * days + later] as number)
    }
    return change
  }

  /** As `Tours.price`, without loads. */
  private price(day: number, time: number): number {
    const { timeLow, timeHigh, slopeLow, slopeMid, slopeHigh, curve } = this.schedule.tours
    const low = timeLow[day] as number
    if (time < low) return slopeLow * (time - low)
    const high = timeHigh[day] as number
    if (time <= high) return slopeMid * (time - low)
    const long = time - high
    return slopeMid * (high - low) + (slopeHigh + curve * long) * long
  }

  private accepts(change: number, temperature: number): boolean {
    if (change <= 0) return true
    if (change > 12 * temperature) return false
    return change < -temperature * Math.log(1 - this.dice.fraction())
  }
}
