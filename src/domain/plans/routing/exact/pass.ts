import { NEVER } from '../model.ts'
import type { Completion } from './completion.ts'
import { type Direction, extend, extendWithLunch } from './direction.ts'
import type { Labels } from './labels.ts'
import type { Legs } from './legs.ts'
import { Sieve } from './sieve.ts'

export type PassInput = {
  direction: Direction
  legs: Legs
  /** What a visit of each stop earns. */
  price: Float64Array
  /**
   * What it costs to leave each stop out. Without it a day leaves out at its price, which is no more: right for
   * bounds.
   */
  penalty?: Float64Array
  /** Stops that a label at node i still knows of: two words at 2i, i itself among them. */
  memory: Int32Array
  /** Labels of a node and memory within so many seconds become one, as cheap and as early as either; 0: none. */
  grain: number
  /** Days that cost this much or more are of no use. */
  limit: number
  /** Bounds on the rest of the day; the quick one at k × size + i. */
  floor?: Float64Array | undefined
  rest?: Completion | undefined
  /** Gets a 1 for each leg that some label can take; the shape of `legs.possible`. */
  seen?: Uint8Array
  maxLabels: number
  /** True when time is up; asked now and then. */
  over?: (() => boolean) | undefined
}

export type PassResult = {
  /** False when there were too many labels: then the rest says nothing. */
  complete: boolean
  /** Least cost of a whole day in this relaxation; `limit` where none is below. */
  cost: number
  /** Whether any is below the limit. */
  found: boolean
  /** Its stops from this end, perhaps with repetitions; none is a day too. */
  walk: number[]
}

/** A pass that was broken off says nothing. */
export const GIVEN_UP: PassResult = { complete: false, cost: 0, found: false, walk: [] }

/** Less than any real difference of costs, more than rounding. */
export const EPSILON = 1e-6

/** Labels of a node are compared with so many cheaper ones that remember less. */
const COMPARED = 32

/** Used again by every pass. */
const sieve = new Sieve()

/** Labels a day from one end, layer by layer: all partial days of k stops before those of k + 1. */
export function pass(labels: Labels, input: PassInput): PassResult {
  const { direction: d, legs, price, penalty, memory, grain, limit, floor, rest, seen } = input
  const { n, size, hasLunch, begin } = d.day
  const { counted } = legs
  const { from: start, to: finish, travel } = d
  const turned = start !== 0
  const first = turned ? legs.firstSource : legs.firstTarget
  const list = turned ? legs.sources : legs.targets
  let base = 0
  for (let i = 1; i <= n; i++) base += price[i] as number

  labels.begin(start, hasLunch ? begin : NEVER, hasLunch ? NEVER : begin, base)
  sieve.begin()
  let best = limit
  let bestLabel = -1
  for (let k = 0; k <= n; k++) {
    const layer = labels.layers[k] as number
    const next = labels.layers[k + 1] as number
    if (layer === next) break
    const place = counted ? (turned ? n + 1 - k : k) : 0
    const queue = sieve.sift(labels, layer, penalty ? 0 : COMPARED, !penalty && !counted)
    for (let q = 0; q < queue.length; q++) {
      if ((q & 255) === 255 && input.over?.()) return GIVEN_UP
      const at = queue[q] as number
      const cost = labels.cost[at] as number
      const a = labels.node[at] as number
      const before = labels.before[at] as number
      const after = labels.after[at] as number
      const low = labels.low[at] as number
      const high = labels.high[at] as number
      const end = first[place * size + a + 1] as number
      for (let s = first[place * size + a] as number; s < end; s++) {
        const b = list[s] as number
        const bit = 1 << (b & 31)
        if (b < 32 ? low & bit : high & bit) continue
        const sum = cost + (travel[a * size + b] as number) - (price[b] as number)
        if (floor && b !== finish && sum + (floor[(k + 1) * size + b] as number) >= limit - EPSILON)
          continue
        let late = extend(d, a, b, after)
        let early = NEVER
        if (hasLunch) {
          const fed = extendWithLunch(d, a, b, before)
          if (fed < late) late = fed
          early = extend(d, a, b, before)
        }
        if (late >= NEVER && (early >= NEVER || b === finish)) continue
        if (b === finish) {
          const whole = penalty ? sum + leftOut(n, price, penalty, low, high) : sum
          if (whole < best - EPSILON) {
            best = whole
            bestLabel = at
          }
          if (seen && whole < limit - EPSILON) seen[legIndex(legs, turned, place, a, b)] = 1
          continue
        }
        let newLow = low & (memory[2 * b] as number)
        let newHigh = high & (memory[2 * b + 1] as number)
        if (b < 32) newLow |= bit
        else newHigh |= bit
        if (rest && !rest.allows(k + 1, b, early, late, newLow, newHigh, sum)) continue
        if (seen) seen[legIndex(legs, turned, place, a, b)] = 1
        labels.keep(next, b, newLow, newHigh, early, late, sum, at, grain)
        if (labels.count > input.maxLabels) return GIVEN_UP
      }
    }
    labels.layers.push(labels.count)
  }
  return { complete: true, cost: best, found: bestLabel >= 0, walk: labels.walkTo(bestLabel) }
}

function legIndex(legs: Legs, turned: boolean, place: number, a: number, b: number): number {
  const { size, counted } = legs
  if (!turned) return (place * size + a) * size + b
  return ((counted ? place - 1 : 0) * size + b) * size + a
}

/** What the stops left out cost beyond their price; infinite where a must is among them. */
function leftOut(
  n: number,
  price: Float64Array,
  penalty: Float64Array,
  low: number,
  high: number,
): number {
  let sum = 0
  for (let i = 1; i <= n; i++)
    if (!(i < 32 ? low & (1 << i) : high & (1 << (i & 31))))
      sum += (penalty[i] as number) - (price[i] as number)
  return sum
}
