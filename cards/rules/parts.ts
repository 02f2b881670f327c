/** What the cards of `规则` share: the select of a rule, the select of scopes, lines of history. */

import type { AddedOutcome } from '../../src/domain/visits/outcomes.ts'
import { ruleWords as w } from '../../src/i18n/rules.ts'
import type { T } from '../../src/i18n/t.ts'
import type { ActionCall } from '../kit/action.ts'
import type { Element, Part } from '../kit/card.ts'
import { button, buttons, type Choice, note, panel, para, row, select } from '../kit/elements.ts'
import { bold, colored, type Markdown, md } from '../kit/markdown.ts'
import { inherit, ruleActions } from './actions.ts'
import { changeText, labelText, valueText } from './values.ts'
import type { RuleChange, RuleRow, RuleView, ScopeChoice } from './view.ts'

export const wire = (value: unknown) => JSON.stringify(value)

/** Names are cut where they share a line. */
export const short = (name: string, length = 16) =>
  [...name].length > length ? `${[...name].slice(0, length - 1).join('')}…` : name

/** The common values of a rule, the one in force chosen, and the way back to the wider scope. */
export function valueSelect(t: T, row: RuleRow, call: ActionCall, isOrg: boolean): Element {
  const { setting, value } = row
  const values = (setting.choices ?? []).map((choice) => choice.value)
  const all = values.includes(value) ? values : [...values, value]
  const back = t(isOrg ? w.toDefault : w.toInherited, {
    value: valueText(t, setting, row.inherited),
  })
  return select(call, {
    placeholder: labelText(t, setting),
    choices: [
      ...all.map((one) => ({ value: wire(one), label: valueText(t, setting, one) })),
      ...(row.own ? [{ value: inherit, label: back }] : []),
    ],
    initial: wire(value),
  })
}

/** `全公司`, teams, grades … of which the card shows one. */
export function scopeSelect(t: T, choice: ScopeChoice, call: ActionCall): Element | null {
  const here = { scope: choice.scope, name: choice.name }
  const offered = choice.offered.some((one) => one.scope === choice.scope)
    ? choice.offered
    : [here, ...choice.offered]
  if (offered.length < 2 && choice.nextPage === null) return null
  const choices: Choice[] = offered.map((one) => ({ value: one.scope, label: short(one.name, 24) }))
  if (choice.nextPage !== null)
    choices.push({ value: `page:${choice.nextPage}`, label: t(w.scopeMore) })
  return select(call, { placeholder: t(w.scopePick), choices, initial: choice.scope })
}

/** Where a value comes from. */
export function originText(t: T, row: RuleRow): string {
  if (row.own) return t(w.setHere)
  return row.from === null ? t(w.byDefault) : t(w.inherited, { scope: short(row.from) })
}

export function ruleText(t: T, row: RuleRow, value: string): Markdown {
  const apart = row.elsewhere > 0 && t(w.elsewhere, { n: row.elsewhere })
  const said = [value, originText(t, row), apart].filter(Boolean).join(' · ')
  return md`${bold(labelText(t, row.setting))}\n${colored(row.own ? 'blue' : 'grey', said)}`
}

/** `300 米 → 500 米`, and below it `11-24 09:12 · 王芳`. */
export function changeLine(
  t: T,
  change: RuleChange,
  added: readonly AddedOutcome[],
  withLabel: boolean,
): Markdown {
  const who = short(change.who ?? t(w.system), 10)
  const values = changeText(t, change.setting, change.before, change.after, added)
  const label = withLabel ? `${labelText(t, change.setting)} ` : ''
  const undone = change.isUndo ? t(w.undoNote) : ''
  return md`${label}${short(values, 120)}${undone}\n${colored('grey', `${change.at} · ${who}`)}`
}

/** The newest change with the button that takes it back. */
export function undoRow(
  t: T,
  change: RuleChange,
  scope: string,
  view: 'group' | 'rule' | 'history',
  options: { added: readonly AddedOutcome[]; withLabel: boolean },
): Element {
  const { key } = change.setting
  const call = ruleActions.undo({ key, scope, version: change.version, view })
  return row(
    changeLine(t, change, options.added, options.withLabel),
    button(t(w.undo), call, { size: 'small', fill: false }),
  )
}

/** A table or list of the scope's own no longer follows the wider one; the button goes back to it. */
export function ownListParts(t: T, row: RuleRow, scope: string): Part[] {
  if (!row.own) return []
  const isOrg = scope === 'org'
  const call = ruleActions.apply({ key: row.setting.key, scope, value: inherit })
  return [
    !isOrg && note(t(w.ownList)),
    ...buttons(button(t(isOrg ? w.defaultAgain : w.inheritAgain), call)),
  ]
}

/** The last changes of a list, folded; the newest can be taken back. */
export function historyPanel(t: T, view: RuleView): Part {
  const { history, added } = view
  const { scope } = view.scope
  const [newest, ...older] = history
  if (!newest) return note(t(w.historyNone))
  return panel(t(w.history), [
    undoRow(t, newest, scope, 'rule', { added, withLabel: true }),
    ...older.slice(0, 4).map((change) => para(changeLine(t, change, added, true))),
  ])
}
