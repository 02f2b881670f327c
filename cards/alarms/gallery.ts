/** Sample cards of 客户预警: a day, all kinds and states, what went up, a manager's view, the longest and many. */
import { date } from '../../src/domain/time.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Card } from '../kit/card.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { longName } from '../plans/samples.ts'
import { contactCard, falseAlarmCard } from './answer.ts'
import { type AlarmListView, alarmListCard } from './list.ts'
import { oldDataCard } from './old-data.ts'
import { type AlarmTeamView, alarmTeamCard } from './team.ts'
import type { AlarmLine } from './view.ts'

const today = date('2026-11-24')

const good = (name: string, buyers: number) => ({ name, buyers })

const churn: AlarmLine = {
  alarmId: '018f0000-0000-7000-8000-000000000001',
  customerCode: 'SY-00129',
  name: '联华·解放路店',
  grade: 'A',
  owner: null,
  numbers: {
    kind: 'churn',
    orderDays: 38,
    gap: 7.2,
    spread: 2.1,
    lastGap: 8,
    silent: 23,
    lastOrderOn: '2026-11-01',
    cover: 1,
    brokenAfter: 19,
  },
  chance: 0.62,
  moneyAtRiskFen: 1_230_000,
  state: 'open',
  level: 0,
  offer: '满 10 箱赠 1 箱',
  missing: {
    goods: [good('东方树叶 500ml', 28), good('农夫山泉 5L', 21), good('尖叫', 17)],
    n: 34,
  },
  planned: null,
  last: null,
  endReason: null,
}
const plunge: AlarmLine = {
  ...churn,
  alarmId: '018f0000-0000-7000-8000-000000000002',
  name: '永辉·人民路店',
  grade: 'B',
  numbers: {
    kind: 'sales_plunge',
    recent: 2,
    expected: 4.4,
    amountFen: 82_000,
    expectedFen: 410_000,
    season: 0.94,
    lastOrderOn: '2026-11-18',
  },
  chance: null,
  moneyAtRiskFen: 984_000,
  offer: null,
  missing: null,
}
const decay: AlarmLine = {
  ...plunge,
  alarmId: '018f0000-0000-7000-8000-000000000003',
  name: '家乐·北站店',
  grade: null,
  numbers: {
    kind: 'decay',
    counts: [9, 8, 8, 6, 5, 3],
    fall: 0.46,
    lastOrderOn: '2026-11-12',
    branches: 3,
  },
  moneyAtRiskFen: 455_000,
}

const stuck: AlarmLine = {
  ...plunge,
  alarmId: '018f0000-0000-7000-8000-000000000004',
  name: '新世纪·北行店',
  grade: null,
  numbers: { kind: 'stuck', stage: '报价', since: '2026-11-01', days: 23, limitDays: 14 },
  moneyAtRiskFen: 0,
}

const day: AlarmListView = {
  kind: 'day',
  at: 'day:2026-11-24:0',
  date: today,
  ofName: null,
  lines: [churn, plunge, decay],
  total: 3,
  waiting: 3,
  waitingFen: 2_669_000,
  page: 0,
  pages: 1,
  hours: 48,
  dataAsOf: date('2026-11-23'),
}

const answered: readonly AlarmLine[] = [
  { ...churn, state: 'planned', planned: { on: date('2026-11-25'), name: null } },
  {
    ...plunge,
    last: { kind: 'answered', name: '李雷', on: today, words: 'willOrder:周五前 20 箱' },
  },
  {
    ...decay,
    state: 'planned',
    last: { kind: 'snoozed', name: '李雷', on: today, words: '2026-12-01' },
  },
]
const ends: readonly AlarmLine[] = [
  { ...churn, state: 'won_back', endReason: 'ordered' },
  { ...plunge, state: 'lost', endReason: 'lostPrice:别家便宜两块' },
  { ...decay, state: 'false_alarm', endReason: 'season' },
  { ...plunge, state: 'expired', endReason: 'recovered' },
  { ...churn, last: { kind: 'visited', name: '李雷', on: today, words: 'x' } },
]
const wide = (line: AlarmLine, n: number): AlarmLine => ({
  ...line,
  name: longName,
  owner: 'Aleksandra Wiśniewska-Kowalczyk',
  offer:
    '满 10 箱赠 1 箱，开箱费减半，陈列奖另算，月底前有效，可和堆头费一起谈，量大再议价格另报批',
  missing: { goods: [good(longName, 199), good(longName, 150), good(longName, 101)], n: 200 },
  moneyAtRiskFen: 123_456_789_00,
  level: n % 3,
})

const figures = (alerted: number, ordered: number) => ({
  alerted,
  ordered,
  falseAlarms: 2,
  running: 6,
})
const team: AlarmTeamView = {
  people: [
    { openId: 'ou_1', name: '李雷', open: 3, planned: 2, up: 1, moneyFen: 2_669_000 },
    { openId: 'ou_2', name: '韩梅', open: 0, planned: 1, up: 0, moneyFen: 455_000 },
    { openId: '', name: '', open: 2, planned: 0, up: 2, moneyFen: 120_000 },
  ],
  rescueDays: 30,
  rescue: figures(48, 21),
  teams: [
    { name: '一部', rescue: figures(30, 15) },
    { name: '二部', rescue: figures(18, 6) },
  ],
  reps: [
    { name: '李雷', rescue: figures(30, 15) },
    { name: '韩梅', rescue: figures(18, 6) },
    { name: '王强', rescue: figures(0, 0) },
  ],
  conversions: { n: 7, windowDays: 30, silentDays: 60 },
  uptake: { offered: 12, ordered: 5, gifts: 3 },
  tips: {
    tips: 46,
    customers: 21,
    bought: 9,
    buyers: 7,
    afterFen: 5_210_000,
    beforeFen: 4_870_000,
  },
  lift: { customers: 31, afterFen: 8_640_000, beforeFen: 7_010_000 },
  drops: ['一部 交易客户：近 30 天 412 家，往常 530 家（−22%）'],
  dataAsOf: date('2026-11-23'),
}
const nothing = { alerted: 0, ordered: 0, falseAlarms: 0, running: 0 }

const entry = (id: string, title: string, build: (t: T) => Card): GalleryEntry => ({
  id,
  title,
  build,
})

export const gallery: readonly GalleryEntry[] = [
  entry('day', '客户预警：一天的', (t) => alarmListCard(day, t)),
  entry('stuck', '客户预警：阶段停滞', (t) =>
    alarmListCard({ ...day, lines: [stuck], total: 1, waiting: 1, waitingFen: 0 }, t),
  ),
  entry('old-data', '客户预警：订单数据旧了', (t) =>
    oldDataCard({ newest: date('2026-11-18'), days: 6, limit: 3 }, t),
  ),
  entry('answered', '客户预警：都处理了', (t) =>
    alarmListCard({ ...day, lines: answered, waiting: 0, waitingFen: 0 }, t),
  ),
  entry('ends', '客户预警：各种结局', (t) =>
    alarmListCard(
      { ...day, kind: 'mine', at: 'mine:0', lines: ends, total: 5, waiting: 1, hours: null },
      t,
    ),
  ),
  entry('none', '客户预警：没有', (t) =>
    alarmListCard({ ...day, kind: 'mine', at: 'mine:0', lines: [], total: 0, waiting: 0 }, t),
  ),
  entry('up', '客户预警：上报主管', (t) =>
    alarmListCard(
      {
        ...day,
        kind: 'up',
        at: 'up:2026-11-24:0',
        lines: [churn, plunge].map((line) => ({ ...line, owner: '李雷', level: 1 })),
        total: 2,
        waiting: 2,
      },
      t,
    ),
  ),
  entry('of-longest', '客户预警：主管看一个人的，最长，多页', (t) =>
    alarmListCard(
      {
        ...day,
        kind: 'of',
        at: 'of:ou_1:1',
        ofName: 'Aleksandra Wiśniewska-Kowalczyk',
        lines: [churn, plunge, decay, churn, plunge].map(wide),
        total: 23,
        waiting: 19,
        waitingFen: 123_456_789_00,
        page: 1,
        pages: 5,
      },
      t,
    ),
  ),
  entry('contact', '客户预警：已联系', (t) => contactCard(churn, day.at, t)),
  entry('false', '客户预警：误报', (t) => falseAlarmCard(plunge, day.at, t)),
  entry('team', '客户预警：主管', (t) => alarmTeamCard(team, t)),
  entry('team-none', '客户预警：主管，没有', (t) =>
    alarmTeamCard(
      {
        ...team,
        people: [],
        rescue: nothing,
        teams: [],
        reps: [],
        conversions: { ...team.conversions, n: 0 },
        uptake: { offered: 0, ordered: 0, gifts: 0 },
        tips: { tips: 0, customers: 0, bought: 0, buyers: 0, afterFen: 0, beforeFen: 0 },
        lift: { customers: 0, afterFen: 0, beforeFen: 0 },
        drops: [],
        dataAsOf: null,
      },
      t,
    ),
  ),
  entry('team-many', '客户预警：主管，很多人', (t) =>
    alarmTeamCard(
      {
        ...team,
        people: Array.from({ length: 60 }, (_, i) => ({
          openId: `ou_${i}`,
          name: 'Aleksandra Wiśniewska-Kowalczyk',
          open: 40,
          planned: 20,
          up: 12,
          moneyFen: 123_456_789_00,
        })),
        teams: Array.from({ length: 40 }, () => ({ name: longName, rescue: figures(900, 321) })),
        reps: Array.from({ length: 60 }, () => ({ name: longName, rescue: figures(900, 321) })),
      },
      t,
    ),
  ),
]
