import type { SettingGroup } from '../../src/domain/settings/define.ts'
import type { AddedOutcome } from '../../src/domain/visits/outcomes.ts'
import { ruleWords as w } from '../../src/i18n/rules.ts'
import type { T } from '../../src/i18n/t.ts'
import type { ActionCall } from '../kit/action.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, para, point } from '../kit/elements.ts'
import { ruleActions } from './actions.ts'
import { changeLine, short, undoRow } from './parts.ts'
import type { RuleChange } from './view.ts'

/** A text that fits several rules, or a rule without a scope: one button for each. */
export function chooseCard(
  question: { readonly title: string; readonly point: string },
  options: readonly { readonly label: string; readonly call: ActionCall }[],
): Card {
  return card(
    { state: 'needsYou', title: question.title },
    point(question.point),
    ...options.slice(0, 12).flatMap((one) => buttons(button(one.label, one.call))),
  )
}

/** The last changes at a scope, over all rules. */
export function historyCard(
  view: {
    readonly group: SettingGroup
    readonly scope: string
    readonly scopeName: string
    readonly changes: readonly RuleChange[]
    readonly added: readonly AddedOutcome[]
    readonly said?: string | undefined
  },
  t: T,
): Card {
  const { scope, changes, added } = view
  const [newest, ...older] = changes
  return card(
    {
      state: view.said ? 'done' : 'todo',
      title: t(w.titleOf, { label: t(w.history) }),
      subtitle: short(view.scopeName, 24),
    },
    point(view.said ?? (newest ? t(w.historyPoint, { n: changes.length }) : t(w.historyNone))),
    newest && undoRow(t, newest, scope, 'history', { added, withLabel: true }),
    older.map((change) => para(changeLine(t, change, added, true))),
    ...buttons(button(t(w.back), ruleActions.open({ group: view.group, scope }))),
  )
}
