/** A rep's own list of what to explain, as a card and as part of a card of nudges; and who looked. */
import type { T } from '../../src/i18n/t.ts'
import { verdictWords, trustWords as w } from '../../src/i18n/trust.ts'
import type { Card, Element, Part } from '../kit/card.ts'
import { button, note, panel, para, point, row } from '../kit/elements.ts'
import { bold, joined } from '../kit/markdown.ts'
import type { NudgeSection } from '../nudges/nudges.ts'
import { short } from '../visits/parts.ts'
import { trustActions } from './actions.ts'
import { privateCard, reasonText } from './parts.ts'
import type { OwnTrust } from './view.ts'

export interface OwnLine extends OwnTrust {
  readonly customer: string
  readonly when: string
}

const listed = 5
const folded = 15

/** 我的核查: what can be explained or appealed against first, then the rest. */
export function mineCard(
  view: { readonly lines: readonly OwnLine[]; readonly days: number },
  t: T,
): Card {
  const { lines, days } = view
  const open = lines.filter(({ mayExplain, explanation }) => mayExplain && explanation === null)
  const rest = lines.slice(listed, listed + folded)
  return privateCard(
    { state: open.length > 0 ? 'needsYou' : 'done', title: t(w.mineTitle) },
    point(open.length > 0 ? t(w.minePoint, { n: open.length }) : t(w.mineNone)),
    lines.length === 0 && note(t(w.mineNoneHow, { n: days })),
    lines.slice(0, listed).map((line) => row(lineText(line, t), actOf(line, t))),
    rest.length > 0 &&
      panel(
        t(w.others, { n: lines.length - listed }),
        rest.map((line) => row(lineText(line, t), actOf(line, t))),
      ),
  )
}

function lineText(line: OwnLine, t: T) {
  const [first] = line.reasons
  const about = joined(' · ', [line.when, t(w.score, { n: line.score }), stateText(line, t)])
  return joined('\n', [bold(short(line.customer, 16)), about, first && reasonText(t, first)])
}

function stateText(line: OwnLine, t: T): string {
  const stands = line.decision ?? line.ruling
  if (line.appeal && !line.decision) return t(w.appealTag)
  if (stands) return t(verdictWords[stands.verdict])
  return line.explanation ? t(w.explainedTag) : ''
}

function actOf(line: OwnLine, t: T): Element {
  const { visitId } = line
  const small = { size: 'small', fill: false } as const
  if (line.mayExplain && line.explanation === null)
    return button(t(w.explain), trustActions.explain({ visitId }), small)
  if (line.appealUntil !== null) return button(t(w.appeal), trustActions.appeal({ visitId }), small)
  return button(t(w.look), trustActions.showOwn({ visitId }), { ...small, kind: 'text' })
}

/** On a card of nudges: each with its first reason and one tap to explain. */
export const explainSection = (lines: readonly OwnLine[], t: T): NudgeSection => {
  const rest = lines.slice(listed, listed + folded)
  return {
    point: t(w.nudgePoint, { n: lines.length }),
    parts: [
      ...lines.slice(0, listed).map((line) => row(lineText(line, t), actOf(line, t))),
      rest.length > 0 &&
        panel(
          t(w.others, { n: lines.length - listed }),
          rest.map((line) => row(lineText(line, t), actOf(line, t))),
        ),
      note(t(w.nudgeHow)),
    ] satisfies Part[],
    act: null,
  }
}

/** 谁看过: who opened the review of a visit, newest first. */
export function viewersCard(
  view: {
    readonly visitId: string
    readonly customer: string
    readonly when: string
    readonly viewers: readonly { readonly who: string; readonly at: string }[]
  },
  t: T,
): Card {
  const { visitId, customer, when, viewers } = view
  const people = new Set(viewers.map(({ who }) => who)).size
  return privateCard(
    { state: 'over', title: t(w.viewersTitle, { name: short(customer, 20) }), subtitle: when },
    point(people > 0 ? t(w.viewersPoint, { n: people }) : t(w.viewersNone)),
    viewers.length > 0 &&
      para(
        joined(
          '\n',
          viewers.slice(0, 20).map((one) => t(w.viewerLine, one)),
        ),
      ),
    note(t(w.viewersHow)),
    button(t(w.back), trustActions.showOwn({ visitId })),
  )
}
