/** Samples of the cards of a week and a month: usual, empty, longest, 200 people. */
import { noFigures, sumFigures } from '../../src/domain/performance/figures.ts'
import { concerns, praised, salesChange } from '../../src/domain/performance/period-digest.ts'
import { periodBefore, periodOf } from '../../src/domain/performance/periods.ts'
import { ABILITY } from '../../src/domain/scores/shipped.ts'
import { addDays, date } from '../../src/domain/time.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { managerPeriodCard, privatePeriodCard, scorecard, teamPeriodCard } from './period.ts'
import type { PeriodView } from './period-view.ts'

const today = date('2026-11-30')
const week = periodOf('weekly', date('2026-11-24'))
const month = periodOf('monthly', date('2026-11-24'))
const parts = { charts: true, table: true, why: true, praise: true }

const figures = (planned: number, completed: number, orders: number) => ({
  ...noFigures,
  planned,
  completed,
  done: completed + 2,
  unplanned: 2,
  assigned: 110,
  covered: Math.min(110, completed),
  valid: Math.max(0, completed - 3),
  strikes: Math.min(completed, orders),
  sales: {
    amountFen: orders * 93_000,
    quantity: orders * 12,
    costFen: orders * 71_000,
    orders,
    newcomers: orders % 3,
  },
  collectedFen: orders * 60_000,
  dataAsOf: week.to,
})

const ability = { code: ABILITY, name: '综合能力', unit: 'points' } as const
const names = ['韩梅梅', '李雷', '刘建华', '贺秀英', '周洋']
const people = (n: number, name: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => ({
    openId: `ou_${i}`,
    name: name(i),
    now:
      i % 9 === 8
        ? { ...figures(60, 0, 0), done: 0 }
        : figures(60, 60 - (i % 7) * 4, 30 - (i % 11)),
    before: figures(60, 52, 22 + (i % 5)),
  }))

function view(all: ReturnType<typeof people>, period = week, teamName = '一部'): PeriodView {
  const length = period.kind === 'weekly' ? 7 : 30
  return {
    teamCode: 'T1',
    teamName,
    now: period,
    before: periodBefore(period),
    isGoing: false,
    noGroup: false,
    reps: all.length,
    total: sumFigures(all.map(({ now }) => now)),
    totalBefore: sumFigures(all.map(({ before }) => before)),
    targets: { completion_rate: 0.9, sales_amount: all.length * 3_000_000 },
    scores: period.kind === 'monthly' ? [{ score: ability, value: 76.4, before: 74.1 }] : [],
    change: salesChange(all),
    praise: praised(all),
    concerns: concerns(all),
    days: Array.from({ length }, (_, i) => ({
      date: addDays(period.from, i),
      done: i % 7 > 4 ? 0 : all.length * 10 - i,
    })),
    lines: all
      .map(({ openId: id, name, now, before }) => ({ id, name, now, before }))
      .toSorted((a, b) => b.now.done - a.now.done),
    byTeam: false,
    parts,
  }
}

const usual = view(people(5, (i) => names[i] ?? ''))
const usualMonth = view(
  people(5, (i) => names[i] ?? ''),
  month,
)
const empty: PeriodView = {
  ...view(people(2, (i) => names[i] ?? '')),
  total: noFigures,
  totalBefore: noFigures,
  targets: {},
  change: null,
  praise: [],
  concerns: [],
  days: [],
  lines: names.slice(0, 2).map((name) => ({ id: name, name, now: noFigures, before: noFigures })),
}
const many = view(
  people(200, (i) => `${names[i % 5]}${i + 1}`),
  month,
  '华东大区',
)
const longest = view(
  people(200, (i) => `买买提·阿卜杜热合曼·伊敏江${i + 1}`),
  month,
  '华东大区第二直营事业部连锁与重点客户团队',
)

const mine = (from: PeriodView, i: number) => {
  const line = from.lines[i] ?? { id: '', name: '', now: noFigures, before: noFigures }
  const { id: openId, name, now: total, before: totalBefore } = line
  const { now, before, isGoing } = from
  const praise = praised([{ openId, name, now: total, before: totalBefore }])
  return { openId, name, now, before, isGoing, total, totalBefore, targets: {}, praise }
}

const teams = [
  { code: 'SY', name: '沈阳大区' },
  { code: 'T01', name: '一部' },
]

export const periodGallery: readonly GalleryEntry[] = [
  { id: 'digest.week', title: '周报：团队群', build: (t) => teamPeriodCard(usual, 0, t) },
  { id: 'digest.week.empty', title: '周报：什么都没有', build: (t) => teamPeriodCard(empty, 0, t) },
  {
    id: 'digest.week.managers',
    title: '周报：主管群',
    build: (t) => managerPeriodCard(many, t),
  },
  {
    id: 'digest.month.many',
    title: '月报：团队群，200 人',
    build: (t) => teamPeriodCard(many, 0, t),
  },
  {
    id: 'digest.month.private',
    title: '月报：主管私聊，200 人，第 2 页',
    build: (t) => privatePeriodCard(many, 1, { today, teams }, t),
  },
  {
    id: 'digest.month.longest',
    title: '月报：最长',
    build: (t) => privatePeriodCard(longest, 9, { today: date('2027-01-05'), teams }, t),
  },
  { id: 'digest.scorecard', title: '我的周报', build: (t) => scorecard(mine(usual, 0), t) },
  {
    id: 'digest.scorecard.month',
    title: '我的月报：有评分',
    build: (t) =>
      scorecard(
        { ...mine(usualMonth, 0), scores: [{ score: ability, value: 82, before: 85.5 }] },
        t,
      ),
  },
  {
    id: 'digest.scorecard.empty',
    title: '我的周报：没有',
    build: (t) => scorecard(mine(empty, 0), t),
  },
]
