/** 拜访完成, and what comes next. */
import { formatMoney } from '../../src/domain/money.ts'
import { inLocale, type T } from '../../src/i18n/t.ts'
import { visitWords as w } from '../../src/i18n/visits.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, hr, linkButton, note, para, point } from '../kit/elements.ts'
import { joined, md } from '../kit/markdown.ts'
import { trustPart } from '../trust/own.ts'
import { visitActions } from './actions.ts'
import { clip, distanceText, short, tagsOf } from './parts.ts'
import { sharePart } from './share.ts'
import type { DoneView, NextStop } from './view.ts'

/** The card of a closed visit: it takes the place of the open one. */
export function doneVisitCard(visit: DoneView, t: T): Card {
  const outcome = visit.outcome ? inLocale(visit.outcome, t.locale) : null
  const times = visit.left ? t(w.leftAt, { from: visit.arrived, to: visit.left }) : null
  return card(
    {
      state: visit.bySystem ? 'over' : 'done',
      title: t(w.doneTitle, { name: short(visit.customer.name) }),
      tags: tagsOf(t, visit.customer, visit.planned),
    },
    point(
      visit.bySystem
        ? t(w.systemClosed)
        : joined(' · ', [
            visit.minutes !== null && t(w.doneFacts, { minutes: visit.minutes }),
            t(w.photoCount, { n: visit.photos }),
            visit.orderFen !== null && t(w.orderSum, { amount: formatMoney(visit.orderFen) }),
          ]),
    ),
    visit.bySystem && para(t(w.systemClosedHint)),
    outcome !== null && para(t(w.resultIs, { text: outcome })),
    para(joined(' · ', [times, leavingText(visit, t)])),
    visit.failedPhotos > 0 && para(t(w.photosFailed, { n: visit.failedPhotos })),
    visit.summary !== null && para(t(w.summaryIs, { text: clip(visit.summary, 300) })),
    visit.nextStep !== null && para(t(w.nextStepIs, { text: clip(visit.nextStep, 100) })),
    visit.nextVisitOn !== null && para(t(w.nextVisitIs, { date: visit.nextVisitOn })),
    trustPart(visit.trust ?? null, t),
    sharePart(visit, t),
    nextPart(visit.next, t),
  )
}

function leavingText(visit: DoneView, t: T): string | null {
  if (visit.bySystem || visit.leavingDistanceM === undefined) return null
  if (visit.leavingDistanceM === null) return t(w.leftUnlocated)
  return t(w.leftDistance, { distance: distanceText(t, visit.leavingDistanceM) })
}

/** Where to go now, in one tap. */
export function nextPart(next: NextStop | 'none' | null, t: T): Part {
  if (next === null) return null
  if (next === 'none') return [hr(), note(t(w.dayDone))]
  const { customer, distanceM, navigation } = next
  const name = customer.name
  const line =
    distanceM === null
      ? t(w.nextStop, { name })
      : t(w.nextStopAt, { name, distance: distanceText(t, distanceM) })
  return [
    hr(),
    para(md`${line}`),
    buttons(
      button(t(w.checkIn), visitActions.intend({ customerCode: customer.code }), {
        kind: 'primary',
      }),
      navigation !== null && linkButton(t(w.navigate), navigation),
    ),
  ]
}

/** A visit that was called off. */
export function cancelledVisitCard(name: string, next: NextStop | null, t: T): Card {
  return card(
    { state: 'over', title: t(w.cancelledTitle, { name: short(name) }) },
    point(t(w.cancelledPoint)),
    nextPart(next, t),
  )
}
