/** 指标 of a team: what is set, what is not, and what does not add up. */
import { type Cascade, isAmiss } from '../../src/domain/performance/cascade.ts'
import { isYear } from '../../src/domain/performance/target-words.ts'
import { monthRange } from '../../src/domain/time.ts'
import type { T } from '../../src/i18n/t.ts'
import { settingWords as w } from '../../src/i18n/target-setting.ts'
import { pagedParts } from '../commission/paged.ts'
import { cut } from '../customers/parts.ts'
import { exportButton } from '../exports/button.ts'
import { type Card, card, type Element, type Part, type State } from '../kit/card.ts'
import {
  button,
  buttons,
  columns,
  note,
  panel,
  para,
  point,
  select,
  tappable,
} from '../kit/elements.ts'
import { bold, colored, joined, md } from '../kit/markdown.ts'
import { settingActions as a } from './actions.ts'
import { moves } from './moves.ts'
import { cascadeText, keptText, periodText, whatText } from './setting-parts.ts'
import type { Below, BoardRow, BoardView } from './setting-view.ts'

const cascades = ({ below, people, months }: BoardRow): Cascade[] =>
  [below, people, months].flatMap((one) => one ?? [])
const isWrong = (row: BoardRow) => cascades(row).some(isAmiss)
const isUnset = (row: BoardRow) =>
  row.value === null && cascades(row).every(({ kind }) => kind === 'nothing')

export function boardCard(view: BoardView, t: T): Card {
  const { teamCode, period } = view
  const wrong = view.rows.filter(isWrong).length + view.goodsAmiss
  const unset = view.rows.filter(isUnset).length
  const text = periodText(period, t)
  const isOver = period < view.thisMonth.slice(0, period.length)
  return card(
    {
      state: view.isClosed ? 'over' : stateOf(view.rows, wrong),
      title: t(w.board, { team: cut(view.teamName, 16), period: text }),
      subtitle: [t(w.reps, { n: view.reps }), view.isClosed ? t(w.closed) : isOver && t(w.over)]
        .filter(Boolean)
        .join(' · '),
    },
    point(
      view.rows.every(isUnset) && view.goodsCount === 0
        ? t(w.nothingSet, { period: text })
        : wrong > 0
          ? t(w.amiss, { n: wrong })
          : unset > 0
            ? t(w.unset, { n: unset })
            : t(w.allFit),
    ),
    view.rows.map((row) => rowParts(row, view, t)),
    note(t(w.tapToSet)),
    view.goods.length > 0 &&
      panel(
        t(w.goods, { n: view.goodsCount }),
        pagedParts(
          view.goods,
          view,
          (row) => goodsRow(row, view, t),
          (page) => a.board({ teamCode, month: period, page }),
          t,
        ),
        { expanded: view.page > 0 || view.goodsAmiss > 0 },
      ),
    view.yearAmiss > 0 && note(t(w.yearAmiss, { year: period.slice(0, 4), n: view.yearAmiss })),
    buttons(
      !view.isClosed && button(t(w.set), a.form({ teamCode, month: period }), { kind: 'primary' }),
      button(t(w.changes), a.changes({ teamCode, page: 0 })),
      // Of what is to come nothing can be taken out yet.
      period.slice(0, 7) <= view.thisMonth &&
        exportButton({ kind: 'targets', ...daysOf(period), teamCode }, t),
    ),
    moves(period, view.thisMonth, (month) => a.board({ teamCode, month, page: 0 }), t),
    view.teams.length > 1 &&
      select(a.pick({ month: period }), {
        placeholder: t(w.otherTeam),
        choices: view.teams.map(({ code, name }) => ({ value: code, label: cut(name, 20) })),
        initial: teamCode,
      }),
  )
}

function stateOf(all: readonly BoardRow[], wrong: number): State {
  if (wrong > 0) return 'needsYou'
  return all.some(isUnset) ? 'todo' : 'done'
}

const daysOf = (period: string) => {
  const first = isYear(period) ? `${period}-01` : period
  const last = isYear(period) ? `${period}-12` : period
  return { from: monthRange(first).from, to: monthRange(last).to }
}

const cellOf = ({ metric, goods }: BoardRow, { teamCode, period }: BoardView) =>
  a.cell({ scope: `team:${teamCode}`, month: period, metric, goods, page: 0 })

/** Of many goods: a row of few elements. */
function goodsRow(row: BoardRow, view: BoardView, t: T): Element {
  const lines = linesOf(row, view.belowIs, t)
  const value = keptText(row.metric, row.value, t)
  return tappable(cellOf(row, view), [
    para(
      joined('\n', [
        md`**${whatText(row, t)}** ${value}`,
        ...lines.map(({ text, wrong }) => colored(wrong ? 'orange' : 'grey', text)),
      ]),
    ),
  ])
}

function rowParts(row: BoardRow, view: BoardView, t: T): Part {
  const { metric, value } = row
  const lines = linesOf(row, view.belowIs, t)
  return tappable(cellOf(row, view), [
    columns([
      {
        elements: [
          para(bold(whatText(row, t))),
          lines.map(({ text, wrong }) =>
            para(colored(wrong ? 'orange' : 'grey', text), { size: 'notation' }),
          ),
        ],
        weight: 4,
      },
      {
        elements: [
          para(value === null ? colored('grey', t(w.notSet)) : bold(keptText(metric, value, t)), {
            align: 'right',
          }),
        ],
        weight: 'auto',
      },
    ]),
  ])
}

function linesOf({ metric, below, people, months }: BoardRow, belowIs: Below, t: T) {
  const line = (cascade: Cascade | null, parts: Below | 'months') => {
    const text = cascade && cascadeText(metric, cascade, parts, t)
    return text ? [{ text, wrong: cascade !== null && isAmiss(cascade) }] : []
  }
  return [
    ...line(months, 'months'),
    ...line(below, belowIs),
    ...line(saysMore(people, below) ? people : null, 'people'),
  ]
}

/** What all people add up to is news only where the teams in between say something else. */
export const saysMore = (people: Cascade | null, below: Cascade | null): boolean =>
  people !== null && gist(people) !== gist(below)

const gist = (one: Cascade | null) =>
  JSON.stringify(one && [one.kind, 'sum' in one && one.sum, 'parts' in one && one.parts])
