/** What the cards of a visit share: distances, names, small views. */
import type { PhotoKind } from '../../src/domain/visits/photos.ts'
import { photoKindWords } from '../../src/i18n/common.ts'
import type { Message, T } from '../../src/i18n/t.ts'
import { visitWords as w } from '../../src/i18n/visits.ts'
import type { Head, TagColor } from '../kit/card.ts'

/** A customer as a card names it. */
export interface CustomerName {
  readonly code: string
  readonly name: string
  readonly grade: string | null
}

/** A customer that a location could be at; `distanceM` null: not yet pinned. */
export interface PlaceOption extends CustomerName {
  readonly distanceM: number | null
  readonly planned: boolean
}

/** A result as it is offered in the form. */
export interface OutcomeChoice {
  readonly value: string
  readonly label: Message
}

/** 412 米 · 2.3 公里 · 46 公里 */
export function distanceText(t: T, metres: number): string {
  if (metres < 1000) return t(w.metres, { n: metres })
  const km = metres / 1000
  return t(w.kilometres, { n: km < 10 ? Number(km.toFixed(1)) : Math.round(km) })
}

export const kindText = (t: T, kind: PhotoKind) => t(photoKindWords[kind])

/** The first word of a line: English has capitals, Chinese none. */
export const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Names in a header are cut: it holds one line on a phone. */
export const short = (name: string, length = 24) =>
  [...name].length > length ? `${[...name].slice(0, length - 1).join('')}…` : name

/** Long words of people are cut where a card only reminds of them. */
export const clip = (text: string, length: number) => short(text, length)

export function listText(t: T, parts: readonly (string | null | false | undefined)[]): string {
  return parts.filter(Boolean).join(t(w.listComma))
}

/** Grade and 计划内/临时. */
export function tagsOf(t: T, customer: CustomerName, planned: boolean): NonNullable<Head['tags']> {
  const grade: TagColor = customer.grade === 'A' ? 'violet' : 'neutral'
  return [
    ...(customer.grade ? [{ text: t(w.gradeTag, { grade: customer.grade }), color: grade }] : []),
    planned
      ? { text: t(w.plannedTag), color: 'blue' as const }
      : { text: t(w.adhocTag), color: 'orange' as const },
  ]
}
