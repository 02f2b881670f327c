import { maxAddedOutcomes } from '../../src/domain/settings/outcome-lists.ts'
import { ruleWords as w } from '../../src/i18n/rules.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, point, row } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, colored, md } from '../kit/markdown.ts'
import { ruleActions } from './actions.ts'
import { historyPanel, originText, ownListParts, scopeSelect, short } from './parts.ts'
import type { OutcomeRow, RuleView } from './view.ts'

/** 拜访结果: each shown or hidden by one tap, and the company's own. */
export function outcomesCard(view: RuleView, rows: readonly OutcomeRow[], t: T): Card {
  const { scope } = view.scope
  const { key } = view.row.setting
  const n = rows.filter((one) => one.shown).length
  return card(
    {
      state: view.said ? 'done' : 'todo',
      title: t(w.titleOf, { label: t(w.outcomes) }),
      subtitle: short(view.scope.name, 24),
    },
    point(view.said ?? t(w.outcomesPoint, { n })),
    scopeSelect(t, view.scope, ruleActions.ruleScope({ key, scope })),
    note(originText(t, view.row)),
    rows.map((one) => outcomeRow(one, scope, t)),
    ownListParts(t, view.row, scope),
    historyPanel(t, view),
    view.added.length < maxAddedOutcomes &&
      form(ruleActions.addOutcome({ scope }), t(w.outcomeAdd), (f) => [
        f.line('zh', { label: t(w.outcomeZh), required: true }),
        f.line('en', { label: t(w.outcomeEn) }),
      ]),
    ...buttons(button(t(w.back), ruleActions.open({ group: 'summary', scope }))),
  )
}

function outcomeRow({ value, label, shown }: OutcomeRow, scope: string, t: T) {
  const name = shown ? bold(label) : colored('grey', t(w.outcomeHiddenName, { label }))
  return row(
    md`${name}`,
    button(
      t(shown ? w.outcomeHide : w.outcomeShow),
      ruleActions.outcome({ scope, value, shown: !shown }),
      { size: 'small', fill: false },
    ),
  )
}
