/** 改派: the stops of somebody who is away or has not begun, for the manager to settle. */
import type { LocalDate } from '../../src/domain/time.ts'
import { leaveWords } from '../../src/i18n/leave.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, panel, para, point, row, select } from '../kit/elements.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import { cut, dayText } from '../plans/words.ts'
import { offerActions } from './actions.ts'

export interface OfferLine {
  readonly offerId: string
  readonly date: LocalDate
  readonly customer: string
  readonly status: 'open' | 'reassigned' | 'postponed' | 'dropped' | 'withdrawn'
  /** Who took it over. */
  readonly toName: string | null
  readonly toDate: LocalDate | null
}

export interface OffersView {
  readonly batchId: string
  readonly repName: string
  readonly why: 'away' | 'notStarted'
  /** Open ones first. */
  readonly offers: readonly OfferLine[]
  /** Who can take them over. */
  readonly people: readonly { readonly openId: string; readonly name: string }[]
}

const listed = 5
const folded = 10
export const maxTakers = 30

/** All stops of a batch: settled together, or one by one. */
export function offersCard(view: OffersView, t: T): Card {
  const { batchId, offers, why } = view
  const name = cut(view.repName, 20)
  const open = offers.filter((offer) => offer.status === 'open')
  const rest = offers.slice(listed, listed + folded)
  const unlisted = open.length - offers.slice(0, listed + folded).filter(isOpen).length
  const line = (offer: OfferLine) =>
    row(
      lineText(offer, t),
      isOpen(offer)
        ? button(t(leaveWords.handle), offerActions.show({ batchId, offerId: offer.offerId }), {
            size: 'small',
            fill: false,
          })
        : null,
    )
  return card(
    {
      state: open.length > 0 ? 'needsYou' : 'done',
      title: t(leaveWords.offerTitle, { name }),
      subtitle: spanText(offers, t),
    },
    point(
      open.length > 0
        ? t(why === 'away' ? leaveWords.awayPoint : leaveWords.idlePoint, { name, n: open.length })
        : t(leaveWords.settled),
    ),
    ...offers.slice(0, listed).map(line),
    rest.length > 0 && panel(t(leaveWords.moreOffers, { n: rest.length }), rest.map(line)),
    unlisted > 0 && note(t(leaveWords.unlisted, { n: unlisted })),
    open.length > 0 && [
      takers(view, t(leaveWords.giveAll), { batchId }, t),
      buttons(
        button(t(leaveWords.postponeAll), offerActions.postpone({ batchId }), { kind: 'primary' }),
        button(t(leaveWords.dropAll), offerActions.drop({ batchId }), {
          confirm: {
            title: t(leaveWords.dropSure, { n: open.length }),
            text: t(leaveWords.dropWhat),
          },
        }),
      ),
      why === 'away' && note(t(leaveWords.awayNote, { name })),
    ],
  )
}

/** One stop of a batch. */
export function offerCard(view: OffersView, offer: OfferLine, t: T): Card {
  const { batchId } = view
  const one = { batchId, offerId: offer.offerId }
  return card(
    {
      state: isOpen(offer) ? 'needsYou' : 'done',
      title: t(leaveWords.offerTitle, { name: cut(view.repName, 20) }),
      subtitle: dayText(t, offer.date),
    },
    point(cut(offer.customer, 40)),
    !isOpen(offer) && para(resultText(offer, t)),
    isOpen(offer) && takers(view, t(leaveWords.giveOne), one, t),
    buttons(
      isOpen(offer) &&
        button(t(leaveWords.postpone), offerActions.postpone(one), { kind: 'primary' }),
      isOpen(offer) && button(t(leaveWords.drop), offerActions.drop(one)),
      button(t(leaveWords.back), offerActions.show({ batchId })),
    ),
  )
}

const isOpen = (offer: OfferLine) => offer.status === 'open'

function takers(
  view: OffersView,
  placeholder: string,
  payload: { batchId: string; offerId?: string },
  t: T,
) {
  if (view.people.length === 0) return note(t(leaveWords.nobodyElse))
  return select(offerActions.give(payload), {
    placeholder,
    choices: view.people
      .slice(0, maxTakers)
      .map(({ openId, name }) => ({ value: openId, label: cut(name, 20) })),
  })
}

function spanText(offers: readonly OfferLine[], t: T): string | undefined {
  const days = offers.map((offer) => offer.date).toSorted()
  const [from, to] = [days[0], days.at(-1)]
  if (!from || !to) return undefined
  return from === to
    ? dayText(t, from)
    : t(leaveWords.days, { from: dayText(t, from), to: dayText(t, to) })
}

const lineText = (offer: OfferLine, t: T) =>
  joined('\n', [
    bold(cut(offer.customer, 30)),
    colored('grey', [dayText(t, offer.date), resultText(offer, t)].filter(Boolean).join(' · ')),
  ])

function resultText({ status, toName, toDate }: OfferLine, t: T): string {
  switch (status) {
    case 'open':
      return ''
    case 'reassigned':
      return t(leaveWords.toRep, { name: cut(toName ?? '', 20) })
    case 'postponed':
      return toDate ? t(leaveWords.toDay, { day: dayText(t, toDate) }) : ''
    case 'dropped':
      return t(leaveWords.droppedMark)
    case 'withdrawn':
      return t(leaveWords.gone)
  }
}
