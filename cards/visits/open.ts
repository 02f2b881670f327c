/** 拜访中: what is missing first, one big button, the rest folded away. */
import { formatMoney } from '../../src/domain/money.ts'
import { liveWords } from '../../src/i18n/live.ts'
import { inLocale, type T } from '../../src/i18n/t.ts'
import { visitWords as w } from '../../src/i18n/visits.ts'
import { gapsText } from '../customers/gaps.ts'
import { owedText } from '../customers/parts.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, note, panel, para, point } from '../kit/elements.ts'
import { bold, colored, joined, md } from '../kit/markdown.ts'
import { liveActions } from '../live/actions.ts'
import { visitActions } from './actions.ts'
import { missingLine } from './missing.ts'
import { capitalised, clip, distanceText, kindText, listText, short, tagsOf } from './parts.ts'
import { photoRows } from './photos.ts'
import type { CustomerFacts, VisitView } from './view.ts'

/** The card of an open visit, patched for its whole life. */
export function openVisitCard(visit: VisitView, t: T): Card {
  const { id: visitId } = visit
  const failed = visit.photos.filter((photo) => photo.status === 'failed').length
  return card(
    {
      state: 'progress',
      title: t(w.openTitle, { name: short(visit.customer.name) }),
      tags: tagsOf(t, visit.customer, visit.planned),
    },
    point(missingLine(t, visit.problems)),
    para(
      joined(' · ', [t(w.arrived, { time: visit.arrived }), placeText(visit, t), soFar(visit, t)]),
    ),
    visit.verdict === 'unverified' &&
      visit.distanceM !== null &&
      !visit.weak &&
      note(t(w.doubtfulHow)),
    para(joined('　', tickTexts(visit, t))),
    visit.leaving.distanceM !== null &&
      note(t(w.placeNoted, { distance: distanceText(t, visit.leaving.distanceM) })),
    failed > 0 && para(md`${bold(t(w.photosFailed, { n: failed }))}`),
    overdueLine(visit.facts, t),
    careLine(visit, t),
    visit.facts.gaps && para(colored('grey', gapsText(visit.facts.gaps, t))),
    noteBlock(visit, t),
    olderButton(visit, t),
    lastPanel(visit.facts, t),
    factsPanel(visit.facts, t),
    photoPanel(visit, t),
    liveButtons(visit, t),
    buttons(
      button(t(w.checkOut), visitActions.checkOut({ visitId }), { kind: 'primary' }),
      button(t(w.more), visitActions.more({ visitId })),
    ),
  )
}

/** Ways to the live page for what is still missing. */
function liveButtons(visit: VisitView, t: T): Part {
  if (!visit.live) return null
  const { id: visitId, leaving, ticks } = visit
  const toLeave = leaving.required && !leaving.done
  const toTake = ticks.some(({ need, have }) => have < need)
  return buttons(
    toTake && button(t(liveWords.livePhoto), liveActions.link({ visitId, purpose: 'photo' })),
    toLeave && button(t(liveWords.liveLeave), liveActions.link({ visitId, purpose: 'check_out' })),
  )
}

const soFar = ({ minutes }: VisitView, t: T) => minutes > 0 && t(w.minutesSoFar, { n: minutes })

function placeText(visit: VisitView, t: T): string {
  if (visit.distanceM === null || visit.weak) return t(w.unverified)
  const distance = distanceText(t, visit.distanceM)
  if (visit.verdict === 'unverified') return t(w.doubtfulPlace, { distance })
  if (visit.verdict === 'needs_reason') return t(w.withReason, { distance })
  if (visit.verdict === 'off_site') return t(w.withWrongPin, { distance })
  return t(w.fromShop, { distance })
}

function tickTexts(visit: VisitView, t: T): string[] {
  const tick = (done: boolean, what: string) =>
    t(done ? w.tickDone : w.tickOpen, { what: capitalised(what) })
  const kinds = visit.ticks
    .filter(({ need }) => need > 0)
    .map(({ kind, need, have }) => {
      const what = kindText(t, kind)
      const shown = need > 1 ? t(w.tickCount, { what, have: Math.min(have, need), need }) : what
      return tick(have >= need, shown)
    })
  return [
    ...kinds,
    ...(visit.summary.needed ? [tick(visit.summary.done, t(w.summary))] : []),
    ...(visit.leaving.required ? [tick(visit.leaving.done, t(w.leavingPlace))] : []),
  ]
}

/** What is past its terms is talked about before anything is sold; what is only owed is folded away. */
function overdueLine({ money }: CustomerFacts, t: T): Part {
  return money?.overdue ? para(colored('orange', owedText(money, t))) : null
}

/** How the company looks after customers of this grade. */
function careLine({ customer, facts }: VisitView, t: T): Part {
  if (!facts.care) return null
  return para(md`${bold(t(w.care, { grade: customer.grade ?? '' }))}　${clip(facts.care, 200)}`)
}

const maxNotesShown = 4

/** The text that became the summary, with a way out for what was none. */
function noteBlock(visit: VisitView, t: T): Part {
  const last = visit.notes.at(-1)
  if (!last) return null
  const shown = visit.notes.slice(-maxNotesShown)
  const texts = shown.map((piece) => md`${clip(piece.text, 80)}`)
  return [
    para(md`${bold(t(w.notesTitle))}`),
    para(joined('\n', [visit.notes.length > shown.length && '…', ...texts])),
    buttons(
      button(t(w.edit), visitActions.editNotes({ visitId: visit.id }), { size: 'small' }),
      button(t(w.notSummary), visitActions.dismissNote({ noteId: last.id }), { size: 'small' }),
    ),
  ]
}

function olderButton(visit: VisitView, t: T): Part {
  const { photos, notes } = visit.older
  if (photos + notes === 0) return null
  const list = listText(t, [
    photos > 0 && t(w.olderPhotos, { n: photos }),
    notes > 0 && t(w.olderNotes, { n: notes }),
  ])
  return button(t(w.attachOlder, { list }), visitActions.attachOlder({ visitId: visit.id }))
}

function lastPanel({ last }: CustomerFacts, t: T): Part {
  if (!last) return note(t(w.firstVisit))
  const outcome = last.outcome ? inLocale(last.outcome, t.locale) : null
  return panel(joined(' · ', [t(w.lastVisit, { date: last.date }), outcome]), [
    para(last.summary ? clip(last.summary, 300) : t(w.noSummary)),
    last.nextStep !== null && para(t(w.promisedStep, { step: clip(last.nextStep, 100) })),
  ])
}

function factsPanel({ orders, money, contact, phone }: CustomerFacts, t: T): Part {
  const who = [contact, phone].filter(Boolean).join(' ')
  return panel(t(w.facts), [
    orders === null && para(t(w.noOrders)),
    orders !== null &&
      para(t(w.lastOrder, { date: orders.lastOn, amount: formatMoney(orders.lastFen) })),
    orders !== null &&
      orders.items.length > 0 &&
      para(
        t(w.usualItems, {
          items: listText(
            t,
            orders.items.map((item) => clip(item, 40)),
          ),
        }),
      ),
    money && para(joined(' · ', [owedText(money, t), t(w.dataAsOf, { date: money.asOf })])),
    para(who ? t(w.contact, { who }) : t(w.noContact)),
  ])
}

const photosOnCard = 4

function photoPanel(visit: VisitView, t: T): Part {
  const shown = visit.photos.slice(-photosOnCard)
  if (shown.length === 0) return note(t(w.photosNone))
  const more = visit.photos.length > shown.length
  return panel(t(w.photosTitle, { n: visit.photos.length }), [
    photoRows(shown, t),
    more && button(t(w.allPhotos), visitActions.photos({ visitId: visit.id, page: 0 })),
  ])
}
