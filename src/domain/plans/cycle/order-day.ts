/** Improvements smaller than this are rounding, and chasing them could go on for ever. */
const EPSILON = 1e-6

/**
 * Shortens the order of one day, `nodes` without the depot, by turning stretches round and by moving
 * up to three neighbours elsewhere, until neither helps. `travel` has `size` columns; `depot` is both
 * ends.
 */
export function shortenOrder(
  nodes: readonly number[],
  travel: Int32Array,
  size: number,
  depot: number,
): number[] {
  const order = [depot, ...nodes, depot]
  const leg = (a: number, b: number) =>
    travel[(order[a] as number) * size + (order[b] as number)] as number
  const last = order.length - 1
  for (let improved = true; improved; ) {
    improved = turnStretches(order, leg, last) || moveStretches(order, leg, last)
  }
  return order.slice(1, -1)
}

type Leg = (a: number, b: number) => number

function turnStretches(order: number[], leg: Leg, last: number): boolean {
  for (let i = 1; i < last - 1; i++) {
    let forth = 0
    let back = 0
    for (let j = i + 1; j < last; j++) {
      forth += leg(j - 1, j)
      back += leg(j, j - 1)
      const now = leg(i - 1, i) + forth + leg(j, j + 1)
      const turned = leg(i - 1, j) + back + leg(i, j + 1)
      if (turned >= now - EPSILON) continue
      order.splice(i, j - i + 1, ...order.slice(i, j + 1).reverse())
      return true
    }
  }
  return false
}

function moveStretches(order: number[], leg: Leg, last: number): boolean {
  for (let length = 1; length <= 3; length++) {
    for (let i = 1; i + length <= last; i++) {
      const end = i + length - 1
      const saved = leg(i - 1, i) + leg(end, end + 1) - leg(i - 1, end + 1)
      if (saved <= EPSILON) continue
      for (let to = 0; to < last; to++) {
        if (to >= i - 1 && to <= end) continue
        if (leg(to, i) + leg(end, to + 1) - leg(to, to + 1) >= saved - EPSILON) continue
        const stretch = order.splice(i, length)
        order.splice(to < i ? to + 1 : to + 1 - length, 0, ...stretch)
        return true
      }
    }
  }
  return false
}
