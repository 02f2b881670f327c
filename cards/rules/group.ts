import type { SettingGroup } from '../../src/domain/settings/define.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { outcomes } from '../../src/domain/visits/outcomes.ts'
import { ruleGroupWords, ruleWords as w } from '../../src/i18n/rules.ts'
import type { T } from '../../src/i18n/t.ts'
import { shortcutActions } from '../admin/help.ts'
import { type Card, card, cardNodes, type Element } from '../kit/card.ts'
import { button, buttons, columns, hr, note, para, point, tappable } from '../kit/elements.ts'
import { ruleActions } from './actions.ts'
import { ruleText, scopeSelect, short, undoRow, valueSelect } from './parts.ts'
import { skipsText, valueText } from './values.ts'
import type { GroupView, RuleRow } from './view.ts'

/** The platform takes 200 nodes; rows for which there is no room lose their select. */
const allNodes = 198

/** `规则`: one group of rules at one scope; common values change by one choice. */
export function groupCard(view: GroupView, t: T): Card {
  const { group, scope, rows, lastChange } = view
  const own = rows.filter((row) => row.own).length
  const here = { group, scope: scope.scope }
  const head = {
    state: view.said ? 'done' : 'todo',
    title: t(w.title),
    subtitle: t(w.subtitle, { scope: short(scope.name, 24), group: t(ruleGroupWords[group]) }),
  } as const
  const above = [
    point(view.said ?? (rows.length > 0 ? t(w.point, { n: rows.length, own }) : t(w.pointNone))),
    scopeSelect(t, scope, ruleActions.scope(here)),
    tabs(view, t),
    rows.length > 0 && hr(),
  ]
  const below = [
    rows.length > 0 && note(t(w.rowHint)),
    lastChange && [
      hr(),
      note(t(w.lastChange)),
      undoRow(t, lastChange, scope.scope, 'group', { added: view.added, withLabel: true }),
      ...buttons(button(t(w.history), ruleActions.history(here))),
    ],
    view.settingUp &&
      button(t(w.firstSteps), shortcutActions.run({ command: 'start' }), {
        kind: view.said ? 'primary' : 'default',
      }),
  ]
  const room = allNodes - cardNodes(card(head, above, below))
  return card(head, above, ruleRows(view, room, t), below)
}

const tabs = ({ group, groups, scope }: GroupView, t: T) =>
  buttons(
    ...groups.map((one: SettingGroup) =>
      button(t(ruleGroupWords[one]), ruleActions.open({ group: one, scope: scope.scope }), {
        kind: one === group ? 'primary' : 'default',
        size: 'small',
      }),
    ),
  )

function ruleRows(view: GroupView, room: number, t: T): Element[] {
  const rows = view.rows.filter((row) => row.setting.key !== settings.outcomesAdded.key)
  let used = 0
  return rows.map((row, i) => {
    const full = ruleRow(view, row, t)
    const nodes = cardNodes(full)
    // The rows to come need two each at least.
    const fits = used + nodes + 2 * (rows.length - 1 - i) <= room
    used += fits ? nodes : 2
    return fits ? full : tappable(openRule(view, row), [para(text(view, row, t))])
  })
}

function ruleRow(view: GroupView, row: RuleRow, t: T): Element {
  const { scope, group } = view
  const { key } = row.setting
  const control = row.setting.choices
    ? valueSelect(
        t,
        row,
        ruleActions.set({ key, scope: scope.scope, group }),
        scope.scope === 'org',
      )
    : button(t(w.adjust), openRule(view, row))
  return columns([
    { elements: [tappable(openRule(view, row), [para(text(view, row, t))])], weight: 3 },
    { elements: [control], weight: 2 },
  ])
}

const openRule = ({ scope }: GroupView, row: RuleRow) =>
  ruleActions.rule({ key: row.setting.key, scope: scope.scope })

function text(view: GroupView, row: RuleRow, t: T) {
  if (row.setting.key === settings.skipReasons.key) return ruleText(t, row, skipsText(t, row.value))
  if (row.setting.key !== settings.outcomesHidden.key)
    return ruleText(t, row, valueText(t, row.setting, row.value, view.added))
  const hidden = Array.isArray(row.value) ? row.value.length : 0
  const shown = outcomes.length + view.added.length - hidden
  const said = t(w.outcomesRow, { shown, hidden })
  return ruleText(t, { ...row, setting: { ...row.setting, label: w.outcomes } }, said)
}
