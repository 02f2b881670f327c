import type { DateChooser } from './engine/schedule.ts'
import type { GapTable } from './gaps.ts'

/** What the choice of one customer's days needs; day indexes count the days of the cycle. */
export type DateRules = {
  /** First and last day of each visit, in order. */
  slotFrom: readonly number[]
  slotTo: readonly number[]
  /** Cost of having the first, or the last, visit on a day. */
  before: Float64Array
  after: Float64Array
  gaps: GapTable
  /** Cost of each visit that is left out. */
  missing: number
}

/**
 * The best days of a customer by dynamic programming over (visit, day): cost of the visits plus cost
 * of the gaps between them is least. Where they cannot all be placed, as many as can be.
 */
export class GapChooser implements DateChooser {
  readonly slots: number
  extra = 0
  missing = 0
  readonly rules: readonly DateRules[]
  readonly days: number
  readonly sums: Float64Array
  readonly origin: Int32Array

  constructor(rules: readonly DateRules[], days: number) {
    this.rules = rules
    this.days = days
    this.slots = rules.reduce((most, { slotFrom }) => Math.max(most, slotFrom.length), 1)
    this.sums = new Float64Array(this.slots * days)
    this.origin = new Int32Array(this.slots * days)
  }

  choose(customer: number, costs: Float64Array, chosen: Int16Array): number {
    const rules = this.rules[customer] as DateRules
    const visits = rules.slotFrom.length
    this.missing = 0
    this.extra = 0
    if (visits === 0) return 0
    const last = this.fill(rules, costs)
    if (last < 0) return this.chooseSome(rules, costs, chosen)
    let day = last
    let spent = 0
    for (let visit = visits - 1; visit >= 0; visit--) {
      chosen[visit] = day
      spent += costs[day] as number
      day = this.origin[visit * this.days + day] as number
    }
    this.extra += (this.sums[(visits - 1) * this.days + last] as number) - spent
    return visits
  }

  /** Fills `sums` for all visits; the best last day, -1 if there is none. */
  private fill(rules: DateRules, costs: Float64Array): number {
    const { sums, origin, days } = this
    const { slotFrom, slotTo, before, after, gaps } = rules
    const { cost, from, to } = gaps
    const visits = slotFrom.length
    for (let visit = 0; visit < visits; visit++) {
      const row = visit * days
      const first = slotFrom[visit] as number
      const last = slotTo[visit] as number
      const earliest = visit > 0 ? (slotFrom[visit - 1] as number) : 0
      const latest = visit > 0 ? (slotTo[visit - 1] as number) : 0
      for (let day = first; day <= last; day++) {
        const here = costs[day] as number
        if (here === Number.POSITIVE_INFINITY) {
          sums[row + day] = here
          continue
        }
        if (visit === 0) {
          sums[day] = here + (before[day] as number)
          continue
        }
        let least = Number.POSITIVE_INFINITY
        let best = -1
        const start = Math.max(earliest, from[day] as number)
        const end = Math.min(latest, to[day] as number)
        for (let other = start; other <= end; other++) {
          const sum = (sums[row - days + other] as number) + (cost[other * days + day] as number)
          if (sum < least) {
            least = sum
            best = other
          }
        }
        sums[row + day] = least + here
        origin[row + day] = best
      }
    }
    const row = (visits - 1) * days
    let least = Number.POSITIVE_INFINITY
    let best = -1
    for (let day = slotFrom[visits - 1] as number; day <= (slotTo[visits - 1] as number); day++) {
      const sum = (sums[row + day] as number) + (after[day] as number)
      sums[row + day] = sum
      if (sum < least) {
        least = sum
        best = day
      }
    }
    return best
  }

  /** As `choose`, but any visit may be left out at the price of `missing`. */
  private chooseSome(rules: DateRules, costs: Float64Array, chosen: Int16Array): number {
    const { sums, origin, days } = this
    const { slotFrom, slotTo, before, after, gaps, missing } = rules
    const visits = slotFrom.length
    let least = missing * visits
    let best = -1
    for (let visit = 0; visit < visits; visit++) {
      for (let day = slotFrom[visit] as number; day <= (slotTo[visit] as number); day++) {
        const at = visit * days + day
        const here = costs[day] as number
        let sum = missing * visit + (before[day] as number)
        let from = -1
        for (let earlier = 0; earlier < visit; earlier++) {
          const skipped = missing * (visit - earlier - 1)
          const latest = Math.min(day - 1, slotTo[earlier] as number)
          for (let other = slotFrom[earlier] as number; other <= latest; other++) {
            const cell = earlier * days + other
            const way = (sums[cell] as number) + (gaps.cost[other * days + day] as number) + skipped
            if (way < sum) {
              sum = way
              from = cell
            }
          }
        }
        sums[at] = sum + here
        origin[at] = from
        const total = sum + here + missing * (visits - visit - 1) + (after[day] as number)
        if (total < least) {
          least = total
          best = at
        }
      }
    }
    let count = 0
    let spent = 0
    for (let at = best; at >= 0; at = origin[at] as number) {
      chosen[count++] = at % days
      spent += costs[at % days] as number
    }
    chosen.subarray(0, count).reverse()
    this.missing = visits - count
    this.extra = least - spent
    return count
  }
}
