/** The usual perceptual hashes, as one would take them from a package, at their usual thresholds. */
import sharp from 'sharp'
import type { Method } from '../photos.ts'

async function grey(bytes: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  return sharp(bytes).rotate().resize(width, height, { fit: 'fill' }).greyscale().raw().toBuffer()
}

const tables = new Map<number, Float64Array>()
function cosinesOf(side: number): Float64Array {
  const known = tables.get(side)
  if (known) return known
  const made = Float64Array.from({ length: side * side }, (_, i) =>
    Math.cos((Math.PI * Math.floor(i / side) * (2 * (i % side) + 1)) / (2 * side)),
  )
  tables.set(side, made)
  return made
}

/** Cosine transform of a square, the lowest `keep` × `keep` frequencies from `from` on. */
function lowFrequencies(levels: Uint8Array, side: number, from: number, keep: number): number[] {
  const cosines = cosinesOf(side)
  const cosine = (k: number, x: number) => cosines[k * side + x] as number
  const rows = Array.from({ length: side }, (_, y) =>
    Array.from({ length: keep }, (_, u) => {
      let sum = 0
      for (let x = 0; x < side; x++) sum += (levels[y * side + x] ?? 0) * cosine(u + from, x)
      return sum
    }),
  )
  return Array.from({ length: keep * keep }, (_, i) => {
    const [u, v] = [i % keep, Math.floor(i / keep)]
    let sum = 0
    for (let y = 0; y < side; y++) sum += (rows[y]?.[u] ?? 0) * cosine(v + from, y)
    return sum
  })
}

function aboveMedian(values: readonly number[]): boolean[] {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return values.map((value) => value > middle)
}

const differ = (a: readonly boolean[], b: readonly boolean[]) =>
  a.reduce((sum, bit, i) => sum + Number(bit !== b[i]), 0)

const hash = (
  name: string,
  most: number,
  print: (bytes: Uint8Array) => Promise<boolean[]>,
): Method => ({
  name,
  print,
  same: (a, b) => differ(a as boolean[], b as boolean[]) <= most,
})

export const baselines: readonly Method[] = [
  hash('pHash64 ≤ 10', 10, async (bytes) =>
    aboveMedian(lowFrequencies(await grey(bytes, 32, 32), 32, 0, 8)),
  ),
  hash('dHash64 ≤ 10', 10, async (bytes) => {
    const levels = await grey(bytes, 9, 8)
    return Array.from({ length: 64 }, (_, i) => {
      const at = Math.floor(i / 8) * 9 + (i % 8)
      return (levels[at] ?? 0) < (levels[at + 1] ?? 0)
    })
  }),
  hash('PDQ-like ≤ 50', 50, async (bytes) =>
    aboveMedian(lowFrequencies(await grey(bytes, 64, 64), 64, 1, 16)),
  ),
]
