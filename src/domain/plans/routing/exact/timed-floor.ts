import { NEVER } from '../model.ts'
import { type Direction, extend, extendWithLunch } from './direction.ts'
import { firstBegin, type Sharp } from './sharpen.ts'

/** Parts that the day is cut into, at most; with fewer than the least, time says too little. */
const PARTS = 96
const LEAST_PARTS = 8
const MOST_PARTS = 2048

/** Used again by every day: a worker solves one after another. */
const ways = { to: new Int32Array(0), stop: new Uint8Array(0) }

/**
 * What the rest of a day costs at least when the service at a stop begins at a time: walks through the parts
 * of the day that forget where they have been, but for the stop before (state-space relaxation:
 * Christofides, Mingozzi and Toth 1981). Each visit earns its price. One look into a table answers.
 *
 * A cell is a stop in a part of the day, lunch taken or not; a time counts as the earliest in its part, so that the
 * least is never too high.
 */
export class TimedFloor {
  private readonly d: Direction
  readonly sharp: Sharp
  private readonly grain: number
  private readonly parts: number
  /** At (fed × parts + part) × size + node: least cost, and the next stop of it; then with another next stop. */
  private cost = new Float64Array(0)
  other = new Float64Array(0)
  next = new Int32Array(0)
  otherNext = new Int32Array(0)
  /** The cell to read instead: that of a later part in which the service cannot begin earlier either. */
  private same = new Int32Array(0)
  /** Ways on from a cell: the cells that they lead to, -1 the finish, and the stops. */
  private firstWay = new Int32Array(0)
  wayTo = ways.to
  wayStop = ways.stop
  /** Least cost behind each stop at any time. */
  readonly least: Float64Array
  /** How often the best walk visits each stop. */
  readonly visits: Int32Array

  constructor(d: Direction, sharp: Sharp) {
    const { n, size, begin, end } = d.day
    this.d = d
    this.sharp = sharp
    let step = Math.max(1, Math.ceil((end - begin + 1) / PARTS))
    // A leg must lead into a later part, or the order of the parts would go round in circles.
    for (let a = 1; a <= n; a++)
      for (let b = 1; b <= n; b++)
        if (sharp.arc[a * size + b])
          step = Math.min(
            step,
            (d.first[a * size + b] as number) + (d.second[a * size + b] as number),
          )
    this.grain = step
    const parts = step > 0 ? Math.floor((end - begin) / step) + 1 : 0
    this.parts = parts > MOST_PARTS || parts < LEAST_PARTS ? 0 : parts
    this.visits = new Int32Array(size)
    this.least = new Float64Array(size)
    if (this.usable) this.prepare()
  }

  /** False where legs are so short, or the day, that a table is of no use. */
  get usable(): boolean {
    return this.parts > 0
  }

  /** Least cost behind a stop, service begun at `before` without lunch, or at `after` with it. */
  rest(node: number, before: number, after: number): number {
    const { size } = this.d.day
    let least = Number.POSITIVE_INFINITY
    if (after < NEVER) least = this.cost[this.part(1, after) * size + node] as number
    if (before < NEVER) {
      const unfed = this.cost[this.part(0, before) * size + node] as number
      if (unfed < least) least = unfed
    }
    return least
  }

  private part(fed: number, time: number): number {
    return fed * this.parts + (((time - this.d.day.begin) / this.grain) | 0)
  }

  /** Where the ways lead does not depend on the prices: found once. */
  private prepare(): void {
    const { d, parts, grain } = this
    const { n, size, begin, hasLunch, windowFrom, windowTo, firstWindow } = d.day
    const cells = 2 * parts * size
    this.cost = new Float64Array(cells).fill(Number.POSITIVE_INFINITY)
    this.other = new Float64Array(cells).fill(Number.POSITIVE_INFINITY)
    this.next = new Int32Array(cells).fill(-1)
    this.otherNext = new Int32Array(cells).fill(-1)
    this.same = new Int32Array(cells).fill(-1)
    this.firstWay = new Int32Array(cells + 1)
    const most = 3 * parts * size * size
    if (ways.to.length < most) {
      ways.to = new Int32Array(most)
      ways.stop = new Uint8Array(most)
    }
    this.wayTo = ways.to
    this.wayStop = ways.stop
    let count = 0
    let cell = 0
    for (let fed = 0; fed <= 1; fed++) {
      for (let part = 0; part < parts; part++) {
        const from = begin + part * grain
        for (let node = 0; node < size; node++, cell++) {
          this.firstWay[cell] = count
          if (node < 1 || node > n || (fed === 0 && !hasLunch)) continue
          let time = NEVER
          const last = firstWindow[node + 1] as number
          for (let k = firstWindow[node] as number; k < last; k++) {
            if (from > (windowTo[k] as number)) continue
            const opens = windowFrom[k] as number
            time = from > opens ? from : opens
            break
          }
          if (time >= NEVER) continue
          if (time >= from + grain) this.same[cell] = this.part(fed, time) * size + node
          else count = this.ways(fed, node, time, count)
        }
      }
    }
    this.firstWay[cells] = count
  }

  private ways(fed: number, node: number, time: number, from: number): number {
    const { d, sharp, wayTo, wayStop, parts, grain } = this
    const { n, size, begin } = d.day
    const { arc } = sharp
    let count = from
    for (let b = 1; b <= n + 1; b++) {
      if (arc[node * size + b] === 0) continue
      if (fed === 1 || b <= n) {
        const straight = extend(d, node, b, time)
        if (straight < NEVER) {
          const part = fed * parts + (((straight - begin) / grain) | 0)
          wayTo[count] = b > n ? -1 : part * size + b
          wayStop[count++] = b
        }
      }
      if (fed === 1) continue
      const eaten = extendWithLunch(d, node, b, time)
      if (eaten >= NEVER) continue
      wayTo[count] = b > n ? -1 : (parts + (((eaten - begin) / grain) | 0)) * size + b
      wayStop[count++] = b
    }
    return count
  }

  /** Fills the table; least cost of a whole day without what the prices sum up to. */
  run(price: Float64Array): number {
    const { n, size, hasLunch } = this.d.day
    for (let part = this.parts - 1; part >= 0; part--) {
      for (let node = 1; node <= n; node++) {
        this.fill((this.parts + part) * size + node, node, price)
        if (hasLunch) this.fill(part * size + node, node, price)
      }
    }
    for (let node = 1; node <= n; node++) {
      const soonest = this.part(0, firstBegin(this.d.day, node)) * size + node
      const fed = this.parts * size + soonest
      this.least[node] = Math.min(this.cost[soonest] as number, this.cost[fed] as number)
    }
    return this.whole(price)
  }

  private fill(cell: number, node: number, price: Float64Array): void {
    const { cost, other, next, otherNext, same, firstWay, wayTo, wayStop } = this
    const { size } = this.d.day
    const alike = same[cell] as number
    if (alike >= 0) {
      cost[cell] = cost[alike] as number
      other[cell] = other[alike] as number
      next[cell] = next[alike] as number
      otherNext[cell] = otherNext[alike] as number
      return
    }
    let best = Number.POSITIVE_INFINITY
    let second = Number.POSITIVE_INFINITY
    let bestTo = -1
    let secondTo = -1
    const last = firstWay[cell + 1] as number
    for (let way = firstWay[cell] as number; way < last; way++) {
      const to = wayTo[way] as number
      const stop = wayStop[way] as number
      let sum = (this.d.travel[node * size + stop] as number) - (price[stop] as number)
      if (to >= 0) sum += (next[to] === node ? other[to] : cost[to]) as number
      if (sum < best) {
        if (stop !== bestTo) {
          second = best
          secondTo = bestTo
        }
        best = sum
        bestTo = stop
      } else if (sum < second && stop !== bestTo) {
        second = sum
        secondTo = stop
      }
    }
    cost[cell] = best
    next[cell] = bestTo
    other[cell] = second
    otherNext[cell] = secondTo
  }

  private whole(price: Float64Array): number {
    const { d, sharp, visits } = this
    const { n, size, begin, hasLunch } = d.day
    let best = Number.POSITIVE_INFINITY
    let cell = -1
    for (let b = 1; b <= n + 1; b++) {
      if (!sharp.arc[b]) continue
      const leg = (d.travel[b] as number) - (price[b] as number)
      const fedAt = hasLunch ? extendWithLunch(d, 0, b, begin) : extend(d, 0, b, begin)
      const unfedAt = hasLunch ? extend(d, 0, b, begin) : NEVER
      if (b > n) {
        if (fedAt < NEVER && leg < best) {
          best = leg
          cell = -1
        }
        continue
      }
      for (const [fed, time] of [
        [0, unfedAt],
        [1, fedAt],
      ] as const) {
        if (time >= NEVER) continue
        const at = this.part(fed, time) * size + b
        const sum = leg + (this.cost[at] as number)
        if (sum >= best) continue
        best = sum
        cell = at
      }
    }
    visits.fill(0)
    if (cell >= 0) this.count(cell)
    return best
  }

  /** Follows the best walk from a cell. */
  private count(first: number): void {
    const { visits, cost, other, next, otherNext, same, firstWay, wayTo, wayStop, d } = this
    const { n, size } = d.day
    let cell = first
    let from = 0
    while (cell >= 0) {
      const node = cell % size
      visits[node] = (visits[node] as number) + 1
      const stop = (next[cell] === from ? otherNext[cell] : next[cell]) as number
      if (stop < 1 || stop > n) return
      if ((same[cell] as number) >= 0) cell = same[cell] as number
      // Two ways lead to the same stop, with lunch and without: the cheaper one is meant.
      let to = -1
      let least = Number.POSITIVE_INFINITY
      for (let way = firstWay[cell] as number; way < (firstWay[cell + 1] as number); way++) {
        if (wayStop[way] !== stop) continue
        const there = wayTo[way] as number
        const value = (next[there] === node ? other[there] : cost[there]) as number
        if (value >= least) continue
        least = value
        to = there
      }
      from = node
      cell = to
    }
  }
}
