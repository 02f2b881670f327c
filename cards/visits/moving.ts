/** While a visit is open: another location, other questions, the rarer acts. */
import type { T } from '../../src/i18n/t.ts'
import { visitWords as w } from '../../src/i18n/visits.ts'
import { shortcutActions } from '../admin/help.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { visitActions } from './actions.ts'
import { type CustomerName, distanceText, listText, type PlaceOption, short } from './parts.ts'

interface OpenAt {
  readonly visitId: string
  readonly customer: CustomerName
}

/** A location at B while A is open: one question, two answers (or a few B's). */
export function switchCard(
  open: OpenAt & { fixId: string; options: readonly PlaceOption[] },
  t: T,
): Card {
  const { visitId, fixId, options } = open
  const a = short(open.customer.name, 16)
  const [nearest] = options
  return card(
    { state: 'needsYou', title: t(w.switchTitle) },
    nearest !== undefined &&
      point(
        t(w.switchPoint, {
          a,
          b: nearest.name,
          distance: distanceText(t, nearest.distanceM ?? 0),
        }),
      ),
    options.map(({ code, name }, i) =>
      button(
        t(w.switchTo, { a, b: short(name, 16) }),
        visitActions.switchTo({ visitId, fixId, customerCode: code }),
        { kind: i === 0 ? 'primary' : 'default' },
      ),
    ),
    button(t(w.stay, { a }), visitActions.stay({ visitId, fixId })),
  )
}

/** A location away from the open visit, and from everybody else. */
export function awayCard(open: OpenAt & { fixId: string; distanceM: number | null }, t: T): Card {
  const { visitId, fixId, customer } = open
  const name = short(customer.name, 16)
  return card(
    { state: 'needsYou', title: t(w.openTitle, { name: short(customer.name) }) },
    point(
      open.distanceM === null
        ? t(w.stillOpen, { name })
        : t(w.awayPoint, { name: customer.name, distance: distanceText(t, open.distanceM) }),
    ),
    buttons(
      button(t(w.checkOutHere), visitActions.checkOutHere({ visitId, fixId }), { kind: 'primary' }),
    ),
    button(t(w.stay, { a: name }), visitActions.stay({ visitId, fixId })),
  )
}

/** `签到 B` while A is open. */
export function stillOpenCard(open: OpenAt, t: T): Card {
  const { visitId, customer } = open
  return card(
    { state: 'progress', title: t(w.openTitle, { name: short(customer.name) }) },
    point(t(w.stillOpen, { name: customer.name })),
    para(t(w.stillOpenHint)),
    buttons(
      button(t(w.checkOut), visitActions.checkOut({ visitId, aside: true }), { kind: 'primary' }),
    ),
  )
}

/** An answer to `签退` when no visit is open. */
export function notOpenCard(t: T): Card {
  return card({ state: 'over', title: t(w.checkOut) }, point(t(w.notOpen)), para(t(w.notOpenHint)))
}

export function moreCard({ visitId, customer }: OpenAt, t: T): Card {
  return card(
    { state: 'progress', title: t(w.moreTitle, { name: short(customer.name) }) },
    buttons(
      button(t(w.changeCustomer), visitActions.changeCustomer({ visitId })),
      button(t(w.cancel), visitActions.cancel({ visitId }), {
        kind: 'danger',
        confirm: { title: t(w.cancelTitle), text: t(w.cancelText) },
      }),
    ),
    button(t(w.back), visitActions.show({ visitId }), { kind: 'text' }),
  )
}

/** 换客户: who else is near the place of the check-in. */
export function changeCustomerCard(open: OpenAt & { options: readonly PlaceOption[] }, t: T): Card {
  const { visitId, options } = open
  return card(
    { state: 'progress', title: t(w.moreTitle, { name: short(open.customer.name) }) },
    point(options.length === 0 ? t(w.changeNone) : t(w.changePoint)),
    options.map(({ code, name, distanceM }) =>
      button(
        distanceM === null ? name : `${short(name, 30)} · ${distanceText(t, distanceM)}`,
        visitActions.moveTo({ visitId, customerCode: code }),
      ),
    ),
    button(t(w.back), visitActions.show({ visitId }), { kind: 'text' }),
  )
}

/** 修改: the notes as one text. */
export function editNotesCard({ visitId, customer, text }: OpenAt & { text: string }, t: T): Card {
  return card(
    { state: 'progress', title: t(w.openTitle, { name: short(customer.name) }) },
    form(visitActions.saveNotes({ visitId }), t(w.save), (f) => [
      f.textArea('summary', { label: t(w.summary), initial: text }),
    ]),
    button(t(w.back), visitActions.show({ visitId }), { kind: 'text' }),
  )
}

/** What an older message becomes when the visit is shown by a newer one. */
export function retiredCard(name: string, t: T): Card {
  return card({ state: 'over', title: short(name) }, note(t(w.seeNewest)))
}

/** What was sent before a check-in, while it waits. */
export function heldCard(held: { photos: number; notes: number }, t: T): Card {
  return card(
    { state: 'todo', title: t(w.heldTitle) },
    point(t(w.heldPoint, { list: heldList(held, t) })),
    para(t(w.heldHint)),
    ...buttons(
      button(t(w.heldPlan), shortcutActions.run({ command: 'plan' })),
      button(t(w.heldNearby), shortcutActions.run({ command: 'nearby' })),
      button(t(w.heldHelp), shortcutActions.run({ command: 'help' })),
    ),
  )
}

/** The same card once the visit has taken it. */
export function heldTakenCard(held: { photos: number; notes: number }, name: string, t: T): Card {
  return card(
    { state: 'over', title: t(w.heldTaken, { name: short(name) }) },
    para(heldList(held, t)),
  )
}

const heldList = ({ photos, notes }: { photos: number; notes: number }, t: T) =>
  listText(t, [
    photos > 0 && t(w.heldPhotos, { n: photos }),
    notes > 0 && t(w.heldNotes, { n: notes }),
  ])
