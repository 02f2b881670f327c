import { allowedOf } from '../../src/domain/settings/allowed.ts'
import type { Setting } from '../../src/domain/settings/define.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { ruleWords as w } from '../../src/i18n/rules.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, columns, note, panel, para, point, row, select } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, md } from '../kit/markdown.ts'
import { ruleActions } from './actions.ts'
import {
  changeLine,
  originText,
  ownListParts,
  scopeSelect,
  short,
  undoRow,
  valueSelect,
} from './parts.ts'
import {
  allowedText,
  frequencyChoices,
  frequencyText,
  gradeText,
  labelText,
  valueText,
} from './values.ts'
import type { RuleView } from './view.ts'

/** One rule at one scope: its value, other values, who else has one, and its history with undo. */
export function ruleCard(view: RuleView, t: T): Card {
  const { setting } = view.row
  const { scope } = view.scope
  const isFrequency = setting.key === settings.frequencyByGrade.key
  return card(
    {
      state: view.said ? 'done' : 'todo',
      title: t(w.titleOf, { label: labelText(t, setting) }),
      subtitle: short(view.scope.name, 24),
    },
    point(view.said ?? (isFrequency ? t(w.frequencyPoint) : valueText(t, setting, view.row.value))),
    scopeSelect(t, view.scope, ruleActions.ruleScope({ key: setting.key, scope })),
    isFrequency ? frequencies(view, t) : values(view, t),
    elsewhere(view, t),
    history(view, t),
    ...buttons(button(t(w.back), ruleActions.open({ group: setting.group, scope }))),
  )
}

function values({ row: rule, scope: { scope } }: RuleView, t: T): Part[] {
  const { setting } = rule
  const { key } = setting
  return [
    note(`${originText(t, rule)} · ${allowedText(t, setting)}`),
    setting.choices && valueSelect(t, rule, ruleActions.setOne({ key, scope }), scope === 'org'),
    allowsMore(setting) &&
      form(ruleActions.typed({ key, scope }), t(w.save), (f) => [
        f.line('value', {
          label: t(w.otherValue),
          placeholder: allowedText(t, setting),
        }),
      ]),
  ]
}

/** Numbers and times have more values than the common ones. */
const allowsMore = (setting: Setting) => allowedOf(setting).kind !== 'oneOf' || !setting.choices

const grades = ['A', 'B', 'C', 'D', 'none'] as const

function frequencies({ row: rule, scope: { scope } }: RuleView, t: T): Part[] {
  const table = rule.value as Readonly<Record<string, string>>
  return [
    note(originText(t, rule)),
    grades.map((grade) => {
      const current = table[grade] ?? ''
      return columns([
        {
          elements: [para(md`${bold(gradeText(t, grade))}　${frequencyText(t, current)}`)],
          weight: 1,
        },
        {
          elements: [
            select(ruleActions.frequency({ scope, grade }), {
              placeholder: gradeText(t, grade),
              choices: frequencyChoices(t, current),
              initial: current,
            }),
          ],
          weight: 1,
        },
      ])
    }),
    note(t(w.frequencyNote)),
    ownListParts(t, rule, scope),
  ]
}

function elsewhere({ elsewhere: others, row: { setting }, added }: RuleView, t: T): Part {
  if (others.length === 0) return null
  const shown = others.slice(0, 8)
  return panel(t(w.elsewherePanel, { n: others.length }), [
    ...shown.map((one) => row(short(one.name, 24), valueText(t, setting, one.value, added))),
    others.length > shown.length && note(t(w.elsewhereMore, { n: others.length - shown.length })),
  ])
}

function history({ history: changes, scope: { scope }, added }: RuleView, t: T): Part {
  const [newest, ...older] = changes
  if (!newest) return note(t(w.historyNone))
  return panel(
    t(w.history),
    [
      undoRow(t, newest, scope, 'rule', { added, withLabel: false }),
      ...older.map((change) => para(changeLine(t, change, added, false))),
    ],
    { expanded: true },
  )
}
