import { afterLunch, doneAt, leaveBy } from './clock.ts'
import { type DayModel, NEVER } from './model.ts'

/**
 * An order of stops that keeps all times, with the arrays that say in O(1) whether a stop can come in:
 * `doneBefore/doneAfter` forward, `dueBefore/dueAfter` backward (see clock.ts), by position. Position 0 is
 * the start, `length + 1` the finish. Stops that are not in it cost their penalty.
 */
export class Route {
  readonly day: DayModel
  readonly nodes: Int32Array
  /** Position of each node, -1 for those left out. */
  readonly position: Int32Array
  length = 0
  cost = 0
  readonly doneBefore: Int32Array
  readonly doneAfter: Int32Array
  readonly dueBefore: Int32Array
  readonly dueAfter: Int32Array

  constructor(day: DayModel) {
    this.day = day
    this.nodes = new Int32Array(day.size)
    this.position = new Int32Array(day.size)
    this.doneBefore = new Int32Array(day.size)
    this.doneAfter = new Int32Array(day.size)
    this.dueBefore = new Int32Array(day.size)
    this.dueAfter = new Int32Array(day.size)
    this.clear()
  }

  clear(): void {
    this.length = 0
    this.nodes[0] = 0
    this.position.fill(-1)
    this.settle()
  }

  copy(other: Route): void {
    this.length = other.length
    this.cost = other.cost
    this.nodes.set(other.nodes)
    this.position.set(other.position)
    this.doneBefore.set(other.doneBefore)
    this.doneAfter.set(other.doneAfter)
    this.dueBefore.set(other.dueBefore)
    this.dueAfter.set(other.dueAfter)
  }

  /** Takes `order` (nodes) as it stands; false, and unchanged times, if it breaks a window. */
  set(order: ArrayLike<number>): boolean {
    this.position.fill(-1)
    this.length = order.length
    this.nodes[0] = 0
    for (let i = 0; i < order.length; i++) this.nodes[i + 1] = order[i] as number
    return this.settle()
  }

  /** Works everything out again after a change of `nodes` and `length`. */
  settle(): boolean {
    const { day, nodes, position, length } = this
    nodes[length + 1] = day.n + 1
    let cost = 0
    for (let i = 1; i <= day.n; i++) cost += day.penalty[i] as number
    for (let p = 0; p <= length; p++) {
      const node = nodes[p] as number
      position[node] = p
      if (p > 0) cost -= day.penalty[node] as number
      cost += day.travel[node * day.size + (nodes[p + 1] as number)] as number
    }
    position[0] = 0
    position[day.n + 1] = length + 1
    this.cost = cost
    this.doneBefore[0] = day.hasLunch ? day.begin : NEVER
    this.doneAfter[0] = day.hasLunch ? NEVER : day.begin
    this.dueBefore[length + 1] = -1
    this.dueAfter[length + 1] = day.end
    this.forward(1, length + 1)
    this.backward(length, 0)
    return (this.doneAfter[length + 1] as number) <= day.end
  }

  /** Forward times from position `first` on; behind `sure` it stops where nothing changes. */
  private forward(first: number, sure: number): void {
    const { day, nodes, doneBefore, doneAfter, length } = this
    for (let p = first; p <= length + 1; p++) {
      const from = nodes[p - 1] as number
      const to = nodes[p] as number
      const free = doneBefore[p - 1] as number
      let after = doneAfter[p - 1] as number
      if (day.hasLunch) {
        const fed = afterLunch(day, free)
        if (fed < after) after = fed
        const before = doneAt(day, from, to, free)
        after = doneAt(day, from, to, after)
        if (p > sure && doneBefore[p] === before && doneAfter[p] === after) return
        doneBefore[p] = before
      } else {
        after = doneAt(day, from, to, after)
        if (p > sure && doneAfter[p] === after) return
        doneBefore[p] = NEVER
      }
      doneAfter[p] = after
    }
  }

  /** Backward times from position `first` down to the start; before `sure` it stops where nothing changes. */
  private backward(first: number, sure: number): void {
    const { day, nodes, dueBefore, dueAfter } = this
    for (let p = first; p >= 0; p--) {
      const from = nodes[p] as number
      const to = nodes[p + 1] as number
      const after = leaveBy(day, from, to, dueAfter[p + 1] as number)
      let before = -1
      if (day.hasLunch) {
        before = leaveBy(day, from, to, dueBefore[p + 1] as number)
        const lunch =
          after - day.lunchSeconds < day.lunchTo ? after - day.lunchSeconds : day.lunchTo
        if (lunch >= day.lunchFrom && lunch > before) before = lunch
      }
      if (p < sure && dueAfter[p] === after && dueBefore[p] === before) return
      dueBefore[p] = before
      dueAfter[p] = after
    }
  }

  /** The earliest that the rep can be done at position p. */
  done(p: number): number {
    const before = this.doneBefore[p] as number
    const after = this.doneAfter[p] as number
    return before < after ? before : after
  }

  /** The latest that the rep may be done at position p. */
  due(p: number): number {
    const before = this.dueBefore[p] as number
    const after = this.dueAfter[p] as number
    return before > after ? before : after
  }

  get feasible(): boolean {
    return (this.doneAfter[this.length + 1] as number) < NEVER
  }

  /** Whether the stop can be put behind position `p` without breaking anything. */
  fits(node: number, p: number): boolean {
    const { day } = this
    const from = this.nodes[p] as number
    const to = this.nodes[p + 1] as number
    const free = this.doneBefore[p] as number
    const fed = afterLunch(day, free)
    const full = this.doneAfter[p] as number
    let after = doneAt(day, from, node, fed < full ? fed : full)
    const before = doneAt(day, from, node, free)
    const fedHere = afterLunch(day, before)
    after = doneAt(day, node, to, fedHere < after ? fedHere : after)
    if (after <= (this.dueAfter[p + 1] as number)) return true
    return doneAt(day, node, to, before) <= (this.dueBefore[p + 1] as number)
  }

  /** Extra travel of putting the stop behind position `p`. */
  detour(node: number, p: number): number {
    const { travel, size } = this.day
    const from = (this.nodes[p] as number) * size
    const to = this.nodes[p + 1] as number
    return (
      (travel[from + node] as number) +
      (travel[node * size + to] as number) -
      (travel[from + to] as number)
    )
  }

  /** Puts the stop behind position `p`, where it fits, and brings the times up to date as far as they change. */
  insert(node: number, p: number): void {
    const { day, nodes, position, length } = this
    this.cost += this.detour(node, p) - (day.penalty[node] as number)
    nodes.copyWithin(p + 2, p + 1, length + 2)
    this.doneBefore.copyWithin(p + 2, p + 1, length + 2)
    this.doneAfter.copyWithin(p + 2, p + 1, length + 2)
    this.dueBefore.copyWithin(p + 2, p + 1, length + 2)
    this.dueAfter.copyWithin(p + 2, p + 1, length + 2)
    nodes[p + 1] = node
    this.length = length + 1
    for (let q = p + 1; q <= length + 2; q++) position[nodes[q] as number] = q
    this.forward(p + 1, p + 1)
    this.backward(p + 1, p + 1)
  }

  order(): number[] {
    return Array.from(this.nodes.subarray(1, this.length + 1))
  }
}
