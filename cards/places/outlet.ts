/** 新店: what is still needed, whom it could be, what the manager decides. */
import { placeWords as w } from '../../src/i18n/places.ts'
import type { T } from '../../src/i18n/t.ts'
import { customerActions } from '../customers/actions.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point, row } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, joined } from '../kit/markdown.ts'
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

export interface OutletDraftView {
  readonly draftId: string
  readonly name: string | null
  readonly contact: string | null
  readonly phone: string | null
  readonly type: string | null
  readonly place: SentPlace | null
  readonly hasPhoto: boolean
  readonly direct: boolean
}

export function outletDraftCard(view: OutletDraftView, t: T): Card {
  const { draftId, name, place, hasPhoto, direct } = view
  const missing = [
    !place && t(w.needPlace),
    !hasPhoto && !direct && t(w.needPhoto),
    !name && t(w.needName),
  ].filter((part) => part !== false)
  const hasRest = place !== null && (hasPhoto || direct)
  return card(
    {
      state: hasRest ? 'todo' : 'progress',
      title: name ? t(w.outletTitleAt, { name: short(name) }) : t(w.outletTitle),
    },
    point(
      missing.length === 0
        ? t(direct ? w.readyDirect : w.ready)
        : t(w.stillNeeded, { list: listText(t, missing) }),
    ),
    doneLine(t, place, hasPhoto),
    hasRest &&
      form(placeActions.submitOutlet({ draftId }), t(direct ? w.confirm : w.submit), (f) => [
        f.line('name', { label: t(w.name), required: true, initial: name ?? undefined }),
        f.line('contact', { label: t(w.contact), initial: view.contact ?? undefined }),
        f.line('phone', { label: t(w.phone), initial: view.phone ?? undefined }),
        f.line('type', {
          label: t(w.type),
          placeholder: t(w.typeHint),
          initial: view.type ?? undefined,
        }),
      ]),
    !hasRest && note(t(w.howToSend)),
    button(t(w.cancel), placeActions.cancel({ draftId })),
  )
}

export interface DuplicateView {
  readonly code: string
  readonly name: string
  readonly distanceM: number | null
}

const awayText = (t: T, one: DuplicateView) =>
  one.distanceM === null ? t(w.noPin) : t(w.away, { distance: distanceText(t, one.distanceM) })

/** Is it one of these? At most five. */
export function duplicatesCard(
  view: {
    draftId: string
    name: string
    known: readonly DuplicateView[]
    others: number
  },
  t: T,
): Card {
  const { draftId } = view
  return card(
    { state: 'needsYou', title: t(w.outletTitleAt, { name: short(view.name) }) },
    point(view.known.length > 0 ? t(w.duplicatesPoint) : t(w.othersNear, { n: view.others })),
    view.known.map((one) =>
      row(
        joined('\n', [bold(short(one.name, 40)), awayText(t, one)]),
        button(t(w.sameShop), placeActions.sameShop({ draftId, customerCode: one.code }), {
          size: 'small',
          fill: false,
        }),
      ),
    ),
    view.known.length > 0 && view.others > 0 && note(t(w.othersNear, { n: view.others })),
    buttons(
      button(t(w.notSame), placeActions.notSame({ draftId }), { kind: 'primary' }),
      button(t(w.cancel), placeActions.cancel({ draftId })),
    ),
  )
}

/** It was known already. */
export function sameShopCard(known: { code: string; name: string }, t: T): Card {
  return card(
    { state: 'over', title: t(w.outletTitle) },
    point(t(w.sameAsKnown, { name: short(known.name, 40) })),
    button(t(w.see), customerActions.show({ customerCode: known.code })),
  )
}

export interface OutletView extends RequestView {
  readonly name: string
  readonly contact: string | null
  readonly phone: string | null
  readonly type: string | null
  readonly status: 'asked' | 'approved' | 'declined'
  readonly customerCode: string | null
  /** What the manager should know: who else is near. */
  readonly known: readonly DuplicateView[]
  readonly others: number
}

/** One request, for who sent it and for who decides, before and after. */
export function outletCard(view: OutletView, reader: Reader, t: T): Card {
  const { id: outletId, status, customerCode } = view
  const states = { asked: 'needsYou', approved: 'done', declined: 'over' } as const
  const isMine = reader === 'sender'
  const toRule = status === 'asked' && !isMine
  const name = short(view.name)
  const what = t(w.outletPoint, { rep: view.repName, name })
  return card(
    {
      state: status === 'asked' && isMine ? 'progress' : states[status],
      title: isMine
        ? t(w.outletTitleAt, { name })
        : t(w.outletAskTitle, { rep: short(view.repName, 12) }),
    },
    point(toRule ? what : ruling(view, t)),
    !toRule && !isMine && para(what),
    para(
      joined('\n', [
        [view.contact, view.phone, view.type].filter(Boolean).join(' · ').slice(0, 120),
        view.placeName && t(w.placeAt, { name: short(view.placeName, 60) }),
        t(w.sentAt, { time: view.askedAt }),
      ]),
    ),
    toRule &&
      view.known.length > 0 &&
      para(
        joined('\n', [
          t(w.duplicatesPoint),
          ...view.known.map((one) => joined(' · ', [bold(short(one.name, 30)), awayText(t, one)])),
        ]),
      ),
    toRule && view.others > 0 && note(t(w.othersNear, { n: view.others })),
    status === 'approved' &&
      customerCode !== null && [
        para(t(w.outletMade, { code: customerCode })),
        button(t(w.see), customerActions.show({ customerCode })),
      ],
    status === 'declined' && para(t(w.outletNotMade)),
    !isMine && photoPart(view.photo, t),
    toRule && [
      buttons(
        button(t(w.approve), placeActions.ruleOutlet({ outletId, approve: true }), {
          kind: 'primary',
        }),
        button(t(w.decline), placeActions.ruleOutlet({ outletId, approve: false })),
      ),
      mapButton(view.point, view.name, t),
    ],
  )
}

function ruling(view: OutletView, t: T): string {
  if (view.status === 'asked') return t(w.waiting)
  const name = view.byName ?? ''
  if (view.status === 'declined') return t(w.declinedBy, { name })
  return view.ruled ? t(w.approvedBy, { name }) : t(w.readyDone)
}
