/**
 * Partial days, one per index, in arrays that grow and are used again. `memory` (two words) are the stops
 * that may not be visited again; `before` and `after` the times at which the service begins if lunch has
 * not, or has, been taken.
 */
export class Labels {
  count = 0
  node = new Uint8Array(0)
  low = new Int32Array(0)
  high = new Int32Array(0)
  before = new Int32Array(0)
  after = new Int32Array(0)
  cost = new Float64Array(0)
  parent = new Int32Array(0)
  /** Next label with the same node and memory, -1 at the end. */
  next = new Int32Array(0)
  /** Index of the first label of each layer; one entry more than layers. */
  readonly layers: number[] = []
  /** Slots for (node, memory); an index below the current layer is an old one's. */
  slots = new Int32Array(1 << 12).fill(-1)

  /** Forgets everything but the empty day at `start`. */
  begin(start: number, before: number, after: number, cost: number): void {
    this.count = 0
    this.slots.fill(-1)
    this.ensure()
    this.add(start, 0, 0, before, after, cost, -1)
    this.layers.length = 0
    this.layers.push(0, 1)
  }

  private add(
    node: number,
    low: number,
    high: number,
    before: number,
    after: number,
    cost: number,
    parent: number,
  ): number {
    const at = this.count++
    this.node[at] = node
    this.low[at] = low
    this.high[at] = high
    this.before[at] = before
    this.after[at] = after
    this.cost[at] = cost
    this.parent[at] = parent
    this.next[at] = -1
    return at
  }

  /** Enters a label into the layer that begins at `layer`, unless another does as well; drops those that it beats. */
  keep(
    layer: number,
    node: number,
    low: number,
    high: number,
    before: number,
    after: number,
    cost: number,
    parent: number,
    grain: number,
  ): void {
    this.ensure()
    this.spread(layer)
    const slot = this.slot(node, low, high, layer)
    const found = this.slots[slot] as number
    const head = found < layer ? -1 : found
    let last = -1
    for (let other = head; other >= 0; other = this.next[other] as number) {
      const otherCost = this.cost[other] as number
      const otherBefore = this.before[other] as number
      const otherAfter = this.after[other] as number
      if (otherCost <= cost && otherAfter <= after && otherBefore <= before) return
      if (otherCost >= cost && otherAfter >= after && otherBefore >= before) {
        this.cost[other] = Number.POSITIVE_INFINITY
        // The head stays in its slot, so that the chain is still found.
        if (last >= 0) {
          this.next[last] = this.next[other] as number
          continue
        }
      } else if (
        grain > 0 &&
        otherCost < Number.POSITIVE_INFINITY &&
        Math.floor(otherAfter / grain) === Math.floor(after / grain) &&
        Math.floor(otherBefore / grain) === Math.floor(before / grain)
      ) {
        if (cost < otherCost) {
          this.cost[other] = cost
          this.parent[other] = parent
        }
        if (before < otherBefore) this.before[other] = before
        if (after < otherAfter) this.after[other] = after
        return
      }
      last = other
    }
    const at = this.add(node, low, high, before, after, cost, parent)
    if (head < 0) this.slots[slot] = at
    else {
      this.next[at] = this.next[head] as number
      this.next[head] = at
    }
  }

  /** Nodes from the start to a label; none for -1. */
  walkTo(label: number): number[] {
    const walk: number[] = []
    for (let at = label; at > 0; at = this.parent[at] as number) walk.push(this.node[at] as number)
    return walk.reverse()
  }

  /** Room for one more. */
  private ensure(): void {
    if (this.count < this.node.length) return
    const size = Math.max(1 << 12, this.node.length * 2)
    this.node = grown(this.node, new Uint8Array(size))
    this.low = grown(this.low, new Int32Array(size))
    this.high = grown(this.high, new Int32Array(size))
    this.before = grown(this.before, new Int32Array(size))
    this.after = grown(this.after, new Int32Array(size))
    this.cost = grown(this.cost, new Float64Array(size))
    this.parent = grown(this.parent, new Int32Array(size))
    this.next = grown(this.next, new Int32Array(size))
  }

  /**
   * The slot of a node and memory in the layer that begins at `layer`: where its first label stands, or an
   * empty one.
   */
  private slot(node: number, low: number, high: number, layer: number): number {
    const { slots } = this
    const mask = slots.length - 1
    let hash =
      Math.imul(low ^ Math.imul(node, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(high, 0xc2b2ae35)
    hash ^= hash >>> 15
    hash = Math.imul(hash, 0x27d4eb2d)
    for (let at = (hash ^ (hash >>> 13)) & mask; ; at = (at + 1) & mask) {
      const first = slots[at] as number
      if (first < layer) return at
      if (this.low[first] === low && this.high[first] === high && this.node[first] === node)
        return at
    }
  }

  /** Doubles the slots when the layer that begins at `layer` fills them; heads are entered again. */
  private spread(layer: number): void {
    const old = this.slots
    if ((this.count - layer) * 2 < old.length) return
    this.slots = new Int32Array(old.length * 2).fill(-1)
    for (const first of old) {
      if (first < layer) continue
      this.slots[
        this.slot(
          this.node[first] as number,
          this.low[first] as number,
          this.high[first] as number,
          layer,
        )
      ] = first
    }
  }
}

function grown<A extends Uint8Array | Int32Array | Float64Array>(from: A, to: A): A {
  to.set(from)
  return to
}
