import type { DayModel } from '../model.ts'
import type { Legs } from './legs.ts'

/**
 * Least costs of walks that know nothing of the time and forget where they have been, but for the stop
 * before last: a bound that costs next to nothing (q-routes: Christofides, Mingozzi and Toth 1981). Each
 * visit of a stop earns its price.
 */
export class Walks {
  private readonly day: DayModel
  private readonly legs: Legs
  readonly turned: boolean
  /** Least cost of a walk of k stops (from this end) that ends at i, at k × size + i. */
  readonly cost: Float64Array
  readonly other: Float64Array
  private readonly previous: Int32Array
  private readonly otherPrevious: Int32Array
  /** How often the best whole walk visits each stop. */
  readonly visits: Int32Array

  constructor(day: DayModel, legs: Legs, turned: boolean) {
    this.day = day
    this.legs = legs
    this.turned = turned
    const cells = (day.n + 1) * day.size
    this.cost = new Float64Array(cells)
    this.other = new Float64Array(cells)
    this.previous = new Int32Array(cells)
    this.otherPrevious = new Int32Array(cells)
    this.visits = new Int32Array(day.size)
  }

  /** Fills the table; the least cost of a whole walk plus all prices: a lower bound of every day. */
  run(price: Float64Array): number {
    const { n, size, travel } = this.day
    const { cost, other, previous, otherPrevious, turned, legs } = this
    const start = turned ? n + 1 : 0
    cost.fill(Number.POSITIVE_INFINITY)
    other.fill(Number.POSITIVE_INFINITY)
    for (let k = 1; k <= n; k++) {
      // Where b is k-th from this end; its neighbours towards the end are one before.
      const place = legs.counted ? (turned ? n + 1 - k : k) : 0
      const first = turned ? legs.firstTarget : legs.firstSource
      const list = turned ? legs.targets : legs.sources
      for (let b = 1; b <= n; b++) {
        let best = Number.POSITIVE_INFINITY
        let second = Number.POSITIVE_INFINITY
        let bestFrom = -1
        let secondFrom = -1
        const end = first[place * size + b + 1] as number
        for (let s = first[place * size + b] as number; s < end; s++) {
          const a = list[s] as number
          let sum = travel[turned ? b * size + a : a * size + b] as number
          if (k === 1) {
            if (a !== start) continue
          } else {
            if (a === start) continue
            const cell = (k - 1) * size + a
            sum += (previous[cell] === b ? other[cell] : cost[cell]) as number
          }
          if (sum < best) {
            second = best
            secondFrom = bestFrom
            best = sum
            bestFrom = a
          } else if (sum < second) {
            second = sum
            secondFrom = a
          }
        }
        const here = k * size + b
        cost[here] = best - (price[b] as number)
        previous[here] = bestFrom
        other[here] = second - (price[b] as number)
        otherPrevious[here] = secondFrom
      }
    }
    return this.whole(price)
  }

  private whole(price: Float64Array): number {
    const { n, size, travel } = this.day
    const { cost, turned, legs } = this
    const { counted } = legs
    const finish = turned ? 0 : n + 1
    const place = counted && !turned ? n + 1 : 0
    const first = turned ? legs.firstTarget : legs.firstSource
    const list = turned ? legs.targets : legs.sources
    let base = 0
    for (let i = 1; i <= n; i++) base += price[i] as number
    let best = Number.POSITIVE_INFINITY
    let bestK = 0
    let last = -1
    const end = first[place * size + finish + 1] as number
    for (let s = first[place * size + finish] as number; s < end; s++) {
      const a = list[s] as number
      const leg = travel[turned ? finish * size + a : a * size + finish] as number
      if (a === 0 || a === n + 1) {
        if (leg < best) {
          best = leg
          bestK = 0
        }
        continue
      }
      for (let k = counted ? n : 1; k <= n; k++) {
        const sum = (cost[k * size + a] as number) + leg
        if (sum >= best) continue
        best = sum
        bestK = k
        last = a
      }
    }
    this.count(bestK, last, finish)
    return best + base
  }

  private count(k: number, last: number, finish: number): void {
    const { size } = this.day
    this.visits.fill(0)
    let at = last
    let next = finish
    for (let left = k; left > 0; left--) {
      this.visits[at] = (this.visits[at] as number) + 1
      const cell = left * size + at
      const back = this.previous[cell] === next ? this.otherPrevious[cell] : this.previous[cell]
      next = at
      at = back as number
    }
  }

  /** Least cost of a walk from this end to a stop, of any number of stops. */
  least(stop: number): number {
    const { n, size } = this.day
    let least = Number.POSITIVE_INFINITY
    for (let k = 1; k <= n; k++) least = Math.min(least, this.cost[k * size + stop] as number)
    return least
  }

  /**
   * For a pass from the other end: what the rest costs at least after k stops of that end, the last at i
   * (whose price the label has earned already), at k × size + i.
   */
  floor(price: Float64Array, into: Float64Array): void {
    const { n, size } = this.day
    for (let i = 1; i <= n; i++) {
      const least = this.least(i)
      for (let k = 1; k <= n; k++) {
        const rest = this.legs.counted ? (this.cost[(n + 1 - k) * size + i] as number) : least
        into[k * size + i] = rest + (price[i] as number)
      }
    }
  }
}
