/** What a rep sees before a visit opens: how to check in, which shop, why not, what else. */
import type { T } from '../../src/i18n/t.ts'
import { visitWords as w } from '../../src/i18n/visits.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { visitActions } from './actions.ts'
import { type CustomerName, distanceText, type PlaceOption, short, tagsOf } from './parts.ts'

/** `签到` alone: how it goes, with the next planned stops by name. */
export function howToCheckInCard(next: readonly CustomerName[], asksLocation: boolean, t: T): Card {
  return card(
    { state: 'todo', title: t(w.checkIn) },
    point(t(asksLocation ? w.sendLocation : w.nameCustomer)),
    para(t(asksLocation ? w.sendLocationSteps : w.nameCustomerSteps)),
    next.length > 0 && note(t(w.nextStops)),
    next.map((customer) => intendButton(customer, t)),
  )
}

/** The customer is named; only the location is missing. */
export function intendedCard(customer: CustomerName, planned: boolean, t: T): Card {
  return card(
    {
      state: 'todo',
      title: t(w.checkInTitle, { name: short(customer.name) }),
      tags: tagsOf(t, customer, planned),
    },
    point(t(w.sendLocation)),
    para(t(w.sendLocationSteps)),
    note(t(w.intentHolds)),
  )
}

/** Several customers fit the words. */
export function whichCustomerCard(found: readonly CustomerName[], more: boolean, t: T): Card {
  return card(
    { state: 'needsYou', title: t(w.checkIn) },
    point(t(w.whichCustomer)),
    found.map((customer) => intendButton(customer, t)),
    more && note(t(w.moreMatches)),
  )
}

export function noSuchCustomerCard(query: string, t: T): Card {
  return card(
    { state: 'needsYou', title: t(w.checkIn) },
    point(t(w.noSuchCustomer, { query: short(query, 40) })),
    para(t(w.noSuchCustomerHint)),
  )
}

const intendButton = ({ code, name }: CustomerName, t: T) =>
  button(t(w.checkInNamed, { name: short(name, 30) }), visitActions.intend({ customerCode: code }))

/** Outside the tolerance, inside the grace: the distance first, then a reason. */
export function needsReasonCard(
  place: {
    fixId: string
    customer: CustomerName
    planned: boolean
    distanceM: number
    toleranceM: number
  },
  t: T,
): Card {
  const { fixId, customer } = place
  const customerCode = customer.code
  return card(
    {
      state: 'needsYou',
      title: t(w.checkInTitle, { name: short(customer.name) }),
      tags: tagsOf(t, customer, place.planned),
    },
    point(t(w.distanceTo, { distance: distanceText(t, place.distanceM) })),
    para(t(w.needsReason, { tolerance: distanceText(t, place.toleranceM) })),
    form(visitActions.insist({ fixId, customerCode }), t(w.insist), (f) => [
      f.textArea('reason', { label: `${t(w.reason)} *`, placeholder: t(w.reasonHint) }),
    ]),
    buttons(
      button(t(w.relocate), visitActions.relocate({})),
      button(t(w.adhoc), visitActions.nearby({ fixId })),
    ),
  )
}

/** Nowhere near a planned customer: how far it is, and three ways on. */
export function noneNearCard(
  place: {
    fixId: string
    nearest: PlaceOption | null
    /** Without a point, or with one that is only made from the address (`doubtful`). */
    unpinned: readonly (CustomerName & { readonly doubtful: boolean })[]
  },
  t: T,
): Card {
  const { fixId, nearest } = place
  const distanceM = nearest?.distanceM ?? null
  return card(
    { state: 'needsYou', title: t(w.noneTitle) },
    point(
      nearest === null || distanceM === null
        ? t(w.noneAtAll)
        : t(w.noneNearest, { name: nearest.name, distance: distanceText(t, distanceM) }),
    ),
    para(t(nearest === null ? w.noneAtAllHint : w.noneHint)),
    buttons(
      button(t(w.relocate), visitActions.relocate({}), { kind: 'primary' }),
      button(t(w.adhoc), visitActions.nearby({ fixId })),
    ),
    place.unpinned.map((customer) =>
      button(
        t(w.checkInNamed, {
          name: t(customer.doubtful ? w.doubtfulPin : w.noPin, { name: short(customer.name) }),
        }),
        visitActions.choose({ fixId, customerCode: customer.code }),
      ),
    ),
    nearest !== null &&
      form(
        visitActions.wrongPin({ fixId, customerCode: nearest.code }),
        t(w.wrongPin),
        (f) => [
          f.line('reason', {
            label: `${short(nearest.name, 30)} · ${t(w.reason)}`,
            placeholder: t(w.wrongPinHint),
          }),
        ],
        { kind: 'default' },
      ),
  )
}

/** Several shops within reach, or one that is not on the plan: one tap decides. */
export function choosePlaceCard(
  place: { fixId: string; options: readonly PlaceOption[] },
  t: T,
): Card {
  const { fixId, options } = place
  const [only] = options
  if (options.length === 1 && only && !only.planned && only.distanceM !== null) {
    const call = visitActions.choose({ fixId, customerCode: only.code })
    return card(
      {
        state: 'needsYou',
        title: t(w.adhocTitle, { name: short(only.name) }),
        tags: tagsOf(t, only, false),
      },
      point(t(w.adhocPoint, { distance: distanceText(t, only.distanceM) })),
      para(t(w.adhocHint)),
      buttons(
        button(t(w.adhoc), call, { kind: 'primary' }),
        button(t(w.relocate), visitActions.relocate({})),
      ),
    )
  }
  return card(
    { state: 'needsYou', title: t(w.chooseTitle) },
    point(t(w.choosePoint, { n: options.length })),
    options.map((option) => optionButton(option, fixId, t)),
  )
}

/** A button holds some 20 characters: the distance must not fall off behind a long name. */
const nameOnButton = 12

function optionButton(option: PlaceOption, fixId: string, t: T): Part {
  const name = short(option.name, nameOnButton)
  const isCut = name !== option.name
  return [isCut && note(option.name), placeButton(option, name, fixId, t)]
}

function placeButton(option: PlaceOption, name: string, fixId: string, t: T) {
  const call = visitActions.choose({ fixId, customerCode: option.code })
  if (option.distanceM === null) {
    return button(t(w.checkInNamed, { name: t(w.noPin, { name }) }), call)
  }
  const label = option.planned ? w.checkInAt : w.adhocAt
  return button(t(label, { name, distance: distanceText(t, option.distanceM) }), call)
}
