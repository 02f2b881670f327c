/** Tells admins that no alarms are raised because the orders are old. */
import type { LocalDate } from '../../src/domain/time.ts'
import { alarmDataWords as w } from '../../src/i18n/alarms-sentence.ts'
import type { T } from '../../src/i18n/t.ts'
import { importActions } from '../imports/import.ts'
import { type Card, card } from '../kit/card.ts'
import { button, note, para, point } from '../kit/elements.ts'
import { dayText } from '../plans/words.ts'

export interface OldData {
  /** Newest order day of all data. */
  readonly newest: LocalDate
  /** Days since then that are no holidays, and how many the rule allows. */
  readonly days: number
  readonly limit: number
}

export function oldDataCard({ newest, days, limit }: OldData, t: T): Card {
  return card(
    { state: 'needsYou', title: t(w.oldTitle) },
    point(t(w.oldPoint, { day: dayText(t, newest), days })),
    para(t(w.oldWhy)),
    note(t(w.oldRule, { limit })),
    button(t(w.oldTemplate), importActions.template({ kinds: ['orders'] })),
  )
}
