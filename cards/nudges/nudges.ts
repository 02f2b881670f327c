/** 提醒: everything that the bot has to say to a person unasked, on one card. */
import type { LocalDate } from '../../src/domain/time.ts'
import { nudgeWords as w } from '../../src/i18n/nudges.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card, type Element, type Part } from '../kit/card.ts'
import { hr, para, point } from '../kit/elements.ts'
import { bold } from '../kit/markdown.ts'
import { dayText } from '../plans/words.ts'

/** What one kind of nudge puts on the card. */
export interface NudgeSection {
  /** In one line, with its number. */
  readonly point: string
  readonly parts: readonly Part[]
  /** The one next act; that of the first section stands on the card. */
  readonly act: Element | null
}

export function nudgesCard(
  view: { readonly date: LocalDate; readonly sections: readonly NudgeSection[] },
  t: T,
): Card {
  const [first, ...others] = view.sections
  return card(
    { state: 'needsYou', title: t(w.title, { day: dayText(t, view.date) }) },
    first && [point(first.point), ...first.parts],
    others.map((section) => [hr(), para(bold(section.point)), ...section.parts]),
    view.sections.find(({ act }) => act !== null)?.act,
  )
}
