/** 采点: what is still needed, what the manager decides, what became of it. */
import { placeWords as w } from '../../src/i18n/places.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { joined } from '../kit/markdown.ts'
import { distanceText, listText, short } from '../visits/parts.ts'
import { placeActions } from './actions.ts'
import {
  doneLine,
  mapButton,
  photoPart,
  type Reader,
  type RequestView,
  type SentPlace,
} from './parts.ts'

export interface PinDraftView {
  readonly draftId: string
  readonly customer: { readonly name: string } | null
  /** Offered while the customer is open, at most five. */
  readonly choices: readonly { readonly code: string; readonly name: string }[]
  /** What was looked for in vain. */
  readonly notFound?: string | undefined
  readonly place: SentPlace | null
  readonly hasPhoto: boolean
  /** A manager's own pin needs no photo and no approval. */
  readonly direct: boolean
  /** Metres from the present pin; null without one. */
  readonly movedM: number | null
  /** Metres from which on a move needs a reason. */
  readonly reasonFromM: number
}

export function pinDraftCard(view: PinDraftView, t: T): Card {
  const { draftId, customer, place, hasPhoto, direct, movedM } = view
  const missing = [
    !customer && t(w.needCustomer),
    !place && t(w.needPlace),
    !hasPhoto && !direct && t(w.needPhoto),
  ].filter((part) => part !== false)
  const isReady = missing.length === 0
  const cancel = button(t(w.cancel), placeActions.cancel({ draftId }))
  const title = customer ? t(w.pinTitleAt, { name: short(customer.name) }) : t(w.pinTitle)
  return card(
    { state: isReady ? 'todo' : 'progress', title },
    point(
      isReady
        ? t(direct ? w.readyDirect : w.ready)
        : t(w.stillNeeded, { list: listText(t, missing) }),
    ),
    doneLine(t, place, hasPhoto),
    movedM !== null && place !== null && para(t(w.moves, { distance: distanceText(t, movedM) })),
    !customer && [
      view.notFound !== undefined && para(t(w.noneFits, { query: short(view.notFound, 30) })),
      para(t(w.whichCustomer)),
      view.choices.map(({ code, name }) =>
        button(short(name, 20), placeActions.pick({ draftId, customerCode: code })),
      ),
    ],
    isReady && readyParts(view, t),
    note(t(isReady ? w.sendAgain : w.howToSend)),
    cancel,
  )
}

function readyParts(view: PinDraftView, t: T) {
  const { draftId, direct, movedM, reasonFromM } = view
  const call = placeActions.submitPin({ draftId })
  const label = t(direct ? w.confirm : w.submit)
  if (movedM === null || movedM <= reasonFromM) return button(label, call, { kind: 'primary' })
  return form(call, label, (f) => [
    note(t(w.movesReason, { limit: reasonFromM })),
    f.line('reason', { label: t(w.reason), placeholder: t(w.reasonHint), required: true }),
  ])
}

export interface PinView extends RequestView {
  readonly customerName: string
  readonly address: string | null
  readonly movedM: number | null
  readonly reason: string | null
  readonly status: 'asked' | 'approved' | 'declined' | 'replaced'
}

/** One request, for who sent it and for who decides, before and after. */
export function pinCard(view: PinView, reader: Reader, t: T): Card {
  const { id: pinId, status, customerName } = view
  const states = {
    asked: 'needsYou',
    approved: 'done',
    declined: 'over',
    replaced: 'over',
  } as const
  const isMine = reader === 'sender'
  const toRule = status === 'asked' && !isMine
  const name = short(customerName)
  const what =
    view.movedM === null
      ? t(w.pinFirst, { rep: view.repName, name })
      : t(w.pinMoved, { rep: view.repName, name, distance: distanceText(t, view.movedM) })
  return card(
    {
      state: status === 'asked' && isMine ? 'progress' : states[status],
      title: isMine
        ? t(w.pinTitleAt, { name })
        : t(w.pinAskTitle, { rep: short(view.repName, 12) }),
    },
    point(toRule ? what : ruling(view, t)),
    !toRule && !isMine && para(what),
    para(
      joined('\n', [
        isMine && view.movedM !== null && t(w.moves, { distance: distanceText(t, view.movedM) }),
        view.reason && t(w.reasonIs, { text: short(view.reason, 200) }),
        view.placeName && t(w.placeAt, { name: short(view.placeName, 60) }),
        !isMine && view.address && t(w.addressIs, { address: short(view.address, 60) }),
        t(w.sentAt, { time: view.askedAt }),
      ]),
    ),
    isMine && outcome(view, t),
    !isMine && photoPart(view.photo, t),
    toRule && [
      buttons(
        button(t(w.approve), placeActions.rulePin({ pinId, approve: true }), { kind: 'primary' }),
        button(t(w.decline), placeActions.rulePin({ pinId, approve: false })),
      ),
      mapButton(view.point, customerName, t),
    ],
  )
}

function ruling(view: PinView, t: T): string {
  switch (view.status) {
    case 'asked':
      return t(w.waiting)
    case 'replaced':
      return t(w.replaced)
    case 'approved':
      return view.ruled && view.byName ? t(w.approvedBy, { name: view.byName }) : t(w.pinHolds)
    case 'declined':
      return t(w.declinedBy, { name: view.byName ?? '' })
  }
}

function outcome(view: PinView, t: T) {
  switch (view.status) {
    case 'asked':
      return view.movedM === null && note(t(w.waitsForPin))
    case 'approved':
      return view.ruled && para(t(w.pinHolds))
    case 'declined':
      return para(joined('\n', [t(w.stillOld), t(w.tryAgain)]))
    case 'replaced':
      return null
  }
}
