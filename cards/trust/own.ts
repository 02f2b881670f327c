/** A doubtful visit as its rep sees it: what is unusual with its numbers, what to do about it, what became of it. */
import type { T } from '../../src/i18n/t.ts'
import { verdictWords, trustWords as w } from '../../src/i18n/trust.ts'
import type { Card, Part, State } from '../kit/card.ts'
import { button, buttons, hr, note, para, point } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { short } from '../visits/parts.ts'
import { trustActions } from './actions.ts'
import { nameList, photoRow, privateCard, reasonParts, scoreLine, words } from './parts.ts'
import type { OwnCase, OwnTrust, RulingView } from './view.ts'

/** On the card of a closed visit: one small line where nothing is unusual, else the reasons and one tap. */
export function trustPart(own: OwnTrust | null, t: T): Part {
  if (own === null) return null
  if (own.band === 'green' && own.ruling === null && own.explanation === null)
    return note(t(w.score, { n: own.score }))
  const { visitId } = own
  const asks = own.mayExplain && own.explanation === null
  return [
    hr(),
    scoreLine(own, t),
    reasonParts(own, t),
    standing(own, t),
    buttons(
      asks && button(t(w.explain), trustActions.explain({ visitId })),
      own.mayExplain &&
        !asks &&
        button(t(w.change), trustActions.explain({ visitId }), { kind: 'text' }),
      own.appealUntil !== null && button(t(w.appeal), trustActions.appeal({ visitId })),
    ),
  ]
}

/** How it stands, in one line. */
function standing(own: OwnTrust, t: T): Part {
  if (own.decision) return para(decidedText(own.decision, t))
  if (own.appeal) return para(t(w.appealedPlain))
  if (own.ruling) return [para(ruledText(own.ruling, t)), noteOf(own.ruling, t)]
  return own.explanation ? para(t(w.explainedPlain)) : null
}

const verdictOf = ({ verdict }: RulingView, t: T) => t(verdictWords[verdict])
const ruledText = (ruling: RulingView, t: T) =>
  t(w.ruledPoint, { who: ruling.by, verdict: verdictOf(ruling, t) })
const decidedText = (decision: RulingView, t: T) =>
  t(w.decidedPoint, { who: decision.by, verdict: verdictOf(decision, t) })
const noteOf = (ruling: RulingView, t: T): Part =>
  ruling.note !== null && words(t(w.ruledNote, { text: ruling.note }), t)

/** 说明情况: what is unusual, and a line for the rep's words. */
export function explainFormCard(own: OwnCase, t: T): Card {
  return privateCard(
    {
      state: 'needsYou',
      title: t(w.askTitle, { name: short(own.customer, 18) }),
      subtitle: own.when,
    },
    point(t(w.askPoint)),
    reasonParts(own, t),
    form(trustActions.submitExplanation({ visitId: own.visitId }), t(w.submit), (f) => [
      f.textArea('text', {
        label: t(w.askField),
        placeholder: t(w.askHint),
        required: true,
        initial: own.explanation?.text,
      }),
    ]),
    note(t(w.askHow)),
  )
}

/** 申诉: the ruling, and a line for the rep's reasons. */
export function appealFormCard(own: OwnCase, t: T): Card {
  return privateCard(
    {
      state: 'needsYou',
      title: t(w.appealTitle, { name: short(own.customer, 20) }),
      subtitle: own.when,
    },
    point(t(w.appealPoint)),
    own.ruling && [para(ruledText(own.ruling, t)), noteOf(own.ruling, t)],
    form(trustActions.submitAppeal({ visitId: own.visitId }), t(w.submit), (f) => [
      f.textArea('text', { label: t(w.appealField), required: true }),
    ]),
    note(t(w.appealHow)),
  )
}

/** The rep's own card of a doubtful visit, for its whole life. */
export function ownCaseCard(own: OwnCase, t: T): Card {
  const stage = stageOf(own)
  const name = short(own.customer, 20)
  const asks = own.mayExplain && own.explanation === null
  return privateCard(
    { state: stateOf(own), title: t(titles[stage], { name }), subtitle: own.when },
    point(pointOf(own, t)),
    own.decision ? noteOf(own.decision, t) : own.ruling && noteOf(own.ruling, t),
    consequence(own, t),
    scoreLine(own, t),
    reasonParts(own, t),
    said(own, t),
    own.piecesMinutes !== null && para(t(w.piecesOpen, { n: own.piecesMinutes })),
    acts(own, asks, t),
  )
}

type Stage = 'ask' | 'explained' | 'ruled' | 'appealed' | 'decided'
const titles = {
  ask: w.askTitle,
  explained: w.explainedTitle,
  ruled: w.ruledTitle,
  appealed: w.appealedTitle,
  decided: w.decidedTitle,
} as const

function stageOf(own: OwnCase): Stage {
  if (own.decision) return 'decided'
  if (own.appeal) return 'appealed'
  if (own.ruling) return 'ruled'
  return own.explanation ? 'explained' : 'ask'
}

function stateOf(own: OwnCase): State {
  const stands = own.decision ?? own.ruling
  if (own.appeal && !own.decision) return 'progress'
  if (stands) return stands.verdict === 'honest' ? 'done' : own.decision ? 'over' : 'needsYou'
  return own.explanation ? 'progress' : 'needsYou'
}

function pointOf(own: OwnCase, t: T): string {
  const who = nameList(own.judges, t)
  switch (stageOf(own)) {
    case 'decided':
      return own.decision ? decidedText(own.decision, t) : ''
    case 'appealed':
      return t(w.appealedPoint, { who })
    case 'ruled':
      return own.ruling ? ruledText(own.ruling, t) : ''
    case 'explained':
      return t(w.explainedPoint, { who })
    case 'ask':
      return t(w.askPoint)
  }
}

/** What a ruling means for the rep, and until when it can be appealed against. */
function consequence(own: OwnCase, t: T): Part {
  const stands = own.decision ?? own.ruling
  if (!stands || stands.verdict === 'honest') return null
  return [
    para(t(stands.verdict === 'false' ? w.ruledFalse : w.ruledFor)),
    own.appealUntil !== null && para(t(w.appealUntil, { until: own.appealUntil })),
  ]
}

function said({ explanation, appeal }: OwnCase, t: T): Part {
  return [
    explanation && [
      words(t(w.explainedLine, { at: explanation.at, text: explanation.text }), t),
      photoRow(explanation.photos.slice(0, 4), t),
      explanation.photos.length > 0 && note(t(w.explainedPhotos, { n: explanation.photos.length })),
      explanation.lostPhotos > 0 && para(t(w.photosLost, { n: explanation.lostPhotos })),
    ],
    appeal && words(t(w.appealedLine, { at: appeal.at, text: appeal.text }), t),
  ]
}

function acts(own: OwnCase, asks: boolean, t: T): Part {
  const { visitId } = own
  if (own.piecesMinutes !== null)
    return buttons(button(t(w.endPieces), trustActions.endPieces({ visitId }), { kind: 'primary' }))
  return buttons(
    asks && button(t(w.explain), trustActions.explain({ visitId }), { kind: 'primary' }),
    own.appealUntil !== null &&
      button(t(w.appeal), trustActions.appeal({ visitId }), { kind: 'primary' }),
    own.mayExplain && !asks && button(t(w.addPieces), trustActions.addPieces({ visitId })),
    own.mayExplain && !asks && button(t(w.change), trustActions.explain({ visitId })),
    button(t(w.viewers), trustActions.viewers({ visitId }), { kind: 'text' }),
  )
}
