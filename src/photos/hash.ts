/**
 * A hash of what a photo looks like: the signs of the 128 lowest frequencies of its cosine transform. A photo
 * that was compressed, resized, brightened or written on keeps nearly all of them. Low frequencies bear a cut or
 * a turn better than the square of 16 × 16 that PDQ takes (docs/photos.md has the figures), so that fewer
 * windows of a photo need a hash of their own.
 */
import { cellsOf, type Sums, type Window, whole } from './grey.ts'

/** Bytes of a hash. */
export const hashBytes = 16
const bits = hashBytes * 8
/** Cells a side that the transform works on. */
const cells = 32
/** Frequencies looked at in each direction, without the constant one. */
const most = 16

/** Which frequencies: nearest to the constant first, ties by the horizontal one. */
const frequencies = Array.from({ length: (most + 1) ** 2 - 1 }, (_, i) => ({
  u: (i + 1) % (most + 1),
  v: Math.floor((i + 1) / (most + 1)),
}))
  .toSorted((a, b) => a.u ** 2 + a.v ** 2 - (b.u ** 2 + b.v ** 2) || a.u - b.u)
  .slice(0, bits)

const cosines = Float64Array.from({ length: (most + 1) * cells }, (_, i) =>
  Math.cos((Math.PI * Math.floor(i / cells) * (2 * (i % cells) + 1)) / (2 * cells)),
)

/** The hash of one window of a picture. */
export function hashOf(picture: Sums, window: Window): Uint8Array {
  const grid = cellsOf(picture, window, cells)
  const across = new Float64Array(cells * (most + 1))
  for (let y = 0; y < cells; y++) {
    for (let u = 0; u <= most; u++) {
      let sum = 0
      for (let x = 0; x < cells; x++)
        sum += (grid[y * cells + x] as number) * (cosines[u * cells + x] as number)
      across[y * (most + 1) + u] = sum
    }
  }
  const hash = new Uint8Array(hashBytes)
  for (const [i, { u, v }] of frequencies.entries()) {
    let sum = 0
    for (let y = 0; y < cells; y++)
      sum += (across[y * (most + 1) + u] as number) * (cosines[v * cells + y] as number)
    if (sum > 0) hash[i >> 3] = (hash[i >> 3] as number) | (1 << (i & 7))
  }
  return hash
}

/** Bits that turn over when a picture is mirrored: the cosines of odd horizontal frequencies change sign. */
const mirrorBits = new Uint8Array(hashBytes)
for (const [i, { u }] of frequencies.entries())
  if (u % 2 === 1) mirrorBits[i >> 3] = (mirrorBits[i >> 3] as number) | (1 << (i & 7))

/** The hash that the mirrored picture has, without looking at it. */
export function mirrored(hash: Uint8Array): Uint8Array {
  return hash.map((byte, i) => byte ^ (mirrorBits[i] as number))
}

const ones = Uint8Array.from(
  { length: 256 },
  (_, byte) => byte.toString(2).replaceAll('0', '').length,
)

/** Bits in which two hashes differ. */
export function differing(a: Uint8Array, b: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < hashBytes; i++) sum += ones[(a[i] as number) ^ (b[i] as number)] as number
  return sum
}

/** Windows of one size: `count` × `count` of them, from edge to edge. */
const square = (size: number, count: number): Window[] =>
  Array.from({ length: count * count }, (_, i) => ({
    x: ((1 - size) * (i % count)) / (count - 1),
    y: ((1 - size) * Math.floor(i / count)) / (count - 1),
    width: size,
    height: size,
  }))
const middle = (size: number): Window => ({
  x: (1 - size) / 2,
  y: (1 - size) / 2,
  width: size,
  height: size,
})

/**
 * The windows that each stored photo has a hash of: a cut photo is near one of them. The last is the photo
 * without its upper and lower fifth, where camera apps print time and place.
 */
export const windows: readonly Window[] = [
  whole,
  ...square(0.92, 2),
  middle(0.92),
  ...square(0.84, 3),
  ...square(0.74, 4),
  // One side cut off, with an old time on it.
  { x: 0, y: 0, width: 1, height: 0.87 },
  { x: 0, y: 0.13, width: 1, height: 0.87 },
  { x: 0, y: 0, width: 0.87, height: 1 },
  { x: 0.13, y: 0, width: 0.87, height: 1 },
  { x: 0, y: 0.2, width: 1, height: 0.6 },
]
/** Where the whole photo and the one without its bands stand in the list. */
export const wholeAt = 0
export const bandlessAt = windows.length - 1

/** The hashes of all windows, one after the other. */
export function hashesOf(picture: Sums): Uint8Array {
  const hashes = new Uint8Array(windows.length * hashBytes)
  for (const [i, window] of windows.entries()) hashes.set(hashOf(picture, window), i * hashBytes)
  return hashes
}

/** One hash of a row of them. */
export const hashAt = (hashes: Uint8Array, i: number): Uint8Array =>
  hashes.subarray(i * hashBytes, (i + 1) * hashBytes)
