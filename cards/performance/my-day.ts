import { rate } from '../../src/domain/performance/rates.ts'
import { addDays, type LocalDate } from '../../src/domain/time.ts'
import { digestWords as w } from '../../src/i18n/performance.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, panel, para, point } from '../kit/elements.ts'
import { joined, md } from '../kit/markdown.ts'
import { planActions } from '../plans/actions.ts'
import { cut } from '../plans/words.ts'
import { capitalised } from '../visits/parts.ts'
import { digestActions } from './actions.ts'
import { dayOf, moneyLine, monthLines, percent, weekdayOf } from './parts.ts'
import type { RepDayView } from './view.ts'

const maxNames = 30

/** A rep's day: how it went, what is left, where the month stands. Only their own leads to other days. */
export function myDayCard(
  view: RepDayView,
  today: LocalDate,
  t: T,
  { isOwn }: { isOwn: boolean } = { isOwn: true },
): Card {
  const { line, figures, date, repOpenId } = view
  const left = view.left.slice(0, maxNames)
  const after = addDays(date, 1)
  return card(
    {
      state: line.planned > 0 && line.completed === line.planned ? 'done' : 'todo',
      title: t(w.mineTitle, { name: cut(view.name, 20), day: dayOf(t, date) }),
      subtitle: [
        weekdayOf(t, date),
        ...(view.until ? [t(w.until, { time: view.until })] : []),
      ].join(' · '),
    },
    point(pointOf(view, t)),
    para(
      joined(' · ', [
        timesOf(view, t),
        view.medianMinutes !== null &&
          `${t(w.median)} ${t(w.minutes, { n: Math.round(view.medianMinutes) })}`,
        line.unplanned > 0 && t(w.plusUnplanned, { n: line.unplanned }),
        figures.sales && figures.sales.orders > 0 && t(w.orders, { n: figures.sales.orders }),
      ]),
    ),
    moneyLine(figures, t),
    note(`${t(w.coverage)} ${percent(rate(figures.covered, figures.assigned))}`),
    monthLines(view.month, t),
    left.length > 0 &&
      panel(t(w.mineLeft, { n: view.left.length }), [
        para(
          joined(
            '\n',
            left.map((name) => md`${cut(name, 40)}`),
          ),
        ),
      ]),
    buttons(
      button(t(w.openPlan), planActions.show({ repOpenId, date })),
      isOwn && button(t(w.dayBefore), digestActions.mine({ date: addDays(date, -1) })),
      isOwn && after <= today && button(t(w.dayAfter), digestActions.mine({ date: after })),
    ),
  )
}

function pointOf({ line, figures }: RepDayView, t: T): string {
  if (line.planned === 0) return figures.done > 0 ? t(w.noPlan, { n: figures.done }) : t(w.nothing)
  return line.completed === line.planned
    ? t(w.mineAll, { n: line.planned })
    : t(w.mineDone, { done: line.completed, planned: line.planned })
}

function timesOf({ line: { firstIn: first, lastOut: last } }: RepDayView, t: T): string {
  if (!first) return capitalised(t(w.noCheckIn))
  return last ? t(w.mineTimes, { first, last }) : t(w.mineFirst, { first })
}
