/** What the cards of pins and new shops share. */

import type { Point } from '../../src/domain/geo.ts'
import { navigationLinks } from '../../src/domain/navigation.ts'
import { placeWords as w } from '../../src/i18n/places.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Element, Part } from '../kit/card.ts'
import { image, linkButton, note, para } from '../kit/elements.ts'
import { joined } from '../kit/markdown.ts'
import { short } from '../visits/parts.ts'

/** A location that was sent. */
export interface SentPlace {
  readonly name: string | null
  /** Local time `09:10`. */
  readonly time: string
}

export interface PhotoView {
  readonly status: 'fetching' | 'stored' | 'failed'
  readonly cardImageKey: string | null
}

/** What is known of a request by everybody who sees it. */
export interface RequestView {
  readonly id: string
  readonly repName: string
  readonly placeName: string | null
  readonly point: Point
  readonly photo: PhotoView | null
  /** Local time `09:10`. */
  readonly askedAt: string
  /** Who ruled; null while it waits. */
  readonly byName: string | null
  /** False where nobody had to be asked. */
  readonly ruled: boolean
}

/** For whom the card is: who sent it, or who decides. */
export type Reader = 'sender' | 'ruler'

export const doneLine = (t: T, place: SentPlace | null, hasPhoto: boolean): Part =>
  (place !== null || hasPhoto) &&
  para(
    joined('\n', [
      place &&
        (place.name
          ? t(w.placeDone, { name: short(place.name, 40) })
          : t(w.placeDoneAt, { time: place.time })),
      hasPhoto && t(w.photoDone),
    ]),
  )

/** The photo, or in words what became of it. */
export function photoPart(photo: PhotoView | null, t: T): Element {
  if (!photo) return note(t(w.noPhoto))
  if (photo.status === 'failed') return note(t(w.photoLost))
  return photo.cardImageKey ? image(photo.cardImageKey, t(w.photo)) : note(t(w.photoComing))
}

export const mapButton = (point: Point, name: string, t: T): Element =>
  linkButton(t(w.map), navigationLinks(point, name).amap)
