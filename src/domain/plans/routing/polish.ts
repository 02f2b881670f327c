import { afterLunch, doneAt } from './clock.ts'
import { type DayModel, NEVER } from './model.ts'
import type { Route } from './route.ts'

/** Near stops that each stop looks at. */
const NEIGHBOURS = 10

/**
 * Descends from a route to one that no exchange of two stretches next to each other, of any length (it
 * covers Or-opt), and no turning round of a stretch improves. Travel is compared first, in O(1); only a
 * move that saves travel has its times checked, over the stretch that changes, against the due times
 * of what follows.
 */
export class Polish {
  private readonly day: DayModel
  private readonly near: Int32Array
  private readonly width: number
  /** Travel from the start to each position, along the route and against it. */
  private readonly along: Int32Array
  private readonly against: Int32Array
  private readonly scratch: Int32Array
  private before = 0
  private after = 0

  constructor(day: DayModel) {
    this.day = day
    this.width = Math.min(NEIGHBOURS, day.n)
    this.near = successors(day, this.width)
    this.along = new Int32Array(day.size)
    this.against = new Int32Array(day.size)
    this.scratch = new Int32Array(day.size)
  }

  /** Whether anything was better. */
  improve(route: Route): boolean {
    let improved = false
    while (this.step(route)) improved = true
    return improved
  }

  private step(route: Route): boolean {
    this.measure(route)
    for (let p = 0; p < route.length; p++) {
      const a = route.nodes[p] as number
      const leg = this.leg(a, route.nodes[p + 1] as number)
      for (let k = 0; k < this.width; k++) {
        const b = this.near[a * this.width + k] as number
        const gain = leg - this.leg(a, b)
        if (gain <= 0) break
        const q = route.position[b] as number
        if (q < 0) continue
        if (q > p + 1 && (this.exchange(route, p, q, gain) || this.turn(route, p, q, gain)))
          return true
        if (q < p && this.exchangeBack(route, q, p, gain)) return true
      }
    }
    return false
  }

  private leg(a: number, b: number): number {
    return this.day.travel[a * this.day.size + b] as number
  }

  private measure({ nodes, length }: Route): void {
    let along = 0
    let against = 0
    for (let p = 0; p <= length; p++) {
      along += this.leg(nodes[p] as number, nodes[p + 1] as number)
      against += this.leg(nodes[p + 1] as number, nodes[p] as number)
      this.along[p + 1] = along
      this.against[p + 1] = against
    }
    this.along[0] = 0
    this.against[0] = 0
  }

  /** (p, q) and [q, r] change places, so that q follows p: for the best r that keeps the times. */
  private exchange(route: Route, p: number, q: number, gain: number): boolean {
    const { nodes, length } = route
    const first = nodes[p + 1] as number
    const lastOfFirst = nodes[q - 1] as number
    const saved = gain + this.leg(lastOfFirst, nodes[q] as number)
    this.startAt(route, p)
    let at = nodes[p] as number
    for (let r = q; r <= length; r++) {
      const end = nodes[r] as number
      const behind = nodes[r + 1] as number
      this.go(at, end)
      at = end
      if (this.isLate()) return false
      const sum =
        saved + this.leg(end, behind) - this.leg(end, first) - this.leg(lastOfFirst, behind)
      if (sum <= 0) continue
      const { before, after } = this
      if (this.follow(route, end, p + 1, q - 1) && this.meets(route, lastOfFirst, r + 1)) {
        this.scratch.set(nodes.subarray(p + 1, q))
        nodes.copyWithin(p + 1, q, r + 1)
        nodes.set(this.scratch.subarray(0, q - p - 1), p + 1 + r - q + 1)
        route.settle()
        return true
      }
      this.before = before
      this.after = after
    }
    return false
  }

  /** [q, r] and (r, p] change places, so that q follows p, behind which it had come before. */
  private exchangeBack(route: Route, q: number, p: number, gain: number): boolean {
    const { nodes } = route
    const beforeQ = nodes[q - 1] as number
    const b = nodes[q] as number
    const a = nodes[p] as number
    const behind = nodes[p + 1] as number
    const saved = gain + this.leg(beforeQ, b)
    for (let r = q; r < p; r++) {
      const end = nodes[r] as number
      const head = nodes[r + 1] as number
      const sum = saved + this.leg(end, head) - this.leg(beforeQ, head) - this.leg(end, behind)
      if (sum <= 0) continue
      this.startAt(route, q - 1)
      if (!this.follow(route, beforeQ, r + 1, p)) continue
      if (!this.follow(route, a, q, r)) continue
      if (!this.meets(route, end, p + 1)) continue
      this.scratch.set(nodes.subarray(q, r + 1))
      nodes.copyWithin(q, r + 1, p + 1)
      nodes.set(this.scratch.subarray(0, r - q + 1), q + p - r)
      route.settle()
      return true
    }
    return false
  }

  /** [p + 1, q] is turned round. */
  private turn(route: Route, p: number, q: number, gain: number): boolean {
    const { nodes } = route
    const first = nodes[p + 1] as number
    const behind = nodes[q + 1] as number
    const inside =
      (this.along[q] as number) -
      (this.along[p + 1] as number) -
      ((this.against[q] as number) - (this.against[p + 1] as number))
    const sum = gain + inside + this.leg(nodes[q] as number, behind) - this.leg(first, behind)
    if (sum <= 0) return false
    this.startAt(route, p)
    let at = nodes[p] as number
    for (let r = q; r > p; r--) {
      this.go(at, nodes[r] as number)
      at = nodes[r] as number
      if (this.isLate()) return false
    }
    if (!this.meets(route, first, q + 1)) return false
    nodes.subarray(p + 1, q + 1).reverse()
    route.settle()
    return true
  }

  private startAt(route: Route, p: number): void {
    this.before = route.doneBefore[p] as number
    this.after = route.doneAfter[p] as number
  }

  private go(from: number, to: number): void {
    const { day } = this
    const fed = afterLunch(day, this.before)
    this.after = doneAt(day, from, to, fed < this.after ? fed : this.after)
    this.before = doneAt(day, from, to, this.before)
  }

  private isLate(): boolean {
    return this.after >= NEVER && this.before >= NEVER
  }

  /** Goes on from `from` over positions p … q; false if that is too late. */
  private follow({ nodes }: Route, from: number, p: number, q: number): boolean {
    let at = from
    for (let r = p; r <= q; r++) {
      this.go(at, nodes[r] as number)
      at = nodes[r] as number
      if (this.isLate()) return false
    }
    return true
  }

  /** Whether going on from `from` to position p is in time for the rest. */
  private meets(route: Route, from: number, p: number): boolean {
    const { before, after } = this
    this.go(from, route.nodes[p] as number)
    const inTime =
      this.after <= (route.dueAfter[p] as number) || this.before <= (route.dueBefore[p] as number)
    this.before = before
    this.after = after
    return inTime
  }
}

/** For every node the stops that are nearest from it, nearest first. */
function successors({ n, size, travel }: DayModel, width: number): Int32Array {
  const lists = new Int32Array(size * width)
  for (let a = 0; a <= n; a++) {
    const others = Array.from({ length: n }, (_, i) => i + 1)
      .filter((b) => b !== a)
      .sort((b, c) => (travel[a * size + b] as number) - (travel[a * size + c] as number))
    lists.set(others.slice(0, width), a * width)
  }
  return lists
}
