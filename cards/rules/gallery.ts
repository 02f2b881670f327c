import { groups, type Setting, type SettingGroup } from '../../src/domain/settings/define.ts'
import { settingList, settings } from '../../src/domain/settings/index.ts'
import { maxAddedOutcomes } from '../../src/domain/settings/outcome-lists.ts'
import { outcomes } from '../../src/domain/visits/outcomes.ts'
import { ruleWords as w } from '../../src/i18n/rules.ts'
import type { T } from '../../src/i18n/t.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { ownSkips } from '../plans/samples.ts'
import { ruleActions } from './actions.ts'
import { chooseCard, historyCard } from './choose.ts'
import { groupCard } from './group.ts'
import { outcomesCard } from './outcomes.ts'
import { ruleCard } from './rule.ts'
import { skipReasonCard, skipReasonsCard } from './skip-reasons.ts'
import { labelText, outcomeText, valueText } from './values.ts'
import type { GroupView, RuleChange, RuleRow, RuleView, ScopeChoice } from './view.ts'

const long = '沈阳市铁西区兴华南街与建设中路交叉口好邻居生活超市（建设大路二店）'

function scopeOf(t: T, kind: 'org' | 'team' | 'long'): ScopeChoice {
  const teams = Array.from({ length: kind === 'org' ? 3 : 12 }, (_, i) => ({
    scope: `team:T${i + 1}`,
    name: kind === 'long' ? `东北大区沈阳办事处城区渠道${i + 1}部（含铁西皇姑）` : `${i + 1} 部`,
  }))
  const grades = ['A', 'B', 'C', 'D'].map((grade) => ({
    scope: `grade:${grade}`,
    name: t(w.grade, { grade }),
  }))
  const types = ['便利店', 'KA', '餐饮'].map((type) => ({
    scope: `type:${type}`,
    name: t(w.type, { type }),
  }))
  const offered = [{ scope: 'org', name: t(w.company) }, ...teams, ...types, ...grades]
  const nextPage = kind === 'org' ? null : 1
  if (kind === 'org') return { scope: 'org', name: t(w.company), offered, nextPage }
  if (kind === 'team') return { scope: 'team:T1', name: '1 部', offered, nextPage }
  return { scope: 'customer:C0001', name: long, offered, nextPage }
}

const rowOf = (setting: Setting, more: Partial<RuleRow> = {}): RuleRow => ({
  setting,
  value: setting.default,
  own: false,
  from: null,
  inherited: setting.default,
  elsewhere: 0,
  ...more,
})

const changeOf = (setting: Setting, more: Partial<RuleChange> = {}): RuleChange => ({
  version: 7,
  setting,
  before: 300,
  after: 500,
  at: '11-24 09:12',
  who: '王芳',
  isUndo: false,
  ...more,
})

const skips = settings.skipReasons as Setting
const tolerance = settings.toleranceM as Setting

function group(t: T, name: SettingGroup, more: Partial<GroupView> = {}): GroupView {
  const rows = settingList.filter((one) => one.group === name).map((one) => rowOf(one))
  return {
    group: name,
    groups,
    scope: scopeOf(t, 'org'),
    rows,
    lastChange: null,
    added: [],
    ...more,
  }
}

const own = (setting: Setting) =>
  rowOf(setting, {
    own: true,
    elsewhere: 12,
    value: setting.choices?.at(-1)?.value ?? setting.default,
  })

const added = Array.from({ length: maxAddedOutcomes }, (_, i) => ({
  value: `own${i}`,
  zh: `试吃活动已约定第${i + 1}期堆头陈列位置`.slice(0, 20),
  en: `Tasting agreed for the display, part ${i + 1}`.slice(0, 40),
}))

const rule = (t: T, setting: Setting, more: Partial<RuleView> = {}): RuleView => ({
  row: rowOf(setting),
  scope: scopeOf(t, 'org'),
  history: [],
  elsewhere: [],
  added: [],
  ...more,
})

const outcomeRows = (t: T, own: typeof added, hidden: readonly string[]) =>
  [...outcomes, ...own.map((one) => one.value)].map((value) => ({
    value,
    label: outcomeText(t, value, own),
    shown: !hidden.includes(value),
  }))

const tenChanges = Array.from({ length: 10 }, (_, i) =>
  changeOf(tolerance, {
    version: 20 - i,
    who: i % 2 ? '欧阳震华·东北大区总监' : null,
    isUndo: i === 3,
  }),
)

export const gallery: GalleryEntry[] = [
  ...groups.map((name) => ({
    id: `rules-${name}`,
    title: `规则：${name}`,
    build: (t: T) => groupCard(group(t, name), t),
  })),
  {
    id: 'rules-changed',
    title: '规则：刚改过',
    build: (t) =>
      groupCard(
        group(t, 'checkin', {
          said: t(w.changed, {
            label: labelText(t, tolerance),
            value: valueText(t, tolerance, 500),
          }),
          lastChange: changeOf(tolerance),
          rows: group(t, 'checkin').rows.map((row, i) => (i === 1 ? own(row.setting) : row)),
        }),
        t,
      ),
  },
  ...groups.map((name) => ({
    id: `rules-${name}-longest`,
    title: `规则：${name}，最长`,
    build: (t: T) =>
      groupCard(
        group(t, name, {
          scope: scopeOf(t, 'long'),
          rows: group(t, name).rows.map((row) => own(row.setting)),
          lastChange: changeOf(tolerance, { who: '欧阳震华·东北大区总监' }),
        }),
        t,
      ),
  })),
  {
    id: 'rules-none',
    title: '规则：这个范围没有可设的',
    build: (t) => groupCard(group(t, 'digest', { scope: scopeOf(t, 'team'), rows: [] }), t),
  },
  {
    id: 'rules-one',
    title: '规则：一条，没有人改过',
    build: (t) => ruleCard(rule(t, tolerance), t),
  },
  {
    id: 'rules-one-many',
    title: '规则：一条，改过很多次、很多处另设',
    build: (t) =>
      ruleCard(
        rule(t, tolerance, {
          row: rowOf(tolerance, { own: true, value: 450, elsewhere: 40 }),
          scope: scopeOf(t, 'long'),
          history: tenChanges,
          elsewhere: Array.from({ length: 40 }, (_, i) => ({ name: `${long}${i}`, value: 150 })),
        }),
        t,
      ),
  },
  {
    id: 'rules-frequency',
    title: '规则：各级拜访频次',
    build: (t) =>
      ruleCard(
        rule(t, settings.frequencyByGrade as Setting, {
          scope: scopeOf(t, 'team'),
          row: rowOf(settings.frequencyByGrade as Setting, { from: t(w.company) }),
          history: [
            changeOf(settings.frequencyByGrade as Setting, {
              before: { A: '4/28d', B: '2/28d' },
              after: { A: '8/28d', B: '2/28d' },
            }),
          ],
        }),
        t,
      ),
  },
  {
    id: 'rules-outcomes',
    title: '规则：拜访结果',
    build: (t) =>
      outcomesCard(rule(t, settings.outcomesHidden as Setting), outcomeRows(t, [], ['refused']), t),
  },
  {
    id: 'rules-outcomes-many',
    title: '规则：拜访结果，增加得最多',
    build: (t) =>
      outcomesCard(
        rule(t, settings.outcomesHidden as Setting, {
          scope: scopeOf(t, 'long'),
          added: added.slice(1),
          history: Array.from({ length: 10 }, (_, i) =>
            changeOf(settings.outcomesHidden as Setting, {
              version: 20 - i,
              before: [],
              after: [...outcomes].slice(0, 8),
            }),
          ),
        }),
        outcomeRows(t, added.slice(1), ['refused', 'own2']),
        t,
      ),
  },
  {
    id: 'rules-skips',
    title: '规则：跳过原因',
    build: (t) =>
      skipReasonsCard(
        rule(t, skips, {
          row: rowOf(skips, { value: ownSkips, own: true }),
          history: [changeOf(skips, { before: [], after: ownSkips })],
        }),
        t,
      ),
  },
  {
    id: 'rules-skips-many',
    title: '规则：跳过原因，增加得最多',
    build: (t) =>
      skipReasonsCard(
        rule(t, skips, {
          scope: scopeOf(t, 'long'),
          row: rowOf(skips, { value: added, own: true }),
          history: Array.from({ length: 10 }, (_, i) =>
            changeOf(skips, { version: 20 - i, before: added.slice(0, 6), after: added }),
          ),
        }),
        t,
      ),
  },
  {
    id: 'rules-skip-reason',
    title: '规则：一个跳过原因',
    build: (t) => {
      const [reason = { value: 'other' }] = ownSkips
      return skipReasonCard({ scope: 'org', scopeName: t(w.company), list: ownSkips, reason }, t)
    },
  },
  {
    id: 'rules-choose',
    title: '规则：一个词像好几条',
    build: (t) =>
      chooseCard(
        { title: t(w.chooseTitle), point: t(w.choosePoint, { text: '时间 08:30' }) },
        settingList.slice(0, 12).map((setting) => ({
          label: labelText(t, setting),
          call: ruleActions.rule({ key: setting.key, scope: 'org' }),
        })),
      ),
  },
  {
    id: 'rules-history',
    title: '规则：改动记录',
    build: (t) =>
      historyCard(
        { group: 'checkin', scope: 'org', scopeName: t(w.company), changes: tenChanges, added: [] },
        t,
      ),
  },
  {
    id: 'rules-history-none',
    title: '规则：没有改动',
    build: (t) =>
      historyCard(
        { group: 'checkin', scope: 'team:T1', scopeName: long, changes: [], added: [] },
        t,
      ),
  },
]
