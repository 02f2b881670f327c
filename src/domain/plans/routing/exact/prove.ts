import type { DayModel } from '../model.ts'
import { Completion } from './completion.ts'
import { backwardOf, type Direction, forwardOf } from './direction.ts'
import { Labels } from './labels.ts'
import { Legs } from './legs.ts'
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

/** Stops that the two words of a label's memory can hold. */
export const MOST_STOPS = 62
const WALK_ROUNDS = 40
/** Passes per stage that move the prices, for short and for longer days. */
const SHORT_DAY = 16
const SHORT_ROUNDS = 2
const LONG_ROUNDS = 4
/** Parts of the day within which labels become one, stage by stage. */
const GRAINS: readonly number[] = [0.2, 0.1, 0.05, 0.02, 0.01, 0]
/** Near stops that a label knows of in the coarse and in the fine passes: at first, and at most. */
const FEW = 4
const FEW_MOST = 7
const MANY = 7
const MANY_MOST = 9
/** An exact attempt may cost this much of what the bounds have cost since the last one. */
const GREED = 1

/** The buffers outlive a proof: a worker solves one day after another. */
const buffers = { forward: new Labels(), backward: new Labels() }

/**
 * Proves that no day that serves every stop of `must` costs less than `known`, or finds a cheaper one.
 * See docs/routing.md for the method.
 */
export function prove(
  day: DayModel,
  must: Uint8Array,
  known: number,
  options: ProofOptions,
): Proof {
  return new Prover(day, must, known, options).run()
}

class Prover {
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
  private bound = Number.NEGATIVE_INFINITY
  private order: number[] | undefined
  private labels = 0
  private readonly floor: Float64Array

  constructor(day: DayModel, must: Uint8Array, known: number, options: ProofOptions) {
    this.options = options
    this.limit = known
    this.sharp = sharpen(day, must)
    this.legs = new Legs(this.sharp)
    this.penalty = day.penalty.map((value, i) => (must[i] ? Number.POSITIVE_INFINITY : value))
    this.prices = new Prices(this.penalty, 2)
    this.ahead = forwardOf(this.sharp.day)
    this.back = backwardOf(this.sharp.day)
    this.walks = {
      ahead: new Walks(this.sharp.day, this.legs, false),
      back: new Walks(this.sharp.day, this.legs, true),
    }
    this.near = nearOnes(this.sharp)
    this.floor = new Float64Array((day.n + 2) * day.size)
  }

  run(): Proof {
    this.walkPrices()
    const proven = this.bound > this.limit - 1 + EPSILON || this.funnel()
    if (proven) this.bound = this.limit
    return {
      proven,
      bound: Math.min(this.limit, Math.ceil(this.bound - EPSILON)),
      ...(this.order ? { order: this.order } : {}),
      labels: this.labels,
    }
  }

  /** Costs are whole, so a day that is any cheaper is cheaper by 1. */
  private get useless(): number {
    return this.limit - 1 + 2 * EPSILON
  }

  private walkPrices(): void {
    const { prices, walks } = this
    for (let round = 0; round < WALK_ROUNDS; round++) {
      const bound = walks.ahead.run(prices.price)
      const moved = prices.learn(bound, walks.ahead.visits, this.limit)
      if (prices.bound > this.useless || !moved) break
    }
    this.bound = Math.max(this.bound, prices.bound)
  }

  /**
   * Ever finer bounds on ever fewer legs. Each stage first moves the prices by a few coarse passes, then
   * bounds the day from both ends, strikes the legs that no cheaper day can use, and tries to finish
   * exactly with as much work as the bounds have cost so far.
   */
  private funnel(): boolean {
    const { prices, legs, sharp } = this
    const span = sharp.day.end - sharp.day.begin
    const small = this.memoryOf(FEW)
    const large = this.memoryOf(MANY)
    const rounds = sharp.day.n <= SHORT_DAY ? SHORT_ROUNDS : LONG_ROUNDS
    let tried = 0
    for (let stage = 0; ; stage++) {
      const coarse = span * (GRAINS[Math.min(stage, GRAINS.length - 1)] as number)
      const fine = span * (GRAINS[Math.min(stage + 1, GRAINS.length - 1)] as number)
      prices.restart(1)
      for (let round = 0; round < rounds; round++) {
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
      remember(back.walk, large, MANY_MOST)

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
    this.labels += store.count
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
      mirror: begin + end,
      hasLunch,
      prize: price,
      base,
    })
  }

  private memoryOf(count: number): Int32Array {
    const { size } = this.sharp.day
    const memory = new Int32Array(2 * size)
    for (let i = 0; i < size; i++)
      for (const other of (this.near[i] ?? []).slice(0, count)) know(memory, i, other)
    return memory
  }
}

/** Stops on the way between two visits of the same one know it from now on, as far as they have room. */
function remember(walk: readonly number[], memory: Int32Array, most: number): void {
  const lastSeen = new Map<number, number>()
  for (const [i, node] of walk.entries()) {
    const seen = lastSeen.get(node)
    if (seen !== undefined)
      for (const between of walk.slice(seen + 1, i))
        if (held(memory, between) < most) know(memory, between, node)
    lastSeen.set(node, i)
  }
}

function know(memory: Int32Array, at: number, node: number): void {
  const word = 2 * at + (node >> 5)
  memory[word] = (memory[word] as number) | (1 << (node & 31))
}

function held(memory: Int32Array, at: number): number {
  return bits(memory[2 * at] as number) + bits(memory[2 * at + 1] as number)
}

function bits(word: number): number {
  let count = 0
  for (let left = word; left !== 0; left &= left - 1) count++
  return count
}

/** For each stop itself and those from which one can come back to it, nearest first. */
function nearOnes({ day: { n, size, travel }, arc }: Sharp): number[][] {
  return Array.from({ length: size }, (_, a) => {
    if (a === 0 || a > n) return []
    const away = (b: number) =>
      a === b ? -1 : (travel[a * size + b] as number) + (travel[b * size + a] as number)
    return Array.from({ length: n }, (_, i) => i + 1)
      .filter((b) => a === b || (arc[a * size + b] && arc[b * size + a]))
      .sort((b, c) => away(b) - away(c))
  })
}
