/** Samples of every digest card: usual, empty, longest, many. */
import type { Figures } from '../../src/domain/performance/figures.ts'
import { date } from '../../src/domain/time.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { sampleLine } from '../targets/samples.ts'
import { managerDigestCard, privateDigestCard, teamDigestCard } from './digest.ts'
import { mondayGallery } from './monday-gallery.ts'
import { myDayCard } from './my-day.ts'
import { needDetailCard } from './needs.ts'
import { periodGallery } from './period-gallery.ts'
import type { DayLine, DigestView, Need, NeedLine, RepDayView } from './view.ts'

const day = date('2026-11-24')

const line = (
  id: string,
  name: string,
  completed: number,
  planned: number,
  more: Partial<DayLine> = {},
): DayLine => ({
  id,
  name,
  planned,
  completed,
  unplanned: 0,
  firstIn: '09:12',
  lastOut: '17:30',
  ...more,
})

const people = [
  line('ou_1', '韩梅梅', 9, 12, { firstIn: '09:40', lastOut: '16:55', unplanned: 1 }),
  line('ou_2', '李雷', 12, 12),
  line('ou_3', '刘建华', 5, 12, { firstIn: '10:20', lastOut: '15:05' }),
  line('ou_4', '贺秀英', 15, 15, { firstIn: '08:52', unplanned: 2 }),
  line('ou_5', '周洋', 0, 12, { firstIn: null, lastOut: null }),
]

const total: Figures = {
  planned: 63,
  completed: 41,
  done: 44,
  unplanned: 3,
  assigned: 1_100,
  covered: 682,
  valid: 39,
  summaries: 43,
  summaryPoints: 2_840,
  promised: 12,
  kept: 9,
  strikes: 27,
  inOrder: 35,
  late: 4,
  offSite: 1,
  lines: 96,
  sales: { amountFen: 2_896_050, quantity: 412, costFen: 2_250_000, orders: 31, newcomers: 1 },
  collectedFen: 1_200_000,
  dataAsOf: day,
}

const skip = (rep: string, customer: string, reason: string | null, n: number): NeedLine => ({
  kind: 'skip',
  rep,
  customer,
  reason: { kept: reason, reasons: [] },
  stopId: `00000000-0000-7000-a000-00000000000${n}`,
})

const need = (lines: readonly NeedLine[], seen: Need['seen'] = null): Need => ({
  kind: lines[0]?.kind ?? 'skip',
  count: lines.length,
  lines,
  seen,
})

const needs: readonly Need[] = [
  need([{ kind: 'notStarted', rep: '周洋', planned: 12 }]),
  need([
    skip('韩梅梅', '宏成便利店(联合路店)', '店主外出，约了明天', 1),
    skip('刘建华', '丰缘副食店', null, 2),
    skip('刘建华', '小宋仓买便利', '修路进不去', 3),
  ]),
  need(
    [
      {
        kind: 'away',
        rep: '刘建华',
        customer: '祥嘉食杂店',
        distanceM: 620,
        reason: '客户约在仓库见面',
      },
    ],
    { by: '王芳', at: '18:42' },
  ),
  need([{ kind: 'farBelow', rep: '刘建华', completed: 5, planned: 12 }]),
]

const usual: DigestView = {
  teamCode: 'T01',
  teamName: '一部',
  date: day,
  until: '18:30',
  noGroup: false,
  reps: people.length,
  total,
  medianMinutes: 14,
  selfReported: 26,
  target: 0.9,
  usual: 0.59,
  month: [
    sampleLine('visits_done', 1_012, 1_440),
    sampleLine('sales_amount', 81_234_500, 116_000_000),
  ],
  top: people.filter(({ completed, planned }) => completed === planned),
  lines: people,
  byTeam: false,
  needs,
  bottom: people.filter(({ id }) => id === 'ou_3' || id === 'ou_1'),
  rest: null,
  parts: { charts: true, table: true, praise: true },
}

const nothingAtAll: DigestView = {
  ...usual,
  until: null,
  noGroup: true,
  total: {
    ...total,
    planned: 0,
    completed: 0,
    done: 0,
    unplanned: 0,
    sales: null,
    collectedFen: null,
    dataAsOf: null,
  },
  medianMinutes: null,
  selfReported: 0,
  target: null,
  usual: null,
  month: [],
  top: [],
  needs: [],
  bottom: [],
  lines: people.map((one) => ({
    ...one,
    planned: 0,
    completed: 0,
    unplanned: 0,
    firstIn: null,
    lastOut: null,
  })),
}

const longName =
  '沈阳市大东区东北大马路华润万家生活超市有限公司(望花南街旗舰店)二楼饮料区*特_殊|字符*'
const longest: DigestView = {
  ...usual,
  teamName: '东北大区沈阳城市群流通渠道第十二业务部',
  lines: people.map((one) => ({ ...one, name: `阿依古丽·买买提江·${one.name}` })),
  top: [line('ou_9', '阿依古丽·买买提江·艾合买提', 25, 25)],
  needs: [
    need([1, 2, 3].map((n) => skip('阿依古丽·买买提江·艾合买提', longName, longName.repeat(3), n))),
  ],
}

const many: DigestView = {
  ...usual,
  reps: 200,
  lines: Array.from({ length: 200 }, (_, i) =>
    line(`ou_${i}`, `${'王李张刘陈杨赵黄周吴'[i % 10]}${i}`, (i * 7) % 19, 18),
  ),
  needs: [
    need(
      Array.from({ length: 30 }, (_, i) => ({ kind: 'notStarted', rep: `王${i}`, planned: 18 })),
    ),
    need(
      Array.from({ length: 30 }, (_, i) => skip(`李${i}`, `第${i}食杂店`, '客户要求改期', i % 10)),
    ),
    need(
      Array.from({ length: 30 }, (_, i) => ({
        kind: 'closedAgain' as const,
        rep: `张${i}`,
        customer: `第${i}便利店`,
        times: 2 + (i % 3),
      })),
    ),
  ],
}

const byTeam: DigestView = {
  ...usual,
  teamCode: 'SY',
  teamName: '销售中心',
  reps: 36,
  byTeam: true,
  lines: [
    line('T01', '一部', 220, 240),
    line('T02', '二部', 180, 236),
    line('T03', 'KA部', 70, 74),
  ],
}

const mine: RepDayView = {
  repOpenId: 'ou_2',
  name: '李雷',
  date: day,
  until: '15:20',
  line: line('ou_2', '李雷', 9, 12, { unplanned: 1 }),
  figures: { ...total, planned: 12, completed: 9, done: 10 },
  medianMinutes: 13,
  left: ['宏成便利店(联合路店)', '丰缘副食店', longName],
  month: usual.month,
}

const teams = [
  { code: 'T01', name: '一部' },
  { code: 'T02', name: '二部' },
]

export const gallery: GalleryEntry[] = [
  { id: 'digest.team', title: '日报：团队群', build: (t) => teamDigestCard(usual, t) },
  {
    id: 'digest.team.empty',
    title: '日报：没有计划和数据',
    build: (t) => teamDigestCard(nothingAtAll, t),
  },
  {
    id: 'digest.team.longest',
    title: '日报：最长的名字',
    build: (t) => teamDigestCard(longest, t),
  },
  { id: 'digest.team.many', title: '日报：200 人', build: (t) => teamDigestCard(many, t) },
  { id: 'digest.team.by-team', title: '日报：按团队', build: (t) => teamDigestCard(byTeam, t) },
  { id: 'digest.managers', title: '日报：主管群', build: (t) => managerDigestCard(usual, t) },
  {
    id: 'digest.managers.empty',
    title: '日报：没有要处理的',
    build: (t) => managerDigestCard(nothingAtAll, t),
  },
  {
    id: 'digest.managers.longest',
    title: '日报：主管群，最长',
    build: (t) => managerDigestCard(longest, t),
  },
  {
    id: 'digest.managers.many',
    title: '日报：主管群，90 条',
    build: (t) => managerDigestCard(many, t),
  },
  {
    id: 'digest.private',
    title: '日报：主管私聊',
    build: (t) => privateDigestCard(usual, { today: day, teams }, t),
  },
  {
    id: 'digest.private.many',
    title: '日报：主管私聊，200 人',
    build: (t) => privateDigestCard(many, { today: date('2026-11-25'), teams }, t),
  },
  {
    id: 'digest.detail',
    title: '日报：处理',
    build: (t) => needDetailCard(usual, usual.needs[1] ?? null, 'skip', t),
  },
  {
    id: 'digest.detail.many',
    title: '日报：处理，30 条',
    build: (t) => needDetailCard(many, many.needs[1] ?? null, 'skip', t),
  },
  {
    id: 'digest.detail.settled',
    title: '日报：已处理',
    build: (t) => needDetailCard(usual, null, 'away', t),
  },
  { id: 'digest.mine', title: '日报：自己的一天', build: (t) => myDayCard(mine, day, t) },
  {
    id: 'digest.mine.empty',
    title: '日报：自己的一天，没有计划',
    build: (t) =>
      myDayCard(
        {
          ...mine,
          left: [],
          month: [],
          line: line('ou_2', '李雷', 0, 0, { firstIn: null, lastOut: null }),
          figures: nothingAtAll.total,
          medianMinutes: null,
        },
        day,
        t,
      ),
  },
  ...mondayGallery(usual),
  ...periodGallery,
]
