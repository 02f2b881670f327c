import type { Labels } from './labels.ts'
import { sortByCost } from './sort-by-cost.ts'

/** Nodes that a label may stand at. */
const NODES = 65
/** Good labels of earlier layers that each node keeps, and how many each layer adds. */
const KEPT = 32
const ADDED = 8

/** Lets through the labels of a layer that no other makes needless. */
export class Sieve {
  queue = new Int32Array(0)
  readonly firstOf = new Int32Array(NODES + 1)
  readonly fill = new Int32Array(NODES + 1)
  readonly earlier = new Int32Array(NODES * KEPT)
  readonly earlierCount = new Int32Array(NODES)

  begin(): void {
    this.earlierCount.fill(0)
  }

  /**
   * The labels from index `layer` on by node and cost, without those that another of their node beats: no
   * dearer, no later, and remembering no more. Each is compared with the `compare` cheapest, and, if
   * `across`, with good ones of earlier layers.
   */
  sift(labels: Labels, layer: number, compare: number, across: boolean): Int32Array {
    const { cost, node } = labels
    const { firstOf, fill } = this
    const count = labels.count - layer
    if (this.queue.length < count) this.queue = new Int32Array(Math.max(1 << 12, 2 * count))
    const { queue } = this
    firstOf.fill(0)
    for (let at = layer; at < labels.count; at++)
      if (cost[at] !== Number.POSITIVE_INFINITY)
        firstOf[(node[at] as number) + 1] = (firstOf[(node[at] as number) + 1] as number) + 1
    for (let i = 1; i <= NODES; i++)
      firstOf[i] = (firstOf[i] as number) + (firstOf[i - 1] as number)
    fill.set(firstOf)
    for (let at = layer; at < labels.count; at++) {
      if (cost[at] === Number.POSITIVE_INFINITY) continue
      const group = node[at] as number
      queue[fill[group] as number] = at
      fill[group] = (fill[group] as number) + 1
    }
    let kept = 0
    for (let group = 0; group < NODES; group++) {
      const from = firstOf[group] as number
      const to = firstOf[group + 1] as number
      if (from === to) continue
      sortByCost(queue, cost, from, to - 1)
      const first = kept
      for (let q = from; q < to; q++) {
        const at = queue[q] as number
        const last = Math.min(kept, first + compare)
        if (
          beaten(labels, at, queue, first, last) ||
          (across && this.beatenBefore(labels, at, group))
        )
          cost[at] = Number.POSITIVE_INFINITY
        else queue[kept++] = at
      }
      if (across) this.remember(group, first, kept)
    }
    return queue.subarray(0, kept)
  }

  private beatenBefore(labels: Labels, at: number, group: number): boolean {
    const { earlier } = this
    const first = group * KEPT
    const last = first + (this.earlierCount[group] as number)
    const own = labels.cost[at] as number
    for (let o = first; o < last; o++)
      if (
        (labels.cost[earlier[o] as number] as number) <= own &&
        beaten(labels, at, earlier, o, o + 1)
      )
        return true
    return false
  }

  private remember(group: number, first: number, last: number): void {
    let count = this.earlierCount[group] as number
    for (let q = first; q < Math.min(last, first + ADDED) && count < KEPT; q++)
      this.earlier[group * KEPT + count++] = this.queue[q] as number
    this.earlierCount[group] = count
  }
}

/** Whether one of the labels list[first … last - 1], none dearer, is no later and remembers no more. */
export function beaten(
  labels: Labels,
  at: number,
  list: Int32Array,
  first: number,
  last: number,
): boolean {
  const low = labels.low[at] as number
  const high = labels.high[at] as number
  const before = labels.before[at] as number
  const after = labels.after[at] as number
  for (let o = first; o < last; o++) {
    const other = list[o] as number
    if (
      (labels.after[other] as number) <= after &&
      (labels.before[other] as number) <= before &&
      ((labels.low[other] as number) & ~low) === 0 &&
      ((labels.high[other] as number) & ~high) === 0
    )
      return true
  }
  return false
}
