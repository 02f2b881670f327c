/** Sample cards of cycle plans: usual, empty, longest, many. */
import { addDays, date } from '../../src/domain/time.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { teamCycleCard, unplacedCard } from './team.ts'
import type { RequestView, TeamCycleView, WeekDay, WeekView, WeekVisit } from './view.ts'
import { changeCard, requestCard, weekCard } from './week.ts'

const id = '01920000-0000-7000-8000-000000000001'
const monday = date('2026-11-30')
const longName = '沈阳市铁西区兴华街道永辉生活超市与社区便民服务中心联合体人民路旗舰店（二期）'

const visit = (i: number): WeekVisit => ({
  visitId: i % 9 === 4 ? null : id,
  name: i === 3 ? longName : `永辉·${i + 1} 号店`,
  grade: (['A', 'B', 'C', null] as const)[i % 4] ?? null,
  reason: i % 9 === 4 ? 'promise' : ((['frequency', 'standing', 'line'] as const)[i % 3] ?? 'line'),
  routed: i !== 6,
  asked: i === 2,
})
const day = (i: number, n: number): WeekDay => ({
  date: addDays(monday, i),
  free: i === 5,
  minutes: n === 0 ? null : n * 24,
  visits: Array.from({ length: n }, (_, k) => visit(i * 3 + k)),
})
const week: WeekView = {
  repOpenId: 'ou_li',
  repName: '李雷',
  own: true,
  mayAdd: true,
  from: monday,
  state: 'published',
  days: [day(0, 4), day(1, 6), day(2, 5), day(3, 0), day(4, 3)],
}
const request: RequestView = {
  requestId: id,
  repName: '李雷',
  name: '永辉·人民路店',
  fromDate: date('2026-12-01'),
  toDate: date('2026-12-03'),
  reason: '店主那天盘点，约了周四',
  state: 'asked',
  byName: null,
}
const team: TeamCycleView = {
  teamCode: 'T1',
  teamName: '沈阳一部',
  from: monday,
  to: date('2026-12-27'),
  state: 'draft',
  byName: null,
  startsItself: true,
  mayPublish: true,
  check: {
    groups: [
      { group: 'A', frequency: '4/28d', customers: 60, visits: 240, repsNeeded: 0.82 },
      { group: 'B', frequency: '2/28d', customers: 220, visits: 440, repsNeeded: 1.49 },
      { group: 'C', frequency: '1/28d', customers: 430, visits: 430, repsNeeded: 1.46 },
      { group: 'none', frequency: '2/28d', customers: 18, visits: 36, repsNeeded: 0.12 },
    ],
    visits: 1146,
    repsNeeded: 3.89,
    reps: 4,
    shortFrom: null,
  },
  people: ['李雷', '韩梅梅', '王小明', '阿卜杜热西提·买买提艾力'].map((name, i) => ({
    openId: `ou_${i}`,
    name,
    visits: 280 + i * 9,
    meanMinutes: 402 + i * 8,
    longestMinutes: 441 + i * 5,
    unplaced: 0,
  })),
  unplaced: 0,
  page: 0,
}
const short: TeamCycleView = {
  ...team,
  check: {
    ...team.check,
    groups: team.check.groups.map((group) => ({ ...group, repsNeeded: group.repsNeeded * 1.3 })),
    repsNeeded: 5.06,
    shortFrom: 'C',
  },
  people: team.people.map((one, i) => ({ ...one, unplaced: i * 7 })),
  unplaced: 42,
}

export const gallery: readonly GalleryEntry[] = [
  { id: 'week', title: '周计划', build: (t) => weekCard(week, t) },
  {
    id: 'week-longest',
    title: '排满的一周',
    build: (t) =>
      weekCard(
        { ...week, days: [0, 1, 2, 3, 4, 5, 6].map((i) => ({ ...day(i, 30), free: false })) },
        t,
      ),
  },
  {
    id: 'week-draft',
    title: '主管看草稿',
    build: (t) => weekCard({ ...week, own: false, state: 'draft' }, t),
  },
  {
    id: 'week-none',
    title: '没有周期计划',
    build: (t) =>
      weekCard({ ...week, state: 'none', days: [0, 1, 2, 3, 4].map((i) => day(i, 0)) }, t),
  },
  {
    id: 'change',
    title: '调整一家',
    build: (t) =>
      changeCard(
        {
          visitId: id,
          repOpenId: 'ou_li',
          name: '永辉·人民路店',
          date: date('2026-12-01'),
          week: monday,
          reason: 'frequency',
        },
        t,
      ),
  },
  { id: 'request', title: '调整申请', build: (t) => requestCard(request, t) },
  {
    id: 'request-decline',
    title: '申请不去，已同意',
    build: (t) => requestCard({ ...request, toDate: null, state: 'approved', byName: '王芳' }, t),
  },
  {
    id: 'request-over',
    title: '申请失效',
    build: (t) => requestCard({ ...request, state: 'over' }, t),
  },
  { id: 'team', title: '周期计划草稿', build: (t) => teamCycleCard(team, t) },
  { id: 'team-short', title: '人手不够', build: (t) => teamCycleCard(short, t) },
  {
    id: 'team-published',
    title: '已发布',
    build: (t) => teamCycleCard({ ...team, state: 'published', byName: '王芳' }, t),
  },
  {
    id: 'team-many',
    title: '40 人的团队',
    build: (t) =>
      teamCycleCard(
        {
          ...short,
          people: Array.from({ length: 40 }, (_, i) => ({
            openId: `ou_${i}`,
            name: i === 2 ? '阿卜杜热西提·买买提艾力·努尔麦麦提' : `业务员 ${i + 1}`,
            visits: 300 - i,
            meanMinutes: 430 - i,
            longestMinutes: 470 - i,
            unplaced: Math.max(0, 9 - i),
          })),
          page: 1,
        },
        t,
      ),
  },
  {
    id: 'team-none',
    title: '还没有周期计划',
    build: (t) => teamCycleCard({ ...team, state: 'none', people: [] }, t),
  },
  {
    id: 'unplaced',
    title: '排不下的',
    build: (t) =>
      unplacedCard(
        {
          teamCode: 'T1',
          from: monday,
          total: 42,
          page: 0,
          pages: 3,
          rows: Array.from({ length: 15 }, (_, i) => ({
            name: i === 1 ? longName : `联华·${i + 1} 号店`,
            rep: '李雷',
            visits: 1 + (i % 3),
            why: (['capacity', 'noDay', 'spacing', 'dayOff'] as const)[i % 4] ?? 'capacity',
          })),
        },
        t,
      ),
  },
]
