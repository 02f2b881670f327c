import type { DayModel } from '../model.ts'
import { Completion } from './completion.ts'
import { backwardOf, type Direction, forwardOf } from './direction.ts'
import { Labels } from './labels.ts'
import { Legs } from './legs.ts'
import { memoryOf, nearOnes, remember } from './memory.ts'
import { EPSILON, GIVEN_UP, type PassResult, pass } from './pass.ts'
import { Prices } from './prices.ts'
import { type Sharp, sharpen } from './sharpen.ts'
import { Walks } from './walk.ts'

export type Proof = {
  proven: boolean
  /** No day that serves every must costs less. */
  bound: number
  /** A better day than the known one, as nodes. */
  order?: number[]
  /** Labels made: the work done. */
  labels: number
}

export type ProofOptions = {
  maxLabels: number
  over?: (() => boolean) | undefined
}

/** Passes per stage behind the first that move the prices, and how boldly. */
const ROUNDS = 3
const STRIDE = 0.3
/** Parts of the day within which labels become one, stage by stage. */
const GRAINS: readonly number[] = [0.2, 0.1, 0.05, 0.02, 0.01, 0]
/** Near stops that a label knows of in the coarse and in the fine passes: at first, and at most. */
const FEW = 4
const FEW_MOST = 7
const MANY = 7
const MANY_MOST = 9
/** A bound of a long day that begins this far below its cost will not close in any time that is worth it. */
const LONG_DAY = 30
const HOPELESS = 0.85
/** So many looks at labels of the other end take as long as one label. */
const LOOKS = 150
/** An exact attempt may cost this much of what the bounds have cost since the last one. */
const GREED = 1

/** The buffers outlive a proof: a worker solves one day after another. */
const buffers = { forward: new Labels(), backward: new Labels() }

/** A day with its musts, and prices to begin with. */
export type Part = {
  day: DayModel
  must: Uint8Array
  price: Float64Array
  /** What a day costs at least, at these prices. */
  bound: number
}

/** What turned out to be a must, or to be left out, at which prices. */
type Settled = { must: Uint8Array; out: Uint8Array; price: Float64Array }

/** One proof; ends early where stops turn out to be no longer optional, so that it begins anew with what is left. */
export class Prover {
  private readonly sharp: Sharp
  private readonly legs: Legs
  private readonly prices: Prices
  private readonly ahead: Direction
  private readonly back: Direction
  private readonly walks: { ahead: Walks; back: Walks }
  private readonly near: number[][]
  private readonly penalty: Float64Array
  private readonly options: ProofOptions
  private limit: number
  private bound: number
  private order: number[] | undefined
  private settled: Settled | undefined
  private labels = 0
  private readonly floor: Float64Array

  constructor({ day, must, price, bound }: Part, known: number, options: ProofOptions) {
    this.options = options
    this.limit = known
    this.bound = bound
    this.sharp = sharpen(day, must)
    this.legs = new Legs(this.sharp)
    this.penalty = day.penalty.map((value, i) => (must[i] ? Number.POSITIVE_INFINITY : value))
    this.prices = new Prices(this.penalty, 2, price)
    this.ahead = forwardOf(this.sharp.day)
    this.back = backwardOf(this.sharp.day)
    this.walks = {
      ahead: new Walks(this.sharp.day, this.legs, false),
      back: new Walks(this.sharp.day, this.legs, true),
    }
    this.near = nearOnes(this.sharp)
    this.floor = new Float64Array((day.n + 2) * day.size)
  }

  run(): Proof & { settled?: Settled } {
    this.settle(this.bound, true)
    const proven = !this.settled && this.funnel()
    if (proven) this.bound = this.limit
    return {
      proven,
      bound: Math.min(this.limit, Math.ceil(this.bound - EPSILON)),
      ...(this.order ? { order: this.order } : {}),
      labels: this.labels,
      ...(this.settled ? { settled: this.settled } : {}),
    }
  }

  /** Costs are whole, so a day that is any cheaper is cheaper by 1. */
  private get useless(): number {
    return this.limit - 1 + 2 * EPSILON
  }

  /**
   * Optional stops that a day below the limit must visit: leaving one out adds its penalty less its price to
   * the bound of the present prices. After walks also those that it cannot visit: no walk over them is
   * cheap enough.
   */
  private settle(bound: number, byWalks: boolean): void {
    const { sharp, prices, penalty, walks, useless } = this
    const { n, size } = sharp.day
    if (this.legs.counted) return
    const price = byWalks ? prices.best : prices.price
    const must = sharp.must.slice()
    const out = new Uint8Array(size)
    let base = 0
    for (let i = 1; i <= n; i++) base += price[i] as number
    if (byWalks) {
      walks.ahead.run(price)
      walks.back.run(price)
    }
    let changed = false
    for (let i = 1; i <= n; i++) {
      if (must[i]) continue
      if (bound + (penalty[i] as number) - (price[i] as number) >= useless) {
        must[i] = 1
        changed = true
      } else if (
        byWalks &&
        base + walks.ahead.least(i) + walks.back.least(i) + (price[i] as number) >= useless
      ) {
        out[i] = 1
        changed = true
      }
    }
    if (changed && (byWalks || 2 * optional(must) <= optional(sharp.must)))
      this.settled = { must, out, price: price.slice() }
  }

  /**
   * Ever finer bounds on ever fewer legs. Each stage first moves the prices by a few coarse passes, then
   * bounds the day from both ends, strikes the legs that no cheaper day can use, and tries to finish
   * exactly with as much work as the bounds have cost so far.
   */
  private funnel(): boolean {
    const { prices, legs, sharp } = this
    const span = sharp.day.end - sharp.day.begin
    const small = memoryOf(sharp.day.size, this.near, FEW)
    const large = memoryOf(sharp.day.size, this.near, MANY)
    let tried = 0
    for (let stage = 0; ; stage++) {
      const coarse = span * (GRAINS[Math.min(stage, GRAINS.length - 1)] as number)
      const fine = span * (GRAINS[Math.min(stage + 1, GRAINS.length - 1)] as number)
      prices.restart(STRIDE)
      for (let round = 0; round < (stage === 0 ? 1 : ROUNDS); round++) {
        const found = this.pass(false, small, coarse, undefined)
        if (!found.complete) return false
        if (!found.found) return true
        this.bound = Math.max(this.bound, found.cost)
        remember(found.walk, small, FEW_MOST)
        if (!prices.learn(found.cost, this.visits(found.walk), this.limit)) break
      }
      prices.price.set(prices.best)
      const ahead = this.pass(true, small, coarse, undefined)
      if (!ahead.complete) return false
      if (!ahead.found) return true
      const seen = new Uint8Array(legs.possible.length)
      const back = this.pass(false, large, fine, this.completion(true), { seen })
      if (!back.complete) return false
      if (!back.found) return true
      legs.restrict(seen)
      this.bound = Math.max(this.bound, back.cost)
      this.settle(back.cost, false)
      if (this.settled) return false
      remember(back.walk, large, MANY_MOST)
      if (sharp.day.n >= LONG_DAY && this.bound < HOPELESS * this.limit) return false

      const before = this.labels
      const budget = Math.max(GREED * (this.labels - tried), 1000)
      const exact = this.pass(true, undefined, 0, this.completion(false), { budget })
      tried += this.labels - before
      if (!exact.complete) continue
      if (exact.found) {
        this.order = exact.walk
        this.limit = Math.round(exact.cost)
      }
      return true
    }
  }

  private visits(walk: readonly number[]): Int32Array {
    const visits = new Int32Array(this.sharp.day.size)
    for (const node of walk) visits[node] = (visits[node] as number) + 1
    return visits
  }

  /** A pass from one end; without `memory` it is exact. */
  private pass(
    forward: boolean,
    memory: Int32Array | undefined,
    grain: number,
    rest: Completion | undefined,
    more: { seen?: Uint8Array; budget?: number } = {},
  ): PassResult {
    const store = forward ? buffers.forward : buffers.backward
    const { price } = this.prices
    const { size } = this.sharp.day
    const left = this.options.maxLabels - this.labels
    if (left <= 0 || this.options.over?.()) return GIVEN_UP
    if (!rest) {
      const opposite = forward ? this.walks.back : this.walks.ahead
      opposite.run(price)
      opposite.floor(price, this.floor)
    }
    const result = pass(store, {
      direction: forward ? this.ahead : this.back,
      legs: this.legs,
      price,
      memory: memory ?? new Int32Array(2 * size).fill(-1),
      ...(memory ? {} : { penalty: this.penalty }),
      grain,
      limit: this.useless,
      rest,
      floor: rest ? undefined : this.floor,
      ...(more.seen ? { seen: more.seen } : {}),
      maxLabels: Math.min(left, more.budget ?? left),
      over: this.options.over,
    })
    this.labels += store.count + (rest ? Math.round(rest.looks / LOOKS) : 0)
    return result
  }

  private completion(forward: boolean): Completion {
    const { n, size, begin, end, hasLunch } = this.sharp.day
    const { price } = this.prices
    let base = 0
    for (let i = 1; i <= n; i++) base += price[i] as number
    return new Completion(forward ? buffers.forward : buffers.backward, {
      n,
      size,
      counted: this.legs.counted,
      limit: this.useless,
      begin,
      end,
      hasLunch,
      prize: price,
      base,
    })
  }
}

/** How many stops of a day are none of the musts. */
function optional(must: Uint8Array): number {
  let count = 0
  for (let i = 1; i < must.length - 1; i++) if (!must[i]) count++
  return count
}
