/** A card whose draft is over, was called off, or has a newer message. */
import { placeWords as w } from '../../src/i18n/places.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { para } from '../kit/elements.ts'

export type DraftKind = 'pin' | 'outlet'

const titles = { pin: w.pinTitle, outlet: w.outletTitle }

export const cancelledCard = (kind: DraftKind, t: T): Card =>
  card({ state: 'over', title: t(titles[kind]) }, para(t(w.cancelled)))

export const newerCard = (kind: DraftKind, t: T): Card =>
  card({ state: 'over', title: t(titles[kind]) }, para(t(w.newer)))
