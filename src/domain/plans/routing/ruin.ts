import type { DayModel } from './model.ts'
import type { Dice } from './random.ts'
import type { Route } from './route.ts'

/** One chance in so many that a fitting place is passed over, so that the same stops come back differently. */
const BLINK = 50

/**
 * Takes a few stops that lie together out of a route and puts them back where they cost least, also
 * those that were left out before (ruin and recreate by slack induction: Christiaens and Vanden Berghe,
 * Transportation Science 54, 2020). Mandatory stops come back first.
 */
export class Ruin {
  private readonly day: DayModel
  private readonly dice: Dice
  private readonly near: Int32Array
  private readonly out: number[] = []
  private readonly keys: Float64Array

  constructor(day: DayModel, dice: Dice) {
    this.day = day
    this.dice = dice
    this.near = nearest(day)
    this.keys = new Float64Array(day.size)
  }

  /** Changes `route`; it stays feasible. */
  step(route: Route): void {
    const day = this.day
    const dice = this.dice
    this.out.length = 0
    for (let i = 1; i <= day.n; i++) if ((route.position[i] as number) < 0) this.out.push(i)
    if (route.length > 0) this.remove(route, 1 + dice.roll(Math.min(route.length, 12)))
    this.putBack(route)
  }

  /** Puts in what fits, cheapest place for each, if it is worth its detour. */
  fill(route: Route): void {
    this.out.length = 0
    for (let i = 1; i <= this.day.n; i++) if ((route.position[i] as number) < 0) this.out.push(i)
    this.putBack(route)
  }

  /** Strings of neighbours in the route, around stops that are near a random one. */
  private remove(route: Route, wanted: number): void {
    const day = this.day
    const dice = this.dice
    const near = this.near
    const out = this.out
    const seed = 1 + dice.roll(day.n)
    let left = wanted
    for (let k = 0; k < day.n && left > 0; k++) {
      const node = near[(seed - 1) * day.n + k] as number
      const at = route.position[node] as number
      if (at < 1) continue
      const string = 1 + dice.roll(Math.min(left, route.length))
      const first = Math.max(1, Math.min(at - dice.roll(string), route.length - string + 1))
      for (let p = first; p < first + string; p++) {
        const gone = route.nodes[p] as number
        out.push(gone)
        route.position[gone] = -1
      }
      route.nodes.copyWithin(first, first + string, route.length + 1)
      route.length -= string
      for (let p = first; p <= route.length; p++) route.position[route.nodes[p] as number] = p
      left -= string
    }
    route.settle()
  }

  private putBack(route: Route): void {
    const day = this.day
    const dice = this.dice
    const out = this.out
    const keys = this.keys
    const by = dice.roll(4)
    for (const node of out)
      keys[node] = this.urgency(node, by) - 1e9 * (day.mandatory[node] as number)
    out.sort((a, b) => (keys[a] as number) - (keys[b] as number))
    for (const node of out) {
      let best = day.penalty[node] as number
      let place = -1
      for (let p = 0; p <= route.length; p++) {
        const detour = route.detour(node, p)
        if (detour >= best || dice.roll(BLINK) === 0 || !route.fits(node, p)) continue
        best = detour
        place = p
      }
      if (place >= 0) route.insert(node, place)
    }
  }

  private urgency(node: number, by: number): number {
    const day = this.day
    const dice = this.dice
    const from = day.windowFrom[day.firstWindow[node] as number] as number
    const to = day.windowTo[(day.firstWindow[node + 1] as number) - 1] as number
    if (by === 0) return dice.roll(1000)
    if (by === 1) return to - from
    if (by === 2) return to
    return -(day.travel[node] as number)
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
