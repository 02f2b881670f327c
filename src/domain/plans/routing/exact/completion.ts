import { NEVER } from '../model.ts'
import type { Labels } from './labels.ts'
import { beaten } from './sieve.ts'
import { sortByCost } from './sort-by-cost.ts'

/** Cheaper labels that each is compared with when lists are thinned. */
const THINNED = 200
/** Parts of the day for which the cheapest rest is known at once. */
const PARTS = 64

/**
 * What the rest of a day costs at least, from the labels of a pass from the other end: a label may go on
 * only if some label of the other end at its node meets it in time, shares no stop in memory, and the two
 * together stay below the limit.
 */
export class Completion {
  readonly labels: Labels
  private readonly n: number
  private readonly size: number
  private readonly counted: boolean
  private readonly limit: number
  readonly mirror: number
  private readonly hasLunch: boolean
  /** What the two labels count twice at node i. */
  private readonly twice: Float64Array
  private readonly sorted: Int32Array
  private readonly firstOf: Int32Array
  private readonly endOf: Int32Array
  /** Labels looked at so far: the work done. */
  looks = 0
  readonly begin: number
  readonly grain: number
  /** At group × PARTS + part: the cheapest label that a time in this part still meets; lunch there to come, or over. */
  private readonly cheapestFed: Float64Array
  private readonly cheapestUnfed: Float64Array

  constructor(
    labels: Labels,
    options: {
      n: number
      size: number
      counted: boolean
      limit: number
      begin: number
      end: number
      hasLunch: boolean
      prize: Float64Array
      base: number
    },
  ) {
    const { n, size, counted, limit, begin, end, hasLunch, prize, base } = options
    this.labels = labels
    this.n = n
    this.size = size
    this.counted = counted
    this.limit = limit - 1e-6
    this.mirror = begin + end
    this.begin = begin
    this.grain = (end - begin + 1) / PARTS
    this.hasLunch = hasLunch
    this.twice = prize.map((value) => value - base)
    const groups = counted ? (n + 1) * size : size
    this.firstOf = new Int32Array(groups + 1)
    let live = 0
    for (let k = 1; k < labels.layers.length - 1; k++) {
      for (let at = labels.layers[k] as number; at < (labels.layers[k + 1] as number); at++) {
        if (labels.cost[at] === Number.POSITIVE_INFINITY) continue
        live++
        const group = this.group(k, labels.node[at] as number)
        this.firstOf[group + 1] = (this.firstOf[group + 1] as number) + 1
      }
    }
    for (let g = 0; g < groups; g++)
      this.firstOf[g + 1] = (this.firstOf[g + 1] as number) + (this.firstOf[g] as number)
    this.sorted = new Int32Array(live)
    const fill = this.firstOf.slice()
    for (let k = 1; k < labels.layers.length - 1; k++) {
      for (let at = labels.layers[k] as number; at < (labels.layers[k + 1] as number); at++) {
        if (labels.cost[at] === Number.POSITIVE_INFINITY) continue
        const group = this.group(k, labels.node[at] as number)
        const slot = fill[group] as number
        this.sorted[slot] = at
        fill[group] = slot + 1
      }
    }
    for (let g = 0; g < groups; g++)
      sortByCost(
        this.sorted,
        labels.cost,
        this.firstOf[g] as number,
        (this.firstOf[g + 1] as number) - 1,
      )
    this.endOf = this.firstOf.slice(1)
    if (!counted) this.thin()
    this.cheapestFed = this.cheapest(hasLunch ? labels.before : labels.after)
    this.cheapestUnfed = hasLunch ? this.cheapest(labels.after) : new Float64Array(0)
  }

  /** The cheapest labels by the time until which one from this end meets them; `times` are those of the other end. */
  private cheapest(times: Int32Array): Float64Array {
    const { labels, sorted, firstOf, endOf, mirror, begin, grain } = this
    const table = new Float64Array(endOf.length * PARTS).fill(Number.POSITIVE_INFINITY)
    for (let g = 0; g < endOf.length; g++) {
      const row = g * PARTS
      for (let s = firstOf[g] as number; s < (endOf[g] as number); s++) {
        const other = sorted[s] as number
        const time = times[other] as number
        if (time >= NEVER) continue
        const part = Math.min(PARTS - 1, ((mirror - time - begin) / grain) | 0)
        const cost = labels.cost[other] as number
        if (cost < (table[row + part] as number)) table[row + part] = cost
      }
      for (let part = PARTS - 2; part >= 0; part--)
        if ((table[row + part + 1] as number) < (table[row + part] as number))
          table[row + part] = table[row + part + 1] as number
    }
    return table
  }

  /** Whether any label of the group meets these times below the cost, whatever it remembers. */
  private meets(group: number, before: number, after: number, room: number): boolean {
    const { begin, grain } = this
    const row = group * PARTS
    if (after < NEVER && (this.cheapestFed[row + (((after - begin) / grain) | 0)] as number) < room)
      return true
    return (
      this.hasLunch &&
      before < NEVER &&
      (this.cheapestUnfed[row + (((before - begin) / grain) | 0)] as number) < room
    )
  }

  /** Where counts do not matter, labels of different counts make each other needless too. */
  private thin(): void {
    const { labels, sorted, firstOf, endOf } = this
    for (let g = 0; g < endOf.length; g++) {
      const first = firstOf[g] as number
      let kept = first
      for (let s = first; s < (endOf[g] as number); s++)
        if (!beaten(labels, sorted[s] as number, sorted, first, Math.min(kept, first + THINNED)))
          sorted[kept++] = sorted[s] as number
      endOf[g] = kept
    }
  }

  private group(k: number, node: number): number {
    return this.counted ? k * this.size + node : node
  }

  private groupOfRest(k: number, node: number): number {
    return this.counted ? (this.n + 1 - k) * this.size + node : node
  }

  /** Whether some rest of the day fits this label after k stops and stays below the limit. */
  allows(
    k: number,
    node: number,
    before: number,
    after: number,
    low: number,
    high: number,
    cost: number,
  ): boolean {
    const { labels, sorted, mirror } = this
    const group = this.groupOfRest(k, node)
    const last = this.endOf[group] as number
    const room = this.limit - cost - (this.twice[node] as number)
    if (!this.meets(group, before, after, room)) return false
    const self = 1 << (node & 31)
    const freeLow = node < 32 ? low & ~self : low
    const freeHigh = node < 32 ? high : high & ~self
    for (let s = this.firstOf[group] as number; s < last; s++) {
      const other = sorted[s] as number
      this.looks++
      if ((labels.cost[other] as number) >= room) return false
      if ((labels.low[other] as number) & freeLow || (labels.high[other] as number) & freeHigh)
        continue
      if (this.hasLunch) {
        if (after < NEVER && after + (labels.before[other] as number) <= mirror) return true
        if (before < NEVER && before + (labels.after[other] as number) <= mirror) return true
      } else if (after + (labels.after[other] as number) <= mirror) return true
    }
    return false
  }
}
