/** What happens with locations and photos, and 我知道了. */
import { z } from 'zod'
import { noticeWords, privacyWords as w } from '../../src/i18n/privacy.ts'
import type { T } from '../../src/i18n/t.ts'
import { defineActions } from '../kit/action.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { bold, joined } from '../kit/markdown.ts'

export const privacyActions = defineActions('privacy', {
  understood: { payload: z.object({ version: z.string() }) },
})

/** The periods that the text names, in days. */
export interface NoticePeriods {
  readonly locations: number
  readonly photos: number
  readonly events: number
  /** Fingerprints of deleted photos stay. */
  readonly marksKept: boolean
}

export interface NoticeView {
  readonly version: string
  readonly periods: NoticePeriods
  /** How many messages wait for the answer. */
  readonly held: number
  /** Local time at which the reader agreed; null while they have not. */
  readonly agreedAt: string | null
  /** The reader is one who visits: others read it without a button. */
  readonly asks: boolean
}

export function noticeCard(view: NoticeView, t: T): Card {
  const { version, agreedAt, asks } = view
  const waits = asks && agreedAt === null
  return card(
    { state: waits ? 'needsYou' : agreedAt ? 'done' : 'todo', title: t(w.title) },
    point(pointText(view, t)),
    noticeTexts(view.periods, t).map(([label, text]) => para(joined('\n', [bold(label), text]))),
    waits &&
      buttons(button(t(w.understood), privacyActions.understood({ version }), { kind: 'primary' })),
    agreedAt !== null && note(t(w.agreedAt, { time: agreedAt })),
    note(t(w.version, { version })),
  )
}

function pointText({ asks, agreedAt, held }: NoticeView, t: T): string {
  if (!asks) return t(w.pointRead)
  if (agreedAt !== null) return t(w.pointAgreed)
  return held > 0 ? t(w.pointHeld, { n: held }) : t(w.point)
}

/** Headings and texts as they are shown: what a consent is given to. */
export function noticeTexts(periods: NoticePeriods, t: T): [label: string, text: string][] {
  const n = noticeWords
  const { locations, photos, events, marksKept } = periods
  const howLong = t(n.howLongText, { locations, photos, events })
  return [
    [t(n.what), t(n.whatText)],
    [t(n.when), t(n.whenText)],
    [t(n.why), t(n.whyText)],
    [t(n.who), t(n.whoText)],
    [t(n.howLong), marksKept ? `${howLong}\n${t(n.marksKept)}` : howLong],
  ]
}
