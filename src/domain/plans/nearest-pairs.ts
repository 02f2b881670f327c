/** Which legs of a day are worth asking a map service about. */
import { distanceM, type Point } from '../geo.ts'

export type Pair = { readonly from: number; readonly to: number }

/**
 * Pairs of indexes, there and back, of each place with its `k` nearest others: a good way hardly ever takes
 * another leg. With `k` of all places these are all pairs. By `to`, then `from`.
 */
export function nearestPairs(points: readonly Point[], k: number): Pair[] {
  const n = points.length
  const wanted = new Set<number>()
  for (const [to, point] of points.entries()) {
    const others = points
      .map((other, from) => ({ from, metres: distanceM(point, other) }))
      .filter(({ from }) => from !== to)
      .toSorted((a, b) => a.metres - b.metres || a.from - b.from)
      .slice(0, k)
    for (const { from } of others) {
      wanted.add(to * n + from)
      wanted.add(from * n + to)
    }
  }
  return [...wanted]
    .toSorted((a, b) => a - b)
    .map((cell) => ({ to: Math.floor(cell / n), from: cell % n }))
}
