/** What the cards of doubtful visits share: reasons with their numbers, photos beside each other. */
import type { T } from '../../src/i18n/t.ts'
import { trustWords as w } from '../../src/i18n/trust.ts'
import { type Card, card, type Element, type Head, type Part } from '../kit/card.ts'
import { columns, note, panel, para, picture } from '../kit/elements.ts'
import { bold, colored, joined, type MdPart, md } from '../kit/markdown.ts'
import { clip } from '../visits/parts.ts'
import type { Judgement, PhotoShown, ReasonView } from './view.ts'

/** A card that names a person and what is doubtful: it stays in the chat that it was sent to. */
export function privateCard(head: Head, ...parts: Part[]): Card {
  const made = card(head, ...parts)
  return { ...made, config: { ...made.config, enable_forward: false } }
}

/** `距离门店 312 米，定位精度 35 米`: the rule's own sentence, filled from what it found. */
export const reasonText = (t: T, { reason, numbers }: ReasonView): string => t(reason, numbers)

const shownReasons = 4

/** Each reason with its number and what it took from the score; many are folded. */
export function reasonParts(judgement: Judgement, t: T): Part {
  const { reasons, lacking } = judgement
  const line = (one: ReasonView): MdPart => {
    const points = one.points > 0 ? t(w.points, { n: one.points }) : t(w.noPoints)
    return md`· ${reasonText(t, one)} ${colored('grey', points)}`
  }
  const rest = reasons.slice(shownReasons)
  return [
    reasons.length > 0 && para(joined('\n', reasons.slice(0, shownReasons).map(line))),
    rest.length > 0 &&
      panel(t(w.moreReasons, { n: rest.length }), [para(joined('\n', rest.map(line)))]),
    lacking > 0 && note(t(w.lacking, { n: lacking })),
  ]
}

/** Photos side by side, two in a row, each over what it is. */
export function photoRow(photos: readonly PhotoShown[], t: T): Part {
  const rows: Part[] = []
  for (let i = 0; i < photos.length; i += 2) {
    const pair = photos.slice(i, i + 2)
    // Captions in a row of their own: pictures stand level however long the words are.
    const shown = pair.map(({ imageKey, caption }) =>
      imageKey === null ? note(t(w.photoGone)) : picture(imageKey, caption),
    )
    rows.push(halves(shown), halves(pair.map(({ caption }) => note(caption))))
  }
  return rows
}

const halves = (parts: readonly Element[]) =>
  columns(
    [parts[0] ?? note(' '), parts[1] ?? note(' ')].map((part) => ({ elements: [part], weight: 1 })),
  )

/** `信任分 30 · 有 2 处和平常不同`. */
export const scoreLine = ({ score, reasons }: Judgement, t: T): Element =>
  para(
    bold(
      [
        t(w.score, { n: score }),
        ...(reasons.length > 0 ? [t(w.exceptional, { n: reasons.length })] : []),
      ].join(' · '),
    ),
  )

const shownText = 120

/** What somebody wrote; more than a few lines are folded. */
export function words(text: string, t: T): Part {
  const isLong = [...text].length > shownText + 20
  return isLong ? [para(clip(text, shownText)), panel(t(w.fullText), [para(text)])] : para(text)
}

export const nameList = (names: readonly string[], t: T): string => {
  if (names.length === 0) return t(w.nobody)
  const shown = names.slice(0, 2).join(t(w.nameComma))
  return names.length > 2 ? t(w.andOthers, { names: shown, n: names.length }) : shown
}
