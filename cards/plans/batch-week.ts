/** Several visits at once on one day of a week. */
import type { LocalDate } from '../../src/domain/time.ts'
import { batchWords as w } from '../../src/i18n/plan-batch.ts'
import type { T } from '../../src/i18n/t.ts'
import { cycleActions } from '../cycles/actions.ts'
import { type Card, card } from '../kit/card.ts'
import { button, note, point } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { batchActions } from './batch-actions.ts'
import { cut, dayText } from './words.ts'

/** Each option is a node of the card. */
export const weekCustomers = 80

export interface WeekAddView {
  readonly repOpenId: string
  /** Null for one's own week. */
  readonly repName: string | null
  /** Monday. */
  readonly from: LocalDate
  /** Names what comes of the next tap. */
  readonly batchId: string
  /** From today on; `n` visits are there already. */
  readonly days: readonly { readonly date: LocalDate; readonly n: number; readonly free: boolean }[]
  readonly customers: readonly { readonly code: string; readonly name: string }[]
  /** How many fit the search. */
  readonly total: number
  readonly search: string
}

export function weekAddCard(view: WeekAddView, t: T): Card {
  const { repOpenId, repName, from, batchId, days, customers, total, search } = view
  const firstWorked = days.find(({ free }) => !free)
  const last = days.at(-1)?.date ?? from
  return card(
    {
      state: 'needsYou',
      title: t(w.weekTitle, { from: from.slice(5), to: last.slice(5) }),
      subtitle: repName ?? undefined,
    },
    point(customers.length > 0 ? t(w.weekAsk) : t(w.weekNone)),
    customers.length > 0 &&
      form(batchActions.addToDay({ repOpenId, from, batchId }), t(w.weekSubmit), (f) => [
        f.select('date', {
          label: t(w.weekDay),
          required: true,
          initial: firstWorked?.date,
          choices: days.map(({ date, n, free }) => ({
            value: date,
            label: free
              ? t(w.weekFree, { day: dayText(t, date) })
              : t(w.weekDayN, { day: dayText(t, date), n }),
          })),
        }),
        f.many('codes', {
          label: t(w.pick),
          required: true,
          choices: customers.map(({ code, name }) => ({ value: code, label: cut(name, 24) })),
        }),
      ]),
    (total > customers.length || search !== '') && [
      note(t(w.weekFound, { n: total, shown: customers.length })),
      form(
        batchActions.searchWeek({ repOpenId, from }),
        t(w.search),
        (f) => [f.line('words', { label: t(w.weekSearch), initial: search || undefined })],
        { kind: 'default' },
      ),
    ],
    button(t(w.back), cycleActions.week({ repOpenId, from })),
  )
}
