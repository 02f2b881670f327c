/** Tells admins that next year's holidays are not known. */
import { leaveWords } from '../../src/i18n/leave.ts'
import type { T } from '../../src/i18n/t.ts'
import { importActions } from '../imports/import.ts'
import { type Card, card } from '../kit/card.ts'
import { button, note, para, point } from '../kit/elements.ts'

export function holidaysUnknownCard(year: number, t: T): Card {
  return card(
    { state: 'needsYou', title: t(leaveWords.holidayTitle, { year }) },
    point(t(leaveWords.holidayPoint, { year })),
    para(t(leaveWords.holidayWhy)),
    note(t(leaveWords.holidayFix)),
    button(t(leaveWords.holidayTemplate), importActions.template({ kinds: ['leave'] })),
  )
}
