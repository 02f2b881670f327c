/** 指标 of one person: what is set, and what the days away make of it. */
import type { T } from '../../src/i18n/t.ts'
import { settingWords as w } from '../../src/i18n/target-setting.ts'
import { cut } from '../customers/parts.ts'
import { type Card, card, type Element } from '../kit/card.ts'
import { button, buttons, note, point, row, tappable } from '../kit/elements.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import { settingActions as a } from './actions.ts'
import { moves } from './moves.ts'
import { fairText } from './parts.ts'
import { keptText, periodText, whatText } from './setting-parts.ts'
import type { PersonBoardView } from './setting-view.ts'

/** More goods would not fit on a card. */
const mostRows = 30

export function personBoardCard(view: PersonBoardView, thisMonth: string, t: T): Card {
  const { openId, period, rows, teamCode } = view
  const text = periodText(period, t)
  const unset = rows.filter(({ value }) => value === null).length
  const hidden = rows.length - mostRows
  return card(
    {
      state: view.isClosed ? 'over' : unset > 0 ? 'todo' : 'done',
      title: t(w.board, { team: cut(view.name, 12), period: text }),
      subtitle: view.isClosed ? t(w.closed) : undefined,
    },
    point(
      unset === rows.length
        ? t(w.nothingSet, { period: text })
        : unset > 0
          ? t(w.unset, { n: unset })
          : t(w.allSet),
    ),
    rows.slice(0, mostRows).map((one) => rowOf(one, view, t)),
    hidden > 0 && note(t(w.seeExport, { n: hidden })),
    note(t(w.tapToChange)),
    moves(period, thisMonth, (month) => a.person({ openId, month }), t),
    teamCode !== null &&
      buttons(button(t(w.ofWholeTeam), a.board({ teamCode, month: period, page: 0 }))),
  )
}

function rowOf(one: PersonBoardView['rows'][number], view: PersonBoardView, t: T): Element {
  const { metric, goods, value, aim } = one
  const key = { scope: `person:${view.openId}`, month: view.period, metric, goods }
  const fair = aim && fairText(metric, aim, t)
  return tappable(a.cell({ ...key, page: 0 }), [
    row(
      joined('\n', [bold(whatText(one, t)), fair && colored('grey', fair)]),
      value === null ? colored('grey', t(w.notSet)) : bold(keptText(metric, value, t)),
    ),
  ])
}
