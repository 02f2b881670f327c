/** A week of a cycle plan: the days, who is visited, and how a rep would have it otherwise. */
import { addDays, formatDate, type LocalDate } from '../../src/domain/time.ts'
import { cycleWords as w } from '../../src/i18n/cycles.ts'
import { batchWords } from '../../src/i18n/plan-batch.ts'
import type { T } from '../../src/i18n/t.ts'
import { cut } from '../customers/parts.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, note, panel, para, point, tappable } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import { batchActions } from '../plans/batch-actions.ts'
import { cycleActions } from './actions.ts'
import type { ChangeView, RequestView, WeekDay, WeekView, WeekVisit } from './view.ts'

/** Visits of a day that stand on the card; a week of full days stays under 200 nodes. */
const shownOf = (days: number) => (days > 5 ? 14 : 16)

export function weekCard(view: WeekView, t: T): Card {
  const { days, repOpenId, from } = view
  const all = days.reduce((sum, { visits }) => sum + visits.length, 0)
  const busy = days.filter(({ visits }) => visits.length > 0)
  const minutes = days.reduce((sum, day) => sum + (day.minutes ?? 0), 0)
  const shown = Math.max(
    4,
    Math.min(shownOf(days.length), Math.floor(76 / Math.max(1, busy.length))),
  )
  const canChange = view.own && view.state === 'published'
  const monday = (weeks: number) => addDays(from, weeks * 7)
  return card(
    {
      state: view.state === 'draft' ? 'needsYou' : all === 0 ? 'over' : 'todo',
      title: t(w.weekTitle, { from: shortDay(from), to: shortDay(addDays(from, 6)) }),
      subtitle: view.own ? undefined : view.repName,
    },
    point(all === 0 ? t(w.weekEmpty) : t(w.weekPoint, { n: all, hours: hoursText(minutes) })),
    view.state === 'draft' && note(t(w.weekDraft)),
    view.state === 'none' && note(t(w.weekNoCycle)),
    days.map((day) =>
      dayPart(day, shown, { canChange, expanded: all <= 12 || day === busy[0] }, t),
    ),
    canChange && all > 0 && note(t(w.tapHint)),
    buttons(
      view.mayAdd &&
        button(t(batchWords.weekAdd), batchActions.week({ repOpenId, from, search: '' }), {
          kind: 'primary',
        }),
      button(t(w.previous), cycleActions.week({ repOpenId, from: monday(-1) })),
      button(t(w.next), cycleActions.week({ repOpenId, from: monday(1) })),
    ),
  )
}

export const shortDay = (date: LocalDate): string => date.slice(5)
export const hoursText = (minutes: number): string => String(Math.round(minutes / 6) / 10)

function dayPart(
  day: WeekDay,
  shown: number,
  { canChange, expanded }: { canChange: boolean; expanded: boolean },
  t: T,
): Part {
  const label = formatDate(day.date, 'day', t.locale)
  if (day.visits.length === 0) return para(t(day.free ? w.dayFree : w.dayNone, { day: label }))
  const n = day.visits.length
  const title =
    day.minutes === null
      ? t(w.day, { day: label, n })
      : t(w.dayHours, { day: label, n, hours: hoursText(day.minutes) })
  const rest = n - shown
  return panel(
    title,
    [
      ...day.visits.slice(0, shown).map((visit) => visitRow(visit, canChange, t)),
      rest > 0 && note(t(w.dayMore, { n: rest })),
    ],
    { expanded },
  )
}

export const reasonWords = {
  standing: w.reasonStanding,
  line: w.reasonLine,
  frequency: w.reasonFrequency,
  promise: w.reasonPromise,
} as const

function visitRow(visit: WeekVisit, canChange: boolean, t: T): Part {
  const { visitId, name, grade, reason, routed, asked } = visit
  const text = para(
    joined(' · ', [
      joined(' ', [bold(cut(name, 20)), grade]),
      colored('grey', t(reasonWords[reason])),
      !routed && colored('orange', t(w.unrouted)),
      asked && colored('orange', t(w.asked)),
    ]),
  )
  if (!canChange || visitId === null) return text
  return tappable(cycleActions.visit({ visitId }), [text])
}

/** Another day, or none in this cycle, with the reason. */
export function changeCard(view: ChangeView, t: T): Card {
  const { visitId, repOpenId, week } = view
  return card(
    { state: 'needsYou', title: t(w.changeTitle, { name: cut(view.name, 30) }) },
    point(t(w.changePoint, { day: formatDate(view.date, 'day', t.locale) })),
    note(t(reasonWords[view.reason])),
    form(cycleActions.change({ visitId }), t(w.submit), (f) => [
      f.select('what', {
        label: t(w.what),
        required: true,
        initial: 'move',
        choices: [
          { value: 'move', label: t(w.move) },
          { value: 'decline', label: t(w.decline) },
        ],
      }),
      f.date('toDate', { label: t(w.toDate) }),
      f.textArea('reason', { label: t(w.reason), placeholder: t(w.reasonHint), required: true }),
    ]),
    buttons(button(t(w.back), cycleActions.week({ repOpenId, from: week }))),
  )
}

/** What was asked, in one line. */
export function requestText(view: Pick<RequestView, 'name' | 'fromDate' | 'toDate'>, t: T): string {
  const name = cut(view.name, 30)
  const from = formatDate(view.fromDate, 'day', t.locale)
  return view.toDate === null
    ? t(w.requestDecline, { name, from })
    : t(w.requestMove, { name, from, to: formatDate(view.toDate, 'day', t.locale) })
}

/** A manager decides about a change. */
export function requestCard(view: RequestView, t: T): Card {
  const { requestId, state } = view
  const byName = view.byName ?? ''
  const states = { asked: 'needsYou', approved: 'done', refused: 'over', over: 'over' } as const
  return card(
    { state: states[state], title: t(w.requestTitle, { rep: view.repName }) },
    point(requestText(view, t)),
    para(joined('　', [bold(t(w.reason)), cut(view.reason, 200)])),
    state === 'asked' &&
      buttons(
        button(t(w.approve), cycleActions.rule({ requestId, approve: true }), { kind: 'primary' }),
        button(t(w.refuse), cycleActions.rule({ requestId, approve: false })),
      ),
    state === 'approved' && note(t(w.approvedBy, { name: byName })),
    state === 'refused' && note(t(w.refusedBy, { name: byName })),
    state === 'over' && note(t(w.over)),
  )
}
