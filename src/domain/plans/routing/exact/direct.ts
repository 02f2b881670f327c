import { type DayModel, NEVER } from '../model.ts'
import { type Direction, extend, extendWithLunch, forwardOf } from './direction.ts'
import { Labels } from './labels.ts'
import { Legs } from './legs.ts'
import { EPSILON } from './pass.ts'
import { Prices } from './prices.ts'
import type { Proof, ProofOptions } from './prover.ts'
import { lastBegin, type Sharp, sharpen } from './sharpen.ts'
import { TimedFloor } from './timed-floor.ts'
import { Walks } from './walk.ts'

/** Rounds that move the prices without times. */
const WALK_ROUNDS = 30
/** Then ever more rounds with times, and ever more labels: most days need few of either. */
const STAGES: readonly { rounds: number; labels: number }[] = [
  { rounds: 8, labels: 1_500 },
  { rounds: 12, labels: 25_000 },
  { rounds: 30, labels: Number.POSITIVE_INFINITY },
]
/** Where all stops are musts, labels with a memory from the other end are the better bound of longer days. */
const MUSTS: readonly { rounds: number; labels: number }[] = [
  { rounds: 12, labels: 1_500 },
  { rounds: 20, labels: 5_000 },
]
const SHORT_DAY = 16

/** Used again by every day. */
const store = new Labels()

/**
 * The exact labels of a day in one go, from the start, each bounded by what the rest costs at least at its
 * time. Not proven where that takes more labels than allowed.
 */
export function proveDirectly(
  day: DayModel,
  must: Uint8Array,
  known: number,
  { maxLabels, over }: ProofOptions,
  begin?: Float64Array,
): Proof & { price: Float64Array } {
  const sharp = sharpen(day, must)
  const d = forwardOf(sharp.day)
  const penalty = day.penalty.map((value, i) => (must[i] ? Number.POSITIVE_INFINITY : value))
  const prices = new Prices(penalty, 2, begin)
  const proof: Proof & { price: Float64Array } = {
    proven: false,
    bound: Number.NEGATIVE_INFINITY,
    labels: 0,
    price: prices.best,
  }
  /** Whether the prices alone prove it. */
  const learn = (rounds: number, run: () => number, visits: Int32Array) => {
    for (let round = 0; round < rounds && !over?.(); round++) {
      const moved = prices.learn(run(), visits, known)
      proof.bound = Math.max(proof.bound, prices.bound)
      if (proof.bound > known - 1 + EPSILON) return true
      if (!moved) break
    }
    return false
  }
  const walks = new Walks(sharp.day, new Legs(sharp), false)
  if (learn(WALK_ROUNDS, () => walks.run(prices.price), walks.visits))
    return { ...proof, proven: true, bound: known }
  const floor = new TimedFloor(d, sharp)
  if (!floor.usable) return proof
  prices.restart(1)
  const isLong = day.n > SHORT_DAY && must.subarray(1, day.n + 1).every((is) => is === 1)
  for (const stage of isLong ? MUSTS : STAGES) {
    const run = () => floor.run(prices.price) + sum(prices.price, day.n)
    if (learn(stage.rounds, run, floor.visits)) return { ...proof, proven: true, bound: known }
    floor.run(prices.best)
    const most = Math.min(stage.labels, maxLabels - proof.labels)
    const input = { sharp, d, floor, price: prices.best, penalty, known, maxLabels: most, over }
    const found = label(input)
    proof.labels += store.count
    if (found) return { ...proof, ...found, labels: proof.labels }
    if (proof.labels >= maxLabels || over?.()) break
  }
  return proof
}

function sum(price: Float64Array, n: number): number {
  let total = 0
  for (let i = 1; i <= n; i++) total += price[i] as number
  return total
}

type Input = ProofOptions & {
  sharp: Sharp
  d: Direction
  floor: TimedFloor
  price: Float64Array
  penalty: Float64Array
  known: number
}

/** Undefined where it was broken off. */
function label(input: Input): Proof | undefined {
  const { sharp, d, floor, price, penalty, known, maxLabels, over } = input
  const { n, size, hasLunch, begin } = d.day
  const { travel } = d
  const targets = targetsOf(sharp)
  const latest = latestOf(sharp)
  const extra = penalty.map((value, i) => value - (price[i] as number))
  let best = known
  let bestLabel = -1
  let useless = best - 1 + 2 * EPSILON
  store.begin(0, hasLunch ? begin : NEVER, hasLunch ? NEVER : begin, sum(price, n))
  for (let k = 0; k <= n; k++) {
    const layer = store.layers[k] as number
    const next = store.layers[k + 1] as number
    if (layer === next) break
    for (let at = layer; at < next; at++) {
      if ((at & 255) === 255 && over?.()) return undefined
      const own = store.cost[at] as number
      if (own === Number.POSITIVE_INFINITY) continue
      const a = store.node[at] as number
      const early = store.before[at] as number
      const late = store.after[at] as number
      const low = store.low[at] as number
      const high = store.high[at] as number
      const list = targets[a] as Int32Array
      for (let t = 0; t < list.length; t++) {
        const b = list[t] as number
        const cost = own + (travel[a * size + b] as number) - (price[b] as number)
        if (b > n) {
          const isFed =
            extend(d, a, b, late) < NEVER || (hasLunch && extendWithLunch(d, a, b, early) < NEVER)
          if (!isFed) continue
          const whole = cost + leftOut(n, extra, low, high)
          if (whole >= best - EPSILON) continue
          best = whole
          bestLabel = at
          useless = Math.round(best) - 1 + 2 * EPSILON
          continue
        }
        const bit = 1 << (b & 31)
        if (b < 32 ? low & bit : high & bit) continue
        if (cost + (floor.least[b] as number) >= useless) continue
        let fedAt = extend(d, a, b, late)
        let unfedAt = NEVER
        if (hasLunch && early < NEVER) {
          const eaten = extendWithLunch(d, a, b, early)
          if (eaten < fedAt) fedAt = eaten
          unfedAt = extend(d, a, b, early)
        }
        let least = cost + floor.rest(b, unfedAt, fedAt)
        if (least >= useless) continue
        const newLow = b < 32 ? low | bit : low
        const newHigh = b < 32 ? high : high | bit
        const soonest = unfedAt < fedAt ? unfedAt : fedAt
        for (let j = 1; j <= n; j++) {
          if (soonest <= (latest[b * size + j] as number)) continue
          if (j < 32 ? newLow & (1 << j) : newHigh & (1 << (j & 31))) continue
          least += extra[j] as number
        }
        if (least >= useless) continue
        store.keep(next, b, newLow, newHigh, unfedAt, fedAt, cost, at, 0)
        if (store.count > maxLabels) return undefined
      }
    }
    store.layers.push(store.count)
  }
  return {
    proven: true,
    bound: Math.round(best),
    labels: store.count,
    ...(bestLabel >= 0 ? { order: store.walkTo(bestLabel) } : {}),
  }
}

/** What the stops left out cost beyond their price; infinite where a must is among them. */
function leftOut(n: number, extra: Float64Array, low: number, high: number): number {
  let total = 0
  for (let i = 1; i <= n; i++)
    if (!(i < 32 ? low & (1 << i) : high & (1 << (i & 31)))) total += extra[i] as number
  return total
}

/** The finish first: what it finds bounds the others. */
function targetsOf({ day: { n, size }, arc }: Sharp): Int32Array[] {
  return Array.from({ length: n + 1 }, (_, a) =>
    Int32Array.from(
      Array.from({ length: n + 1 }, (_, i) => n + 1 - i).filter((b) => arc[a * size + b]),
    ),
  )
}

/** Until when the service at b may begin so that j can still follow, at b × size + j. */
function latestOf({ day, apart }: Sharp): Int32Array {
  const { n, size } = day
  const latest = new Int32Array(size * size)
  for (let j = 1; j <= n; j++) {
    const last = lastBegin(day, j)
    for (let b = 1; b <= n; b++) latest[b * size + j] = last - (apart[b * size + j] as number)
  }
  return latest
}
