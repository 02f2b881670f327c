import { type DayModel, NEVER } from './model.ts'
import type { Dice } from './random.ts'
import type { Route } from './route.ts'

/** Most stops that are taken out at a time. */
const MOST_OUT = 20

/**
 * Takes a few stops that lie together out of a route and puts them back where they cost least, also
 * those that were left out before (ruin and recreate by slack induction: Christiaens and Vanden Berghe,
 * Transportation Science 54, 2020). Mandatory stops come back first. One place in sixteen is passed
 * over, so that the same stops come back differently.
 */
export class Ruin {
  private readonly day: DayModel
  private readonly dice: Dice
  private readonly near: Int32Array
  private readonly opens: Int32Array
  private readonly closes: Int32Array
  private readonly out: Int32Array
  private outCount = 0
  readonly keys: Float64Array

  constructor(day: DayModel, dice: Dice) {
    const { n, size, firstWindow, windowFrom, windowTo } = day
    this.day = day
    this.dice = dice
    this.near = nearest(day)
    this.out = new Int32Array(size)
    this.keys = new Float64Array(size)
    this.opens = new Int32Array(size)
    this.closes = new Int32Array(size)
    for (let i = 1; i <= n; i++) {
      this.opens[i] = windowFrom[firstWindow[i] as number] as number
      this.closes[i] = windowTo[(firstWindow[i + 1] as number) - 1] as number
    }
  }

  /** Changes `route`, which stays feasible; false where it gave up, as it would cost `limit` or more. */
  step(route: Route, limit: number): boolean {
    this.collect(route)
    if (route.length > 0) this.remove(route, 1 + this.dice.roll(Math.min(route.length, MOST_OUT)))
    return this.putBack(route, limit)
  }

  /** Puts in what fits, cheapest place for each, if it is worth its detour. */
  fill(route: Route): void {
    this.collect(route)
    this.putBack(route, Number.POSITIVE_INFINITY)
  }

  private collect(route: Route): void {
    this.outCount = 0
    for (let i = 1; i <= this.day.n; i++)
      if ((route.position[i] as number) < 0) this.out[this.outCount++] = i
  }

  /** Strings of neighbours in the route, around stops that are near a random one. */
  private remove(route: Route, wanted: number): void {
    const day = this.day
    const dice = this.dice
    const near = this.near
    const seed = dice.roll(day.n)
    let left = wanted
    for (let k = 0; k < day.n && left > 0; k++) {
      const at = route.position[near[seed * day.n + k] as number] as number
      if (at < 1) continue
      const string = 1 + dice.roll(Math.min(left, route.length))
      const first = Math.max(1, Math.min(at - dice.roll(string), route.length - string + 1))
      for (let p = first; p < first + string; p++) {
        const gone = route.nodes[p] as number
        this.out[this.outCount++] = gone
        route.position[gone] = -1
      }
      route.nodes.copyWithin(first, first + string, route.length + 1)
      route.length -= string
      for (let p = first; p <= route.length; p++) route.position[route.nodes[p] as number] = p
      left -= string
    }
    route.settle()
  }

  private putBack(route: Route, limit: number): boolean {
    const day = this.day
    const dice = this.dice
    const out = this.out
    this.sort()
    // What the route costs at least once all are back in: nothing for those to come.
    let least = route.cost
    for (let i = 0; i < this.outCount; i++) least -= day.penalty[out[i] as number] as number
    for (let i = 0; i < this.outCount; i++) {
      const node = out[i] as number
      const penalty = day.penalty[node] as number
      const closes = this.closes[node] as number
      const opens = this.opens[node] as number
      let best = penalty
      let place = -1
      for (let p = 0; p <= route.length; p++) {
        const detour = route.detour(node, p)
        if (detour >= best || route.due(p + 1) < opens || dice.oneIn16()) continue
        if (route.done(p) > closes) break
        if (!route.fits(node, p)) continue
        best = detour
        place = p
      }
      least += best
      if (least >= limit) return false
      if (place >= 0) route.insert(node, place)
    }
    return true
  }

  /** Mandatory stops first, then by one of four rules. */
  private sort(): void {
    const { day, dice, out, keys, outCount } = this
    const rule = dice.roll(4)
    for (let i = 0; i < outCount; i++) {
      const node = out[i] as number
      let key = 0
      if (rule === 0) key = dice.roll(NEVER)
      else if (rule === 1) key = (this.closes[node] as number) - (this.opens[node] as number)
      else if (rule === 2) key = this.closes[node] as number
      else key = -(day.travel[node] as number)
      key += day.mandatory[node] ? 0 : 2 * NEVER
      let j = i - 1
      for (; j >= 0 && (keys[j] as number) > key; j--) {
        keys[j + 1] = keys[j] as number
        out[j + 1] = out[j] as number
      }
      keys[j + 1] = key
      out[j + 1] = node
    }
  }
}

/** For each stop all stops by travel there and back, itself first. */
function nearest(day: DayModel): Int32Array {
  const { n, size, travel } = day
  const found = new Int32Array(n * n)
  for (let a = 1; a <= n; a++) {
    const away = (b: number) =>
      a === b ? -1 : (travel[a * size + b] as number) + (travel[b * size + a] as number)
    const order = Array.from({ length: n }, (_, i) => i + 1).sort((b, c) => away(b) - away(c))
    found.set(order, (a - 1) * n)
  }
  return found
}
