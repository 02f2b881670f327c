/** What the manager hears of a visit at once: facts, in private, without blame. */
import type { T } from '../../src/i18n/t.ts'
import { visitWords as w } from '../../src/i18n/visits.ts'
import { type Card, card } from '../kit/card.ts'
import { note, para, point } from '../kit/elements.ts'
import { distanceText, short } from './parts.ts'

export interface OutOfRange {
  readonly rep: string
  readonly customer: string
  readonly distanceM: number
  readonly reason: string
  readonly time: string
  readonly place: string
  readonly wrongPin: boolean
}

export function outOfRangeCard(seen: OutOfRange, t: T): Card {
  const distance = distanceText(t, seen.distanceM)
  return card(
    { state: 'needsYou', title: t(w.outOfRangeTitle, { name: short(seen.rep) }) },
    point(t(w.outOfRangePoint, { customer: seen.customer, distance })),
    para(t(w.outOfRangeReason, { reason: seen.reason })),
    para(t(w.outOfRangeWhere, { time: seen.time, place: seen.place })),
    seen.wrongPin && note(t(w.outOfRangePin)),
  )
}

export interface ClosedAgain {
  readonly rep: string
  readonly customer: string
  readonly times: number
  /** `11-20`, newest first. */
  readonly dates: readonly string[]
}

export function closedAgainCard(seen: ClosedAgain, t: T): Card {
  return card(
    { state: 'needsYou', title: t(w.closedTwiceTitle, { name: short(seen.customer) }) },
    point(t(w.closedTwicePoint, { n: seen.times })),
    para(t(w.closedTwiceWho, { rep: seen.rep, dates: seen.dates.join(t(w.listComma)) })),
    note(t(w.closedTwiceHint)),
  )
}
