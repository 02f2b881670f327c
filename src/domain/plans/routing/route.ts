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
    return this.forward() && this.backward()
  }

  private forward(): boolean {
    const { day, nodes, doneBefore, doneAfter, length } = this
    let before = day.hasLunch ? day.begin : NEVER
    let after = day.hasLunch ? NEVER : day.begin
    doneBefore[0] = before
    doneAfter[0] = after
    for (let p = 1; p <= length + 1; p++) {
      const from = nodes[p - 1] as number
      const to = nodes[p] as number
      const fed = afterLunch(day, before)
      after = doneAt(day, from, to, fed < after ? fed : after)
      before = doneAt(day, from, to, before)
      doneBefore[p] = before
      doneAfter[p] = after
    }
    return after < NEVER
  }

  private backward(): boolean {
    const { day, nodes, dueBefore, dueAfter, length } = this
    let before = -1
    let after = day.end
    dueBefore[length + 1] = before
    dueAfter[length + 1] = after
    for (let p = length; p >= 0; p--) {
      const from = nodes[p] as number
      const to = nodes[p + 1] as number
      before = leaveBy(day, from, to, before)
      after = leaveBy(day, from, to, after)
      if (day.hasLunch) {
        const lunch =
          after - day.lunchSeconds < day.lunchTo ? after - day.lunchSeconds : day.lunchTo
        if (lunch >= day.lunchFrom && lunch > before) before = lunch
      }
      dueBefore[p] = before
      dueAfter[p] = after
    }
    return day.hasLunch ? before >= day.begin : after >= day.begin
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

  insert(node: number, p: number): void {
    this.nodes.copyWithin(p + 2, p + 1, this.length + 1)
    this.nodes[p + 1] = node
    this.length++
    this.settle()
  }

  order(): number[] {
    return Array.from(this.nodes.subarray(1, this.length + 1))
  }
}
