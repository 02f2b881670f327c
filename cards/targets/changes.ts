/** Who changed which target, when, from what to what. */
import type { T } from '../../src/i18n/t.ts'
import { settingWords as w } from '../../src/i18n/target-setting.ts'
import { pagedParts } from '../commission/paged.ts'
import { cut } from '../customers/parts.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, para, point } from '../kit/elements.ts'
import { bold, joined } from '../kit/markdown.ts'
import { settingActions as a } from './actions.ts'
import { keptText, periodText, whatText } from './setting-parts.ts'
import type { ChangeRow, ChangesView } from './setting-view.ts'

export function changesCard(view: ChangesView, t: T): Card {
  const { teamCode } = view
  return card(
    { state: 'todo', title: t(w.changesTitle, { team: cut(view.teamName, 16) }) },
    view.said !== null && para(bold(view.said)),
    view.count === 0 ? para(t(w.changesNone)) : point(t(w.changesPoint, { n: view.count })),
    pagedParts(
      view.rows,
      view,
      (one) => changeRow(one, t),
      (page) => a.changes({ teamCode, page }),
      t,
    ),
    buttons(
      view.undo !== null && button(t(w.undoLast), a.undo({ changeId: view.undo, teamCode })),
      button(t(w.back), a.board({ teamCode, month: view.thisMonth, page: 0 })),
    ),
  )
}

function changeRow(one: ChangeRow, t: T) {
  const { metric } = one
  const how = one.how === 'split' ? t(w.bySplit) : one.how === 'file' ? t(w.fromFile) : ''
  const who = one.who === null ? t(w.operator) : cut(one.who, 10)
  return para(
    joined('\n', [
      bold(
        t(w.changeLine, {
          name: cut(one.name, 12),
          period: periodText(one.month, t),
          what: whatText(one, t),
        }),
      ),
      t(w.fromTo, {
        before: keptText(metric, one.before, t),
        after: keptText(metric, one.after, t),
      }),
      t(w.changeBy, { at: one.at, who, how }),
    ]),
  )
}
