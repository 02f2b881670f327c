/** The cards that only the practice has: a lesson's beginning, leaving it, the end, and a doubt. */
import { practiceWords as w } from '../../src/i18n/practice.ts'
import type { T } from '../../src/i18n/t.ts'
import { visitWords } from '../../src/i18n/visits.ts'
import { shortcutActions } from '../admin/help.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { short } from '../visits/parts.ts'
import { practiceActions } from './actions.ts'

/** The rep stands before an invented shop: the location is to be sent. */
export function arriveCard(view: { shop: string; asksLocation: boolean }, t: T): Card {
  const { shop, asksLocation } = view
  return card(
    { state: 'todo', title: t(visitWords.checkInTitle, { name: short(shop) }) },
    asksLocation
      ? [point(t(visitWords.sendLocation)), para(t(visitWords.sendLocationSteps))]
      : button(t(visitWords.checkIn), practiceActions.open({}), { kind: 'primary' }),
    note(t(w.countsNowhere)),
  )
}

/** What follows a lesson that is done. */
export const nextLessonButton = (n: number, t: T): Part =>
  button(t(w.next, { n }), practiceActions.next({}), { kind: 'primary' })

/** After the last lesson: what happens on the next working day. */
export const endButtons = (t: T): Part => [
  note(t(w.notPlanned)),
  buttons(
    button(t(w.plan), shortcutActions.run({ command: 'plan' }), { kind: 'primary' }),
    button(t(w.again), practiceActions.again({})),
  ),
]

/** Left before the end: nothing is lost. */
export function leftCard(view: { done: number; finished: boolean }, t: T): Card {
  return card(
    { state: 'over', title: t(w.title) },
    point(view.finished ? t(w.leftFinished) : t(w.left, { n: view.done })),
    para(t(w.leftHint)),
    view.finished
      ? button(t(w.again), practiceActions.again({}))
      : button(t(w.goOn), practiceActions.start({})),
  )
}

/** All three were done before. */
export function finishedCard(t: T): Card {
  return card(
    { state: 'done', title: t(w.title) },
    point(t(w.finished)),
    para(t(w.finishedHint)),
    button(t(w.again), practiceActions.again({})),
  )
}

/** The location is at a real shop: one tap decides. */
export function isItRealCard(shop: string, t: T): Card {
  return card(
    { state: 'needsYou', title: t(w.realTitle) },
    point(t(w.realPoint, { shop })),
    para(t(w.realHint)),
    buttons(
      button(t(w.real), practiceActions.real({}), { kind: 'primary' }),
      button(t(w.pretend), practiceActions.pretend({})),
    ),
  )
}

/** The same card once it is answered. */
export function answeredCard(real: boolean, t: T): Card {
  const said = real ? w.answeredReal : w.answeredPractice
  return card({ state: 'over', title: t(w.realTitle) }, point(t(said)))
}

/** Who visits for the first time is offered the practice. */
export function offerCard(t: T): Card {
  return card(
    { state: 'todo', title: t(w.title) },
    point(t(w.offerPoint)),
    para(t(w.offerText)),
    button(t(w.start), practiceActions.start({}), { kind: 'primary' }),
  )
}
