/** The card that leads to the live check-in page, and what becomes of it. */
import { liveWords as w } from '../../src/i18n/live.ts'
import type { T } from '../../src/i18n/t.ts'
import { visitWords } from '../../src/i18n/visits.ts'
import { type Card, card } from '../kit/card.ts'
import { linkButton, note, para, point } from '../kit/elements.ts'
import { type CustomerName, short, tagsOf } from '../visits/parts.ts'

export interface LiveLinkView {
  readonly purpose: 'check_in' | 'check_out' | 'photo'
  /** Null: wherever the rep is. */
  readonly customer: CustomerName | null
  readonly planned: boolean
  readonly url: string
  /** How long the link lives. */
  readonly minutes: number
  /** The rep sent a location in the chat, which does not count here. */
  readonly chatPlace: boolean
}

const points = {
  check_in: w.cardPoint,
  check_out: w.cardLeavePoint,
  photo: w.cardPhotoPoint,
}

/** One button, to be pressed in the shop; the link behind it is the person's own. */
export function liveLinkCard(view: LiveLinkView, t: T): Card {
  const { purpose, customer } = view
  const name = customer ? short(customer.name) : null
  const title =
    purpose === 'check_in'
      ? name === null
        ? t(visitWords.checkIn)
        : t(visitWords.checkInTitle, { name })
      : t(visitWords.openTitle, { name: name ?? '' })
  return card(
    {
      state: 'todo',
      title,
      ...(customer && purpose === 'check_in' ? { tags: tagsOf(t, customer, view.planned) } : {}),
    },
    view.chatPlace && para(t(w.chatPlace)),
    point(t(points[purpose])),
    purpose !== 'photo' && para(t(w.cardSteps)),
    linkButton(t(purpose === 'photo' ? w.openPhoto : w.open), view.url, { kind: 'primary' }),
    note(t(w.linkNote, { n: view.minutes })),
  )
}

/** What the card becomes once its link is used, or a newer one is there. */
export function liveLinkOverCard(title: string, t: T): Card {
  return card({ state: 'over', title: short(title) }, note(t(w.linkOver)))
}
