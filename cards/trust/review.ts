/** 待核查拜访: one doubtful visit at a time, the lowest score first, with all that is known about it. */
import type { Verdict } from '../../src/domain/trust/suggest.ts'
import type { T } from '../../src/i18n/t.ts'
import { verdictWords, trustWords as w } from '../../src/i18n/trust.ts'
import type { Card, Head, Part } from '../kit/card.ts'
import { button, buttons, hr, note, panel, para, point, tappable } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, joined } from '../kit/markdown.ts'
import { clip, short } from '../visits/parts.ts'
import { trustActions } from './actions.ts'
import { photoRow, privateCard, reasonParts, scoreLine, words } from './parts.ts'
import type { ExplanationView, Review, ReviewItem, RulingView } from './view.ts'

const shownPairs = 2
const shownPhotos = 4

/** One visit of the list, or one that was opened by itself. */
export function reviewCard(review: Review, t: T): Card {
  const { item, position, total } = review
  const { minutes, left } = item
  const times =
    left === null || minutes === null
      ? t(w.reviewWhenOpen, { day: item.day, from: item.arrived })
      : t(w.reviewWhen, { day: item.day, from: item.arrived, to: left, minutes })
  return privateCard(
    {
      state: item.level === null ? 'over' : item.band === 'red' ? 'alarm' : 'needsYou',
      title: t(w.reviewTitle),
      ...(position === null ? {} : { subtitle: t(w.reviewCount, { n: position, of: total }) }),
      tags: tagsOf(item, t),
    },
    review.waiting && para(bold(t(w.reviewWaiting, review.waiting))),
    point(t(w.reviewWho, { rep: short(item.rep, 10), customer: short(item.customer, 16) })),
    para(times),
    scoreLine(item, t),
    reasonParts(item, t),
    pairsPart(item, t),
    saidPart(item, t),
    photosPart(item, t),
    rulings(item, t),
    verdictButtons(item, t),
    buttons(
      review.previous !== null &&
        button(t(w.previous), trustActions.review({ visitId: review.previous })),
      review.next !== null && button(t(w.next), trustActions.review({ visitId: review.next })),
    ),
    othersPart(review, t),
    item.level !== null && note(t(item.level === 2 ? w.decisionHint : w.reviewHint)),
  )
}

function tagsOf(item: ReviewItem, t: T): NonNullable<Head['tags']> {
  const state = item.appeal
    ? { text: t(w.appealTag), color: 'violet' as const }
    : item.explanation && { text: t(w.explainedTag), color: 'blue' as const }
  return [
    ...(state ? [state] : []),
    ...(item.isUp
      ? [{ text: t(w.upTag), color: 'red' as const }]
      : item.band === 'red'
        ? [{ text: t(w.redTag), color: 'red' as const }]
        : item.band === 'amber'
          ? [{ text: t(w.amberTag), color: 'orange' as const }]
          : []),
  ]
}

function pairsPart({ pairs }: ReviewItem, t: T): Part {
  if (pairs.length === 0) return null
  return [
    para(bold(t(w.pairTitle))),
    pairs.slice(0, shownPairs).map(({ now, before }) => photoRow([now, before], t)),
    pairs.length > shownPairs && note(t(w.photosMore, { n: pairs.length - shownPairs })),
  ]
}

function saidPart(item: ReviewItem, t: T): Part {
  const { explanation, appeal, rep: who } = item
  if (explanation === null && appeal === null) return item.level === 1 && note(t(w.noExplanation))
  return [
    explanation && explainedPart(explanation, who, t),
    appeal && [para(bold(t(w.appealBy, { who, at: appeal.at }))), words(appeal.text, t)],
  ]
}

const explainedPart = (explanation: ExplanationView, who: string, t: T): Part => [
  hr(),
  para(bold(t(w.saidBy, { who, at: explanation.at }))),
  words(explanation.text, t),
  photoRow(explanation.photos.slice(0, shownPhotos), t),
  explanation.photos.length > shownPhotos &&
    note(t(w.photosMore, { n: explanation.photos.length - shownPhotos })),
]

/** The visit's own photos stay folded where a pair shows what matters. */
function photosPart({ photos, pairs }: ReviewItem, t: T): Part {
  if (photos.length === 0) return null
  const rows = photoRow(photos.slice(0, shownPhotos), t)
  const rest =
    photos.length > shownPhotos && note(t(w.photosMore, { n: photos.length - shownPhotos }))
  return panel(t(w.photosTitle), [rows, rest], { expanded: pairs.length === 0 })
}

function rulings({ ruling, decision }: ReviewItem, t: T): Part {
  return [ruling, decision].map((one) => one && rulingPart(one, t))
}

const rulingPart = (ruling: RulingView, t: T): Part => [
  para(t(w.rulingBy, { who: ruling.by, at: ruling.at, verdict: t(verdictWords[ruling.verdict]) })),
  ruling.note !== null && words(t(w.ruledNote, { text: ruling.note }), t),
]

function verdictButtons({ visitId, level }: ReviewItem, t: T): Part {
  if (level === null) return null
  const ask = (verdict: Verdict) =>
    button(t(verdictWords[verdict]), trustActions.askNote({ visitId, level, verdict }))
  return buttons(
    button(t(verdictWords.honest), trustActions.rule({ visitId, level, verdict: 'honest' }), {
      kind: 'primary',
    }),
    ask('doubtful'),
    ask('false'),
  )
}

function othersPart({ others, hidden }: Review, t: T): Part {
  if (others.length === 0) return null
  const tags = { appeal: t(w.appealTag), explained: t(w.explainedTag) }
  return panel(
    t(w.others, { n: others.length + hidden }),
    others.map(({ visitId, rep, customer, score, tag }) =>
      tappable(
        trustActions.review({ visitId }),
        [
          para(
            joined(' · ', [
              bold(short(rep, 8)),
              short(customer, 14),
              t(w.score, { n: score }),
              tag && tags[tag],
            ]),
          ),
        ],
        { border: true },
      ),
    ),
  )
}

/** Nothing (more) to review. */
export function reviewEmptyCard(
  view: { readonly ruledToday: number; readonly sentAt: string },
  t: T,
): Card {
  const { ruledToday, sentAt } = view
  return privateCard(
    { state: 'done', title: t(w.reviewTitle) },
    point(t(ruledToday > 0 ? w.reviewDone : w.reviewNone)),
    ruledToday > 0
      ? para(t(w.reviewDoneToday, { n: ruledToday }))
      : note(t(w.reviewNoneHow, { at: sentAt })),
  )
}

/** 可疑 and 不实 are said with a reason. */
export function ruleFormCard(
  item: Pick<ReviewItem, 'visitId' | 'rep' | 'customer' | 'score' | 'reasons' | 'lacking' | 'band'>,
  ruling: { readonly level: 1 | 2; readonly verdict: Verdict },
  t: T,
): Card {
  const { visitId } = item
  const verdict = t(verdictWords[ruling.verdict])
  return privateCard(
    {
      state: 'needsYou',
      title: t(w.noteTitle, {
        verdict,
        rep: short(item.rep, 8),
        customer: short(item.customer, 14),
      }),
    },
    point(t(w.notePoint)),
    reasonParts(item, t),
    form(trustActions.submitRuling({ visitId, ...ruling }), t(w.ruleAs, { verdict }), (f) => [
      f.textArea('note', { label: t(w.noteField), placeholder: t(w.noteHint), required: true }),
    ]),
    button(t(w.back), trustActions.review({ visitId })),
    note(t(ruling.level === 2 ? w.decisionHint : w.reviewHint)),
  )
}

/** What the one who ruled first hears when the level above has decided. */
export function appealToldCard(
  told: {
    readonly rep: string
    readonly customer: string
    readonly by: string
    readonly verdict: Verdict
    readonly changed: boolean
    readonly note: string | null
    readonly visitId: string
  },
  t: T,
): Card {
  const verdict = t(verdictWords[told.verdict])
  const words = told.changed ? w.appealChanged : w.appealUpheld
  return privateCard(
    { state: 'over', title: t(w.appealDecidedToRuler, { name: short(told.customer, 20) }) },
    point(t(words, { who: told.by, verdict })),
    para(t(w.reviewWho, { rep: told.rep, customer: short(told.customer, 40) })),
    told.note !== null && para(t(w.ruledNote, { text: clip(told.note, 300) })),
  )
}
