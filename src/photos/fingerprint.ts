/** What is kept of a photo to find it again, and whether two are one shot. */

import type { Grey } from './grey.ts'
import { sumsOf, whole } from './grey.ts'
import { bandlessAt, hashesOf, windows } from './hash.ts'
import type { Candidate } from './hash-index.ts'
import { agreementOf, detailOf, smallCopyOf, type Template, templateOf } from './overlay.ts'

/** Which way of hashing this is: hashes of another way are not comparable. Raise it with any change. */
export const method = 1

/** Hashes within so many bits are looked at; of 128. Chosen, as all below, on open photos (docs/photos.md). */
export const nearBits = 40
/** Share of the blocks that must agree for one shot, and for a person to look. */
const sameShot = 0.7
const perhaps = 0.5
/** Without the small copy only hashes this near are worth a look: new shots of one shelf can be at 11. */
const perhapsBits = 6
/** A photo of which fewer blocks show anything is flat. */
const leastDetail = 0.3

export interface Fingerprint {
  readonly hashes: Uint8Array
  readonly small: Uint8Array
  /** It shows next to nothing: a wall, a dark room. */
  readonly flat: boolean
}

export function fingerprintOf(picture: Grey): Fingerprint {
  const small = smallCopyOf(picture)
  return { hashes: hashesOf(sumsOf(picture)), small, flat: detailOf(small) < leastDetail }
}

export interface Sameness {
  readonly kind: 'near' | 'maybe' | 'mirror'
  readonly agreement: number | null
}

/** Compares one photo with many candidates: what it takes of the photo is made once. */
export function comparer(small: Uint8Array | null) {
  const templates = new Map<boolean, Template>()
  const template = (isMirrored: boolean, of: Uint8Array): Template => {
    const made = templates.get(isMirrored) ?? templateOf(of, isMirrored)
    templates.set(isMirrored, made)
    return made
  }
  /** Whether a candidate is the same shot; null when it is not. `other` is its small copy, if it is still there. */
  return (candidate: Candidate, other: Uint8Array | null): Sameness | null => {
    if (!small || !other)
      return candidate.distance <= perhapsBits ? { kind: 'maybe', agreement: null } : null
    const start = candidate.window === bandlessAt ? whole : (windows[candidate.window] ?? whole)
    const agreement = agreementOf(template(candidate.isMirrored, small), other, start) ?? 0
    if (agreement < perhaps) return null
    if (agreement < sameShot) return { kind: 'maybe', agreement }
    return { kind: candidate.isMirrored ? 'mirror' : 'near', agreement }
  }
}
