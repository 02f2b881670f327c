/** Sample cards of scores: usual, empty, longest, many. */
import { isFormula, parseFormula } from '../../src/domain/formulas/formula.ts'
import { type ReadyScore, scoreOf, trialOf } from '../../src/domain/scores/scores.ts'
import { ABILITY } from '../../src/domain/scores/shipped.ts'
import type { T } from '../../src/i18n/t.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { formCard, manageCard, scoreCard, tryCard, type VersionView } from './manage.ts'
import { type PersonView, personCard } from './person.ts'
import { emptyCard, type TeamView, teamCard } from './team.ts'

const formula = (text: string) => {
  const read = parseFormula(text)
  if (!isFormula(read)) throw new Error(`${text}: ${read.fault}`)
  return read
}

const ability: ReadyScore = {
  code: ABILITY,
  name: '综合能力',
  formula: formula(
    'weighted(completion_rate, 35, valid_rate, 25, summary_quality, 20, follow_through, 20) * 100',
  ),
  unit: 'points',
  full: 100,
  fromMonth: '',
}
const growth: ReadyScore = {
  code: 'growth',
  name: '开拓',
  formula: formula(
    'new_customers * 10 + sales_amount / 10000 + ifAtLeast(coverage_rate, 0.8, 5, 0)',
  ),
  unit: 'number',
  full: null,
  fromMonth: '2026-10',
}

const full = {
  completion_rate: 0.92,
  valid_rate: 0.84,
  summary_quality: 0.61,
  follow_through: 0.75,
  new_customers: 2,
  sales_amount: 4_812_500,
  coverage_rate: 0.86,
}
const trend = [71, 74.2, 73, 78.5, 80.1, 80.4].map((value, i) => ({
  month: `2026-${String(i + 6).padStart(2, '0')}`,
  value,
}))

const person: PersonView = {
  openId: 'ou_li',
  name: '李雷',
  teamCode: null,
  month: '2026-11',
  isGoing: true,
  monthBefore: '2026-10',
  nextMonth: null,
  scores: [
    { now: scoreOf(ability, full), before: 78.5 },
    { now: scoreOf(growth, full), before: 31 },
  ],
  trend,
}

const names = [
  '韩梅梅',
  '李雷',
  '贺秀英',
  '刘建华',
  '周洋',
  '阿卜杜热西提·买买提艾力',
  '王伟',
  '陈静',
]
const team: TeamView = {
  team: { code: 'T1', name: '一部' },
  teams: [
    { code: 'T1', name: '一部' },
    { code: 'T11', name: '一部一组' },
  ],
  score: { code: ABILITY, name: '综合能力', unit: 'points', full: 100 },
  scores: [ability, growth],
  month: '2026-11',
  isGoing: true,
  monthBefore: '2026-10',
  nextMonth: null,
  people: 8,
  without: 1,
  mean: 74.3,
  best: { name: '韩梅梅', value: 91.2 },
  page: 0,
  pages: 1,
  rows: names.map((name, i) => ({
    openId: `ou_${i}`,
    name,
    rank: i === 7 ? null : i + 1,
    value: i === 7 ? null : 91.2 - i * 5.1,
    before: i === 3 ? null : 88 - i * 4,
  })),
  mayManage: true,
}

const shipped: VersionView = {
  ...ability,
  id: null,
  status: 'published',
  isInForce: true,
  published: null,
}
const older: VersionView = {
  ...growth,
  id: '01890000-0000-7000-8000-000000000001',
  status: 'published',
  isInForce: true,
  published: { by: '安娜', at: '10-01 09:12' },
}
const draft: VersionView = {
  ...older,
  id: '01890000-0000-7000-8000-000000000002',
  formula: formula('new_customers * 12 + sales_amount / 10000'),
  fromMonth: '2026-12',
  status: 'draft',
  isInForce: false,
  published: null,
}

const trial = trialOf(
  names.map((name, i) => ({
    openId: `ou_${i}`,
    name,
    before: i === 5 ? null : 30 + i,
    after: i === 7 ? null : 30 + i + (i % 3) * (i % 2 === 0 ? -2.5 : 4),
    missing: i === 7 ? ['sales_amount' as const] : [],
  })),
)
const tried = {
  versionId: draft.id ?? '',
  score: growth,
  fromMonth: '2026-12',
  month: '2026-10',
  hasBefore: true,
  page: 0,
  pages: 1,
}

const form = (t: T, problem: string | null) =>
  formCard(
    {
      score: 'growth',
      title: '开拓',
      values: {
        name: '开拓',
        formula: '新开客户 × 12 + 销售 ÷ 10000',
        unit: 'number',
        from: '2026-12',
      },
      problem,
      months: ['2026-11', '2026-12'],
    },
    t,
  )

export const gallery: readonly GalleryEntry[] = [
  { id: 'mine', title: '我的评分', build: (t) => personCard(person, t) },
  {
    id: 'mine-missing',
    title: '缺数据，月份已过',
    build: (t) =>
      personCard(
        {
          ...person,
          teamCode: 'T1',
          isGoing: false,
          nextMonth: '2026-12',
          trend: [],
          scores: [
            { now: scoreOf(ability, { completion_rate: 0.9, valid_rate: 0.8 }), before: null },
            { now: scoreOf(growth, {}), before: null },
          ],
        },
        t,
      ),
  },
  {
    id: 'mine-none',
    title: '没有评分',
    build: (t) => personCard({ ...person, scores: [], trend: [] }, t),
  },
  { id: 'team', title: '团队评分', build: (t) => teamCard(team, t) },
  {
    id: 'team-longest',
    title: '两百人',
    build: (t) =>
      teamCard(
        {
          ...team,
          page: 6,
          pages: 14,
          people: 200,
          team: { code: 'T1', name: '华东大区苏南分公司流通渠道销售一部' },
          rows: Array.from({ length: 15 }, (_, i) => ({
            openId: `ou_${i}`,
            name: '阿卜杜热西提·买买提艾力·努尔麦麦提',
            rank: 91 + i,
            value: 60.4,
            before: 58.9,
          })),
        },
        t,
      ),
  },
  {
    id: 'team-empty',
    title: '没有人',
    build: (t) => emptyCard('评分', '你的团队里没有业务员。', false, t),
  },
  { id: 'manage', title: '管理评分', build: (t) => manageCard([shipped, older], t) },
  {
    id: 'versions',
    title: '一个评分的版本',
    build: (t) =>
      scoreCard(
        { code: 'growth', name: '开拓', versions: [draft, older], retireFrom: '2026-11' },
        t,
      ),
  },
  { id: 'form', title: '改公式', build: (t) => form(t, null) },
  {
    id: 'form-wrong',
    title: '公式写错了',
    build: (t) =>
      form(
        t,
        t.locale === 'en'
          ? '"销售" is not known: character 13, "销售 ÷ 1000". Did you mean 销售额?'
          : '不认识「销售」：第 13 个字「销售 ÷ 1000」。是不是「销售额」？',
      ),
  },
  { id: 'trying', title: '试算中', build: (t) => tryCard({ ...tried, result: null }, t) },
  { id: 'tried', title: '试算', build: (t) => tryCard({ ...tried, result: trial }, t) },
]
