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
  private queue = new Int32Array(0)
  readonly firstOfNode = new Int32Array(66)

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

  /**
   * The labels of the last layer by node and cost, without those that one of the `compare` cheapest of its
   * node beats: no later, and remembering no more.
   */
  sift(layer: number, compare: number): Int32Array {
    const count = this.count - layer
    if (this.queue.length < count) this.queue = new Int32Array(Math.max(1 << 12, 2 * count))
    const { queue, firstOfNode: first } = this
    first.fill(0)
    for (let at = layer; at < this.count; at++)
      if (this.cost[at] !== Number.POSITIVE_INFINITY)
        first[(this.node[at] as number) + 1] = (first[(this.node[at] as number) + 1] as number) + 1
    for (let i = 1; i < 66; i++) first[i] = (first[i] as number) + (first[i - 1] as number)
    const fill = first.slice()
    for (let at = layer; at < this.count; at++) {
      if (this.cost[at] === Number.POSITIVE_INFINITY) continue
      const node = this.node[at] as number
      queue[fill[node] as number] = at
      fill[node] = (fill[node] as number) + 1
    }
    let kept = 0
    for (let node = 0; node < 65; node++) {
      const from = first[node] as number
      const to = first[node + 1] as number
      if (from === to) continue
      sortByCost(queue, this.cost, from, to - 1)
      const begin = kept
      for (let q = from; q < to; q++) {
        const at = queue[q] as number
        const low = this.low[at] as number
        const high = this.high[at] as number
        const before = this.before[at] as number
        const after = this.after[at] as number
        const last = Math.min(kept, begin + compare)
        let beaten = false
        for (let o = begin; o < last; o++) {
          const other = queue[o] as number
          if (
            (this.after[other] as number) <= after &&
            (this.before[other] as number) <= before &&
            ((this.low[other] as number) & ~low) === 0 &&
            ((this.high[other] as number) & ~high) === 0
          ) {
            beaten = true
            break
          }
        }
        if (beaten) this.cost[at] = Number.POSITIVE_INFINITY
        else queue[kept++] = at
      }
    }
    return queue.subarray(0, kept)
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

/** Sorts indices first … last by their cost. */
export function sortByCost(
  index: Int32Array,
  cost: Float64Array,
  first: number,
  last: number,
): void {
  let from = first
  let to = last
  while (to - from > 12) {
    const pivot = cost[index[(from + to) >> 1] as number] as number
    let i = from
    let j = to
    while (i <= j) {
      while ((cost[index[i] as number] as number) < pivot) i++
      while ((cost[index[j] as number] as number) > pivot) j--
      if (i <= j) {
        const kept = index[i] as number
        index[i++] = index[j] as number
        index[j--] = kept
      }
    }
    if (j - from < to - i) {
      sortByCost(index, cost, from, j)
      from = i
    } else {
      sortByCost(index, cost, i, to)
      to = j
    }
  }
  for (let i = from + 1; i <= to; i++) {
    const moved = index[i] as number
    const value = cost[moved] as number
    let j = i - 1
    while (j >= from && (cost[index[j] as number] as number) > value) {
      index[j + 1] = index[j] as number
      j--
    }
    index[j + 1] = moved
  }
}
