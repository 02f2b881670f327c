/** Samples of 月度复盘: usual, what changes did, nothing, too little data, longest and many, the reason. */
import { date } from '../../src/domain/time.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { longName } from '../plans/samples.ts'
import { declineCard, retroCard } from './card.ts'
import type { IdeaView, Outcome, RetroFacts, RetroView } from './view.ts'

const uuid = (n: number) => `00000000-0000-7000-a000-${String(n).padStart(12, '0')}`

const facts: RetroFacts = {
  from: date('2026-11-01'),
  to: date('2026-11-30'),
  reps: 12,
  done: 2_384,
  planned: 2_610,
  changes: [
    {
      key: 'coverage_rate',
      now: 0.68,
      before: 0.61,
      isBetter: true,
      cause: {
        kind: 'people',
        parts: [
          { name: '李雷', by: 0.031 },
          { name: '韩梅梅', by: 0.022 },
        ],
      },
    },
    {
      key: 'visits_done',
      now: 2_384,
      before: 2_050,
      isBetter: true,
      cause: { kind: 'days', now: 21, before: 18 },
    },
    {
      key: 'sales_amount',
      now: 81_234_500,
      before: 92_100_000,
      isBetter: false,
      cause: {
        kind: 'sales',
        change: {
          difference: -10_865_500,
          byOrders: 1_240_000,
          byDropSize: -12_105_500,
          movers: [{ name: '刘建华', difference: -6_400_000 }],
        },
      },
    },
    { key: 'strike_rate', now: 0.52, before: 0.57, isBetter: false, cause: null },
  ],
  trend: [
    { month: '2026-06', rate: null },
    { month: '2026-07', rate: 0.71 },
    { month: '2026-08', rate: 0.74 },
    { month: '2026-09', rate: 0.69 },
    { month: '2026-10', rate: 0.78 },
    { month: '2026-11', rate: 0.83 },
  ],
}

const idea = (n: number, more: Partial<IdeaView>): IdeaView => ({
  id: uuid(n),
  kind: 'frequency',
  subject: 'C',
  why: 'sellsLess',
  label: 'C 级拜访频次',
  from: '28 天 2 次',
  to: '28 天 1 次',
  sample: 410,
  numbers: { visits: 410, customers: 205, rate: 0.18, overall: 0.52, kept: 0.88 },
  names: [],
  state: 'open',
  by: null,
  on: null,
  reason: null,
  ...more,
})

const ideas: readonly IdeaView[] = [
  idea(1, {}),
  idea(2, {
    kind: 'capacity',
    subject: '',
    why: 'tooMany',
    label: '每人每天家数',
    from: '18 家',
    to: '14 家',
    numbers: { days: 190, completion: 0.71, median: 13, p75: 14 },
  }),
  idea(3, {
    kind: 'neverSells',
    subject: '',
    why: 'neverSells',
    label: '从不下单客户的频次',
    from: '',
    to: '28 天 1 次',
    numbers: { customers: 14, visits: 131, all: 14 },
    names: ['丰缘副食店', '小宋仓买便利', '祥嘉食杂店'],
  }),
  idea(4, {
    kind: 'digestTime',
    subject: '',
    why: 'tooEarly',
    label: '日报时间',
    from: '18:30',
    to: '19:30',
    numbers: { days: 240, late: 72, p90: 1_150, median: 1_075 },
    state: 'dismissed',
    by: '王芳',
    on: date('2026-12-01'),
    reason: '晚上七点以后主管不看手机',
  }),
]

const outcomes: readonly Outcome[] = [
  {
    ...idea(5, {
      subject: 'B',
      label: 'B 级拜访频次',
      from: '28 天 1 次',
      to: '28 天 2 次',
      state: 'accepted',
      by: '王芳',
      on: date('2026-11-02'),
    }),
    measure: 'coverage',
    before: 0.61,
    beforeSample: 812,
    after: 0.68,
    afterSample: 820,
    afterFrom: date('2026-11-01'),
    afterTo: date('2026-11-30'),
  },
  {
    ...idea(6, {
      kind: 'tolerance',
      subject: '',
      label: '签到允差',
      from: '300 米',
      to: '400 米',
      state: 'accepted',
      by: '王芳',
      on: date('2026-11-27'),
    }),
    measure: 'away',
    before: 0.14,
    beforeSample: 2_050,
    after: 0.1,
    afterSample: 12,
    afterFrom: date('2026-11-28'),
    afterTo: date('2026-11-30'),
  },
]

const usual: RetroView = {
  scope: 'team:T01',
  name: '一部',
  month: '2026-11',
  facts,
  outcomes,
  ideas,
  suggests: true,
  scopes: [
    { scope: 'team:T01', name: '一部' },
    { scope: 'team:T02', name: '二部' },
  ],
}

const nothing: RetroView = {
  ...usual,
  facts: { ...facts, done: 0, planned: 0, changes: [], trend: [] },
  outcomes: [],
  ideas: [],
  scopes: [],
}

const kinds: readonly [IdeaView['kind'], string, Readonly<Record<string, number>>][] = [
  [
    'frequency',
    'sellsMore',
    { visits: 410, customers: 205, rate: 0.78, overall: 0.52, kept: 0.95 },
  ],
  ['capacity', 'tooFew', { days: 190, completion: 0.97, median: 15 }],
  ['minStay', 'shortSells', { visits: 2_050, short: 420, soldShort: 0.55, soldLong: 0.58 }],
  ['minStay', 'toothless', { visits: 2_050, short: 3, median: 22 }],
  ['tolerance', 'tooNarrow', { checkIns: 2_050, away: 280, median: 60, p95: 380 }],
  ['tolerance', 'tooWide', { checkIns: 2_050, away: 0, median: 30, p95: 70 }],
  ['digestTime', 'tooLate', { days: 240, late: 0, p90: 1_000, median: 960 }],
  ['skipReason', 'written', { skips: 60, times: 14 }],
  ['skipApproval', 'allApproved', { ruled: 48, approved: 48 }],
]

const longest: RetroView = {
  ...usual,
  name: longName,
  outcomes: Array.from({ length: 6 }, (_, i) => ({
    ...(outcomes[0] as Outcome),
    id: uuid(100 + i),
  })),
  ideas: kinds.map(([kind, why, numbers], i) =>
    idea(200 + i, {
      kind,
      why,
      numbers,
      label: longName,
      from: longName,
      to: longName,
      names: [longName, longName, longName],
      ...(i > 3
        ? { state: 'dismissed', by: longName, on: date('2026-12-01'), reason: longName.repeat(3) }
        : {}),
    }),
  ),
  scopes: Array.from({ length: 120 }, (_, i) => ({ scope: `team:T${i}`, name: longName })),
}

export const gallery: readonly GalleryEntry[] = [
  { id: 'retro', title: '月度复盘', build: (t) => retroCard(usual, t) },
  {
    id: 'retro.kinds',
    title: '月度复盘：其他建议',
    build: (t) =>
      retroCard(
        {
          ...usual,
          outcomes: [],
          ideas: kinds.slice(2, 6).map(([kind, why, numbers], i) =>
            idea(300 + i, {
              kind,
              why,
              numbers,
              label: kind === 'minStay' ? '最短停留' : '签到允差',
              from: kind === 'minStay' ? '3 分钟' : '300 米',
              to: kind === 'minStay' ? '2 分钟' : '400 米',
            }),
          ),
        },
        t,
      ),
  },
  { id: 'retro.empty', title: '月度复盘：什么都没有', build: (t) => retroCard(nothing, t) },
  {
    id: 'retro.few',
    title: '月度复盘：数据太少',
    build: (t) => retroCard({ ...nothing, facts: { ...nothing.facts, done: 12, planned: 20 } }, t),
  },
  { id: 'retro.longest', title: '月度复盘：最长', build: (t) => retroCard(longest, t) },
  {
    id: 'retro.decline',
    title: '月度复盘：不采纳',
    build: (t) => declineCard(ideas[0] as IdeaView, { scope: 'team:T01', month: '2026-11' }, t),
  },
]
