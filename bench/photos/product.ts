/** What the product does with two photos: near hashes, then laid over each other. */
import { comparer, fingerprintOf, nearBits } from '../../src/photos/fingerprint.ts'
import { bandlessAt, differing, hashAt, mirrored, wholeAt, windows } from '../../src/photos/hash.ts'
import type { Candidate } from '../../src/photos/hash-index.ts'
import { readPicture } from '../../src/photos/read-picture.ts'

export async function printOf(bytes: Uint8Array) {
  const picture = await readPicture(bytes)
  if (!picture) throw new Error('a photo of the bench cannot be read')
  const print = fingerprintOf(picture)
  return { ...print, compare: comparer(print.small) }
}
export type Print = Awaited<ReturnType<typeof printOf>>

/** The nearest window, or null: what the index finds, for one stored photo (a test holds the two equal). */
export function nearest(asked: Print, stored: Print): Candidate | null {
  let best: Candidate | null = null
  for (const isMirrored of [false, true]) {
    const [whole, bandless] = [wholeAt, bandlessAt].map((at) => {
      const hash = hashAt(asked.hashes, at)
      return isMirrored ? mirrored(hash) : hash
    }) as [Uint8Array, Uint8Array]
    for (let window = 0; window < windows.length; window++) {
      const distance = differing(
        window === bandlessAt ? bandless : whole,
        hashAt(stored.hashes, window),
      )
      if (distance <= nearBits && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
        best = { id: '', distance, window, isMirrored }
    }
  }
  return best
}

/** `near` or `mirror` count as found; `maybe` does not. */
export const product = {
  name: 'product',
  print: printOf,
  same(asked: Print, stored: Print): boolean {
    if (asked.flat || stored.flat) return false
    const candidate = nearest(asked, stored)
    const kind = candidate && asked.compare(candidate, stored.small)?.kind
    return kind === 'near' || kind === 'mirror'
  },
}
