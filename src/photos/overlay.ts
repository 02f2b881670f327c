/**
 * Lays one small picture over another and says how well they agree. Hashes find what may be the same shot; this
 * decides, since two photos of the same shelf have near hashes as well, but do not lie over each other.
 *
 * The lying over is the inverse compositional method with an affine motion (S. Baker, I. Matthews,
 * "Lucas-Kanade 20 years on", IJCV 56, 2004) on pictures of mean 0 and deviation 1, so that brightness and
 * contrast do not matter. It looks at the middle: time and place are printed on the edges, and a turned
 * picture has new corners.
 */
import { type Block, blocksOf, correlation, deviation, type Squares } from './blocks.ts'
import { cellsOf, type Grey, sumsOf, type Window, whole } from './grey.ts'
import { invert } from './invert.ts'

/** Points a side of the picture that is stored. */
export const smallSide = 48
/** Points a side of the grid on which two pictures are compared: fewer, so that a cut loses nothing. */
const grid = 32
/** Points of the grid that the middle leaves out at each side. */
const margin = { x: 3, y: 7 }
/** Grey levels of deviation below which a block shows nothing. */
const blank = 3
/** Blocks that correlate at least so much show the same. Chosen on open photos (docs/photos.md). */
const sameBlock = 0.92
/** The middle alone agreeing is a little less than the whole. */
const middleShare = 0.9
const rounds = 20
/** Correlation below which a candidate is given up: before the first round, and after some. */
const hopeless = 0.2
const firstRounds = 4
const nearEnough = 0.6
/** Steps below this share of the picture change nothing. */
const still = 0.0005

/** The small copy of a picture, row by row. */
export function smallCopyOf(picture: Grey): Uint8Array {
  return Uint8Array.from(cellsOf(sumsOf(picture), whole, smallSide), Math.round)
}

/** Places of points: from the middle of the picture, in shares of its sides. */
interface Places {
  readonly s: Float64Array
  readonly t: Float64Array
}

const all = Array.from({ length: grid * grid }, (_, at) => at)
const middle = all.filter((at) => {
  const x = at % grid
  const y = Math.floor(at / grid)
  return x >= margin.x && x < grid - margin.x && y >= margin.y && y < grid - margin.y
})
const placesOf = (points: readonly number[]): Places => ({
  s: Float64Array.from(points, (at) => ((at % grid) + 0.5) / grid - 0.5),
  t: Float64Array.from(points, (at) => (Math.floor(at / grid) + 0.5) / grid - 0.5),
})
const everywhere = placesOf(all)
const inMiddle = placesOf(middle)
const blocks = blocksOf(grid)
const isMiddle = new Set(middle)

/** What is needed of the picture that is asked about, made once for many comparisons. */
export interface Template {
  /** Grey levels on the grid. */
  readonly levels: Float64Array
  /** Those of the middle, with mean 0 and deviation 1. */
  readonly even: Float64Array
  /** Six numbers a point of the middle: how it changes with each number of the motion. */
  readonly slopes: Float64Array
  /** Inverse of their 6 × 6 products; null where nothing can be laid over. */
  readonly inverse: Float64Array | null
  /** Blocks that show something; those of the middle first. */
  readonly blocks: readonly Block[]
  readonly inMiddle: number
}

/** Prepares a small copy, as it is or mirrored. */
export function templateOf(small: Uint8Array, isMirrored: boolean): Template {
  const picture = { width: smallSide, height: smallSide, levels: small }
  const levels = cellsOf(sumsOf(picture), whole, grid)
  if (isMirrored) for (let y = 0; y < grid; y++) levels.subarray(y * grid, (y + 1) * grid).reverse()
  const even = Float64Array.from(middle, (at) => levels[at] as number)
  const sd = makeEven(even)
  const slopes = new Float64Array(middle.length * 6)
  const products = new Float64Array(36)
  for (const [n, at] of middle.entries()) {
    // Changes per whole width or height: the motion is in shares of the picture.
    const dx = (((levels[at + 1] as number) - (levels[at - 1] as number)) * grid) / 2 / sd
    const dy = (((levels[at + grid] as number) - (levels[at - grid] as number)) * grid) / 2 / sd
    const s = inMiddle.s[n] as number
    const t = inMiddle.t[n] as number
    const slope = [dx * s, dx * t, dx, dy * s, dy * t, dy]
    slopes.set(slope, n * 6)
    for (let i = 0; i < 36; i++)
      products[i] =
        (products[i] as number) + (slope[Math.floor(i / 6)] as number) * (slope[i % 6] as number)
  }
  const shown = blocks.filter((block) => deviation(levels, block) >= blank)
  const within = shown.filter(({ first, last }) => isMiddle.has(first) && isMiddle.has(last))
  return {
    ...{ levels, even, slopes, inverse: invert(products, 6) },
    blocks: [...within, ...shown.filter((block) => !within.includes(block))],
    inMiddle: within.length,
  }
}

/** Share of the blocks of a small copy that show something at all. */
export function detailOf(small: Uint8Array): number {
  return templateOf(small, false).blocks.length / blocks.length
}

/** Where a point of the template lies on the other picture, about the middles: a·s + b·t + c, d·s + e·t + f. */
type Motion = readonly [number, number, number, number, number, number]

const seen = new Float64Array(grid * grid)
const seenMiddle = new Float64Array(middle.length)

/**
 * How well a template agrees with a small copy, 0–1: the share of its blocks that show the same. `start` is the
 * window of the other picture that it seems to be. Null when it does not lie on it at all.
 */
export function agreementOf(template: Template, other: Uint8Array, start: Window): number | null {
  const { inverse, even, slopes } = template
  if (!inverse || template.inMiddle === 0) return null
  let motion: Motion = [
    ...([start.width, 0, start.x + start.width / 2 - 0.5] as const),
    ...([0, start.height, start.y + start.height / 2 - 0.5] as const),
  ]
  const pull = new Float64Array(6)
  for (let round = 0; round < rounds; round++) {
    sample(other, motion, inMiddle, seenMiddle)
    makeEven(seenMiddle)
    if (round === 0 && alike(seenMiddle, even) < hopeless) return null
    if (round === firstRounds && alike(seenMiddle, even) < nearEnough) return null
    pull.fill(0)
    for (let n = 0; n < even.length; n++) {
      const error = (seenMiddle[n] as number) - (even[n] as number)
      for (let i = 0; i < 6; i++)
        pull[i] = (pull[i] as number) + (slopes[n * 6 + i] as number) * error
    }
    const step = times(inverse, pull)
    const next = stepBack(motion, step)
    if (!next || !isSane(next)) return null
    motion = next
    if (step.every((one) => Math.abs(one) < still)) break
  }
  sample(other, motion, everywhere, seen)
  const same: Squares = { a: template.levels, b: seen }
  const agrees = template.blocks.map((block) => correlation(same, block) >= sameBlock)
  const share = (list: readonly boolean[]) => list.filter(Boolean).length / list.length
  return Math.max(share(agrees), middleShare * share(agrees.slice(0, template.inMiddle)))
}

function times(matrix: Float64Array, vector: Float64Array): Motion {
  const row = (i: number) =>
    vector.reduce((sum, one, j) => sum + one * (matrix[i * 6 + j] as number), 0)
  return [row(0), row(1), row(2), row(3), row(4), row(5)]
}

/** The motion after the inverse of a step; null when the step has none. */
function stepBack([a, b, c, d, e, f]: Motion, [p, q, r, s, t, u]: Motion): Motion | null {
  const det = (1 + p) * (1 + t) - q * s
  if (!(Math.abs(det) > 0.3)) return null
  const [ia, ib, id, ie] = [(1 + t) / det, -q / det, -s / det, (1 + p) / det]
  const ic = -(ia * r + ib * u)
  const jf = -(id * r + ie * u)
  return [
    ...([a * ia + b * id, a * ib + b * ie, a * ic + b * jf + c] as const),
    ...([d * ia + e * id, d * ib + e * ie, d * ic + e * jf + f] as const),
  ]
}

/** Not squeezed, turned or moved beyond what leaves something to compare. */
function isSane([a, b, c, d, e, f]: Motion): boolean {
  const isSize = (one: number) => one > 0.5 && one < 1.3
  return (
    isSize(a) &&
    isSize(e) &&
    Math.max(Math.abs(b), Math.abs(d)) < 0.2 &&
    Math.abs(c) < 0.3 &&
    Math.abs(f) < 0.3
  )
}

/** Reads the other picture where the points lie, between its own; beyond its edge the edge counts. */
function sample(
  other: Uint8Array,
  [a, b, c, d, e, f]: Motion,
  { s, t }: Places,
  into: Float64Array,
): void {
  const last = smallSide - 1.001
  for (let n = 0; n < into.length; n++) {
    const x = a * (s[n] as number) + b * (t[n] as number) + c
    const y = d * (s[n] as number) + e * (t[n] as number) + f
    const px = Math.min(last, Math.max(0, (x + 0.5) * smallSide - 0.5))
    const py = Math.min(last, Math.max(0, (y + 0.5) * smallSide - 0.5))
    const column = px | 0
    const line = py | 0
    const at = line * smallSide + column
    const right = px - column
    const down = py - line
    const above = (other[at] as number) * (1 - right) + (other[at + 1] as number) * right
    const below =
      (other[at + smallSide] as number) * (1 - right) +
      (other[at + smallSide + 1] as number) * right
    into[n] = above * (1 - down) + below * down
  }
}

/** Gives numbers the mean 0 and the deviation 1 in place; answers the deviation that they had. */
function makeEven(levels: Float64Array): number {
  let sum = 0
  let squares = 0
  for (let i = 0; i < levels.length; i++) {
    const level = levels[i] as number
    sum += level
    squares += level * level
  }
  const mean = sum / levels.length
  const sd = Math.sqrt(Math.max(1e-9, squares / levels.length - mean * mean))
  for (let i = 0; i < levels.length; i++) levels[i] = ((levels[i] as number) - mean) / sd
  return sd
}

/** Correlation of two rows of numbers with mean 0 and deviation 1. */
function alike(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum / a.length
}
