/** Made-up people, customers and figures for the gallery. */
import { fieldQuality } from '../../src/domain/analysis/form-quality.ts'
import { campaignReturn, returnOf } from '../../src/domain/analysis/roi.ts'
import { date } from '../../src/domain/time.ts'
import type { AnalysisKind } from './actions.ts'
import type { StatsRow, StatsView, Values } from './view.ts'

const range = { from: date('2026-11-16'), to: date('2026-11-22') }
const before = { from: date('2026-11-09'), to: date('2026-11-15') }
const today = date('2026-11-26')
export const names = ['韩梅梅', '李雷', '刘建华', '贺秀英', '周洋']
export const longName = '买买提·阿卜杜热合曼·伊敏江'
export const longTeam = '华东大区第二直营事业部连锁与重点客户团队'

export const head = (kind: AnalysisKind, name = '一部', people = 5) => ({
  ask: { kind, ...range, who: ['t:T1'], page: 0 },
  name,
  people,
  range,
  today,
  before,
})

const values = (i: number): Values => ({
  visits_planned: 60 - (i % 7),
  customers_visited: 44 - (i % 9),
  visits_done: 55 - (i % 11),
  completion_rate: 0.92 - (i % 9) * 0.04,
  late_rate: 0.05,
  missed_rate: 0.03 + (i % 9) * 0.03,
  off_site_rate: 0.01 * (i % 4),
  visits_valid: 50 - (i % 11),
  valid_rate: 0.9 - (i % 5) * 0.05,
  time_in_store: 14 + (i % 6),
  visits_a_day: 11 - (i % 5) * 0.7,
  minutes_between: 12 + (i % 8),
  coverage_rate: 0.7 - (i % 4) * 0.08,
  strike_rate: 0.42 - (i % 3) * 0.06,
  sales_amount: 8_900_000 - i * 640_000,
  gross_profit: 1_900_000 - i * 130_000,
  collected: i % 3 === 2 ? null : 6_000_000,
  new_customers: i % 4,
})
const statsRow = (i: number, name: string): StatsRow => ({
  id: `p:ou_${i}`,
  name,
  now: values(i),
  before: values(i + 2),
  planned: 60 - (i % 7),
  completed: 55 - (i % 11),
  late: 3,
})
export const stats = (
  n: number,
  name: (i: number) => string,
  more: Partial<StatsView> = {},
): StatsView => ({
  ...head('stats', '一部', n),
  total: { ...statsRow(1, '一部'), planned: n * 58, completed: n * 49 },
  rows: Array.from({ length: n }, (_, i) => statsRow(i, name(i))),
  byTeam: false,
  days: [],
  ...more,
})
export const nothing: StatsRow = {
  ...statsRow(0, '李雷'),
  now: { visits_planned: 0, visits_done: 0 },
  before: {},
  planned: 0,
  completed: 0,
  late: 0,
}
export const person: StatsView = {
  ...stats(1, () => '李雷'),
  name: '李雷',
  people: 1,
  days: [16, 17, 18, 19, 20].map((day) => ({
    date: date(`2026-11-${day}`),
    planned: 12,
    completed: 12 - (day % 4),
    done: 13 - (day % 4),
  })),
}

const missed = (n: number, name: string) =>
  Array.from({ length: n }, (_, i) => ({
    code: `C${i}`,
    name: `${name}${i + 1}`,
    grade: ['A', 'A', 'B', 'C', null][i % 5] ?? null,
    area: i % 2 ? '东线' : '',
    owner: names[i % 5] ?? '',
    lastOn: i % 3 ? date('2026-10-12') : null,
    ago: i % 3 ? 45 : null,
    plannedOn: i === 1 ? date('2026-11-27') : null,
  }))
export const count = (key: string, assigned: number, covered: number) => ({
  key,
  assigned,
  covered,
})
export const coverage = (n: number, name = '永辉超市·人民路') => ({
  ...head('coverage'),
  total: { assigned: 150, covered: 150 - n },
  grades: [count('A', 30, 26), count('B', 40, 30), count('C', 70, 30), count('', 10, 2)],
  areas: [count('西线', 40, 12), count('', 20, 9), count('东线', 90, 67)],
  byTeam: false,
  isWidened: true,
  mayPlan: true,
  missed: missed(n, name),
})

export const sides = (n: number, name: (i: number) => string) => ({
  ...head('compare'),
  ask: { ...head('compare').ask, who: ['p:ou_0', 'p:ou_1'] },
  sides: Array.from({ length: n }, (_, i) => ({
    id: `p:ou_${i}`,
    name: name(i),
    people: null as number | null,
    now: values(i),
  })),
})

export const checkIns = (n: number, isWay: boolean) => ({
  ...head('map', '李雷', isWay ? 1 : 5),
  ask: { ...head('map').ask, from: isWay ? range.to : range.from, who: ['p:ou_1'] },
  picture: null,
  isWay,
  checkIns: Array.from({ length: n }, (_, i) => ({
    rep: names[i % 5] ?? '',
    customer: `永辉超市·人民路${i + 1}店`,
    date: date('2026-11-20'),
    inAt: `${String(9 + (i % 9)).padStart(2, '0')}:10`,
    outAt: i === 4 ? null : `${String(9 + (i % 9)).padStart(2, '0')}:32`,
    dwellMinutes: i === 4 ? null : 22,
    distanceM: 20 + i,
    hasPoint: i !== 2,
    doubtful: i === 3,
    gapMinutes: i === 0 ? null : 14,
    legM: i === 0 ? null : 800 + i * 70,
  })),
})

export const deals = {
  ...head('deals'),
  days: 7,
  isRule: true,
  hasOrders: true,
  dataAsOf: date('2026-11-22'),
  within: [
    { days: 7, deals: { visited: 180, dealt: 74 } },
    { days: 15, deals: { visited: 180, dealt: 98 } },
    { days: 30, deals: { visited: 180, dealt: 121 } },
  ],
  past: { visited: 170, dealt: 61 },
  pending: 22,
  grades: [
    { grade: 'A', deals: { visited: 40, dealt: 28 } },
    { grade: 'B', deals: { visited: 60, dealt: 26 } },
    { grade: 'C', deals: { visited: 80, dealt: 20 } },
  ],
  rows: names.map((name, i) => ({
    id: `p:ou_${i}`,
    name,
    deals: { visited: 40 - i, dealt: 20 - 2 * i },
  })),
  byTeam: false,
}

const costs = { visitFen: 3_000, minuteFen: 50 }
const grade = (key: string, profitFen: number, visits: number) => ({
  grade: key,
  ...returnOf({ profitFen, visits, minutes: visits * 14 }, costs),
})
export const campaign = (name: string, tag: string) => ({
  name,
  tag,
  from: '2026-11-01',
  to: '2026-11-15',
  until: '2026-11-15',
  isOver: true,
  isPart: false,
  result: campaignReturn({
    customers: 36,
    days: 15,
    costFen: 500_000,
    profitFen: 2_640_000,
    baselineFen: 9_720_000,
  }),
})
export const roi = {
  ...head('roi'),
  ...costs,
  dataAsOf: date('2026-11-22'),
  total: returnOf({ profitFen: 1_930_000, visits: 265, minutes: 3_710 }, costs),
  grades: [grade('A', 1_240_000, 80), grade('B', 560_000, 95), grade('C', 130_000, 90)],
  campaigns: [
    campaign('中秋堆头', '堆头店'),
    { ...campaign('新品试饮', '试饮'), result: { lacks: 'customers' as const } },
  ],
  mayHaveCampaigns: true,
}

const field = (
  name: Parameters<typeof fieldQuality>[0]['field'],
  filled: number,
  most: number,
  repeated: number,
  mostWords: string | null,
) => fieldQuality({ field: name, asked: 240, filled, most, repeated, mostWords })
export const quality = {
  ...head('quality'),
  visits: 240,
  fields: [
    field('summary', 240, 62, 170, '一切正常'),
    field('outcome', 240, 204, 240, '库存充足未补货'),
    field('orderAmount', 96, 9, 40, '120000'),
    field('nextStep', 7, 2, 3, '再看'),
    field('nextVisitOn', 88, 30, 88, '2026-11-30'),
  ],
  outcomes: [
    { name: '库存充足未补货', value: 'stocked', n: 204 },
    { name: '客诉/退换处理', value: 'service', n: 0 },
    { name: '拒绝合作', value: 'refused', n: 0 },
  ],
}
