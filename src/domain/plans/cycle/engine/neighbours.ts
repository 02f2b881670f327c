import type { ToursProblem } from './tours.ts'

/** The nearest customers of each customer, the nearest first. */
export type Neighbours = {
  ids: Int16Array
  /** Neighbours stored for each customer. */
  width: number
  /** How many of them are looked at when a place is sought; at most `width`. */
  reach: number
}

/**
 * The `wanted` nearest of each; ties by number. Customers without a place have no neighbours and are
 * nobody's.
 */
export function neighboursOf(problem: ToursProblem, wanted: number): Neighbours {
  const { customers, vehicles, travel, loose } = problem
  const nodes = customers + vehicles
  const placed: number[] = []
  for (let c = 0; c < customers; c++) if (loose[c] !== 1) placed.push(c)
  const width = Math.max(0, Math.min(wanted, placed.length - 1))
  const ids = new Int16Array(customers * width)
  const keys = new Float64Array(Math.max(0, placed.length - 1))
  for (const c of placed) {
    let k = 0
    for (const other of placed) {
      // The number goes into the lowest digits, so that one sort of plain numbers does it all.
      if (other !== c) keys[k++] = (travel[c * nodes + other] as number) * 32768 + other
    }
    keys.sort()
    for (let i = 0; i < width; i++) ids[c * width + i] = (keys[i] as number) % 32768
  }
  return { ids, width, reach: width }
}
