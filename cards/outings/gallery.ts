/** Sample cards of outings: usual, empty, the longest, many. */
import { readOutingKinds } from '../../src/domain/outings.ts'
import { outingSettings } from '../../src/domain/settings/outings.ts'
import { date } from '../../src/domain/time.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Card } from '../kit/card.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { nudgesCard } from '../nudges/nudges.ts'
import { longName } from '../plans/samples.ts'
import { openOutingSection, outingCard, outingFormCard, outingNoteCard } from './outing.ts'
import { leftOpenCard, type OutingLine, teamOutingsCard } from './team.ts'
import type { OutingView } from './view.ts'

const today = date('2026-11-24')
const yesterday = date('2026-11-23')
const kinds = readOutingKinds(outingSettings.outingKinds.default)
const delivery = { zh: '送货', en: 'Delivery' }

const onPlan = { repOpenId: 'ou_1', date: today }

const open: OutingView = {
  outingId: '018f0000-0000-7000-8000-000000000001',
  status: 'open',
  kind: delivery,
  reason: '给人民路三家补货',
  date: today,
  startedAt: '09:12',
  ended: null,
  result: null,
  note: null,
  isOld: false,
  mayCancel: true,
  visits: { n: 0, names: [] },
}

const ended: OutingView = {
  ...open,
  status: 'ended',
  mayCancel: false,
  ended: { date: today, at: '11:40', minutes: 148 },
  result: 'done',
  visits: { n: 2, names: ['永辉·人民路店', '联华·解放路店'] },
}

const longWords = '客户临时改到下周二下午两点在总部三楼会议室重新谈年度框架，资料要带全。'.repeat(6)

const line = (n: number, more: Partial<OutingLine> = {}): OutingLine => ({
  name: ['李雷', '韩梅', '王强'][n % 3] ?? '',
  kind: delivery,
  reason: '给人民路三家补货',
  note: null,
  date: today,
  startedAt: `${String(8 + (n % 9)).padStart(2, '0')}:12`,
  endedAt: null,
  isOpen: true,
  result: null,
  ...more,
})
const back = (n: number): OutingLine =>
  line(n, { isOpen: false, endedAt: '17:05', result: 'partly', note: '缺一箱，明天补' })
const old = (n: number): OutingLine => line(n, { date: yesterday })
const longLine = line(0, { name: 'Aleksandra Wiśniewska-Kowalczyk', reason: longWords })

const entry = (id: string, title: string, build: (t: T) => Card): GalleryEntry => ({
  id,
  title,
  build,
})

export const gallery: readonly GalleryEntry[] = [
  entry('form', '外出：去做什么', (t) => outingFormCard({ kinds, onLeave: false }, t)),
  entry('form-on-leave', '外出：今天请假', (t) => outingFormCard({ kinds, onLeave: true }, t)),
  entry('form-on-plan', '外出：在计划卡上', (t) =>
    outingFormCard({ kinds, onLeave: false }, t, onPlan),
  ),
  entry('open-on-plan', '外出中：在计划卡上', (t) => outingCard(open, t, onPlan)),
  entry('open', '外出中', (t) => outingCard(open, t)),
  entry('open-yesterday', '外出：昨天的还没结果', (t) =>
    outingCard({ ...open, date: yesterday, isOld: true, mayCancel: false }, t),
  ),
  entry('note', '外出：差在哪里', (t) => outingNoteCard(open, 'partly', t)),
  entry('ended', '外出结束', (t) => outingCard(ended, t)),
  entry('ended-later', '外出：第二天补的结果', (t) =>
    outingCard(
      {
        ...ended,
        result: 'failed',
        note: '店里盘点，改到下周',
        ended: { date: date('2026-11-25'), at: '09:10', minutes: 1438 },
        visits: { n: 0, names: [] },
      },
      t,
    ),
  ),
  entry('unknown', '外出：一直没有结果', (t) =>
    outingCard({ ...ended, result: null, ended: null, visits: { n: 0, names: [] } }, t),
  ),
  entry('cancelled', '外出已取消', (t) => outingCard({ ...open, status: 'cancelled' }, t)),
  entry('longest', '外出：最长的', (t) =>
    outingCard(
      {
        ...ended,
        kind: { zh: longName.slice(0, 20), en: 'A very long kind of outing' },
        reason: longWords,
        note: longWords,
        visits: { n: 14, names: [longName, longName, longName] },
      },
      t,
    ),
  ),
  entry('chase', '外出：晚上提醒', (t) =>
    nudgesCard({ date: today, sections: [openOutingSection(open, t)] }, t),
  ),
  entry('team', '团队外出', (t) =>
    teamOutingsCard(
      { date: today, out: [line(0), line(1)], back: [back(2)], old: [], ownId: null },
      t,
    ),
  ),
  entry('team-none', '团队外出：没有', (t) =>
    teamOutingsCard({ date: today, out: [], back: [], old: [], ownId: null }, t),
  ),
  entry('team-many', '团队外出：很多', (t) =>
    teamOutingsCard(
      {
        date: today,
        out: Array.from({ length: 40 }, () => longLine),
        back: Array.from({ length: 40 }, (_, n) => back(n)),
        old: Array.from({ length: 12 }, (_, n) => old(n)),
        ownId: open.outingId,
      },
      t,
    ),
  ),
  entry('left', '外出没有结果', (t) =>
    leftOpenCard({ date: today, lines: [old(0), old(1)], asked: null }, t),
  ),
  entry('left-asked', '外出没有结果：已提醒', (t) =>
    leftOpenCard({ date: today, lines: [old(0), old(1)], asked: 2 }, t),
  ),
  entry('left-none', '外出：都有结果了', (t) =>
    leftOpenCard({ date: today, lines: [], asked: 0 }, t),
  ),
]
