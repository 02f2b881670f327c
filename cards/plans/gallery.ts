/** Sample cards of the plan: usual, empty, longest, many. */
import { date } from '../../src/domain/time.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import {
  askCustomerCard,
  cancelledCard,
  chooseCustomerCard,
  chooseDayCard,
  choosePersonCard,
  dayOffConfirmCard,
} from './assign.ts'
import { assignedCard, newStopsCard } from './assign-result.ts'
import { batchGallery } from './batch-gallery.ts'
import { copyGallery } from './copy-gallery.ts'
import { dayOffCard, noPlanCard } from './empty.ts'
import { jointGallery } from './joint-gallery.ts'
import { mendGallery } from './mend-gallery.ts'
import { planCard } from './plan.ts'
import { skipRefusedCard, skipRequestCard } from './rule-skip.ts'
import {
  draft,
  known,
  longName,
  manyStops,
  ownSkips,
  people,
  planOf,
  shops,
  stopViewOf,
  today,
  usualStops,
  usualView,
} from './samples.ts'
import { skipFormCard, stopCard } from './stop.ts'
import { notStartedCard, nudgeCard, teamPlansCard } from './team.ts'
import { territoryGallery } from './territory-gallery.ts'

const entry = (id: string, title: string, build: GalleryEntry['build']): GalleryEntry => ({
  id,
  title,
  build,
})

const about = {
  repOpenId: 'ou_1',
  repName: '李雷',
  date: today,
  when: 'today',
  own: true,
} as const
const outing = {
  outingId: '018f0000-0000-7000-8000-000000000001',
  kind: { zh: '送货', en: 'Delivery' },
  date: today,
  startedAt: '09:12',
  isOld: false,
}
const reps = people.map((name, i) => ({ openId: `ou_${i}`, name, planned: 12, done: i * 2 }))
const skipRequest = {
  stop: stopViewOf(usualStops[2]).stop,
  date: today,
  repName: '李雷',
  reason: { kept: 'road:门口修路，车进不去', reasons: [] },
} as const

export const gallery: readonly GalleryEntry[] = [
  entry('plan', '今日拜访计划', (t) => planCard(usualView, t)),
  entry('plan-progress', '今日拜访计划 · 半天之后', (t) =>
    planCard(
      planOf(
        usualStops.map((stop, i) => ({
          ...stop,
          mark: i < 4 ? 'visited' : i === 4 ? 'skipped' : i === 5 ? 'asked' : 'open',
        })),
      ),
      t,
    ),
  ),
  entry('plan-late', '今日拜访计划 · 有约好的时间、晚了的', (t) =>
    planCard(
      planOf(
        usualStops.map((stop, i) => ({
          ...stop,
          window: i === 1 ? '10:00–11:00' : null,
          behind: i === 0 ? 'missed' : i < 3 ? 'late' : null,
        })),
      ),
      t,
    ),
  ),
  entry('plan-out', '今日拜访计划 · 外出中', (t) =>
    planCard({ ...usualView, stops: usualView.stops.slice(0, 4), outing }, t),
  ),
  entry('plan-done', '今日拜访计划 · 跑完了', (t) =>
    planCard(planOf(usualStops.map((stop) => ({ ...stop, mark: 'visited' }))), t),
  ),
  entry('plan-many', '今日拜访计划 · 三十家', (t) => planCard(planOf(manyStops(30)), t)),
  entry('plan-pages', '今日拜访计划 · 八十家', (t) => planCard(planOf(manyStops(80)), t, 1)),
  entry('plan-longest', '今日拜访计划 · 最长的名字', (t) =>
    planCard(planOf(manyStops(30).map((stop) => ({ ...stop, name: longName }))), t),
  ),
  entry('plan-preview', '拜访计划 · 预览', (t) =>
    planCard({ ...usualView, date: date('2026-11-25'), when: 'future', preview: true }, t),
  ),
  entry('plan-past', '拜访计划 · 过去的一天', (t) =>
    planCard(
      {
        ...planOf(usualStops.map((stop, i) => ({ ...stop, mark: i < 8 ? 'visited' : 'missed' }))),
        date: date('2026-11-20'),
        when: 'past',
      },
      t,
    ),
  ),
  entry('plan-of-rep', '拜访计划 · 主管看', (t) => planCard({ ...usualView, own: false }, t)),
  entry('rest-day', '今天休息', (t) =>
    dayOffCard(
      { ...about, day: { kind: 'rest', source: 'week' }, nextWorkingDay: date('2026-11-30') },
      t,
    ),
  ),
  entry('nothing-due', '今天没有计划', (t) => noPlanCard({ ...about, hasCustomers: true }, t)),
  entry('no-customers', '名下还没有客户', (t) => noPlanCard({ ...about, hasCustomers: false }, t)),
  entry('stop', '一站', (t) => stopCard(stopViewOf(usualStops[0]), t)),
  entry('stop-longest', '一站 · 最长', (t) =>
    stopCard(
      {
        ...stopViewOf(usualStops[1]),
        stop: { ...stopViewOf(usualStops[1]).stop, name: longName },
        address: longName.repeat(2),
        last: { date: date('2026-11-10'), summary: longName.repeat(4), nextStep: longName },
      },
      t,
    ),
  ),
  entry('skip-form', '跳过', (t) =>
    skipFormCard({ ...stopViewOf(usualStops[2]), reasons: ownSkips, needsApproval: true }, t),
  ),
  entry('skip-request', '跳过申请', (t) =>
    skipRequestCard({ ...skipRequest, ruling: { kind: 'open' } }, t),
  ),
  entry('skip-approved', '跳过申请 · 已同意', (t) =>
    skipRequestCard({ ...skipRequest, ruling: { kind: 'approved', byName: '王芳' } }, t),
  ),
  entry('skip-refused', '未同意跳过', (t) =>
    skipRefusedCard(
      { repOpenId: 'ou_1', date: today, customerName: '永辉·人民路店', byName: '王芳' },
      t,
    ),
  ),
  entry('team', '下属计划', (t) => teamPlansCard(today, reps, t)),
  entry('team-empty', '下属计划 · 没有人', (t) => teamPlansCard(today, [], t)),
  entry('not-started', '未开始拜访', (t) =>
    notStartedCard(
      {
        teamCode: 'T1',
        teamName: '一部',
        date: today,
        reps: reps.slice(0, 3).map((rep, i) => ({ ...rep, remindedAt: i === 1 ? '09:41' : null })),
      },
      t,
    ),
  ),
  entry('not-started-many', '未开始拜访 · 很多人', (t) =>
    notStartedCard(
      {
        teamCode: 'T1',
        teamName: longName,
        date: today,
        reps: Array.from({ length: 60 }, (_, i) => ({
          openId: `ou_${i}`,
          name: longName,
          planned: 12,
          remindedAt: null,
        })),
      },
      t,
    ),
  ),
  entry('nudge', '还没开始拜访', (t) =>
    nudgeCard(
      {
        repOpenId: 'ou_1',
        date: today,
        planned: 12,
        first: { name: '永辉·人民路店', eta: '09:10' },
      },
      t,
    ),
  ),
  ...mendGallery,
  entry('assign-customer', '安排 · 哪家', (t) =>
    chooseCustomerCard(known, '永辉', { choices: shops.slice(0, 4), more: false }, t),
  ),
  entry('assign-many', '安排 · 很多家', (t) =>
    chooseCustomerCard(
      known,
      '永辉',
      { choices: shops.map((shop) => ({ ...shop, name: longName })), more: true },
      t,
    ),
  ),
  entry('assign-ask', '安排 · 要哪家', (t) =>
    askCustomerCard({ ...known, customerNames: [], draft: { ...draft, missing: ['永光'] } }, t),
  ),
  entry('assign-person', '安排 · 给谁', (t) =>
    choosePersonCard(
      known,
      {
        ask: null,
        total: people.length,
        choices: people.map((name, i) => ({
          openId: `ou_${i}`,
          name,
          team: '一部',
          isOwner: i === 0,
        })),
      },
      t,
    ),
  ),
  entry('assign-person-many', '安排 · 给谁 · 三百人', (t) =>
    choosePersonCard(
      known,
      {
        ask: null,
        total: 300,
        choices: Array.from({ length: 100 }, (_, i) => ({
          openId: `ou_${i}`,
          name: `${longName}${i}`,
          team: longName,
          isOwner: false,
        })),
      },
      t,
    ),
  ),
  entry('assign-day', '安排 · 哪天', (t) =>
    chooseDayCard(known, [today, date('2026-11-25'), date('2026-11-26')], t),
  ),
  entry('assign-day-off', '安排 · 休息日', (t) =>
    dayOffConfirmCard(known, [{ name: '李雷', why: '11月28日 周六 休息' }], date('2026-11-30'), t),
  ),
  entry('assign-cancelled', '安排 · 取消', (t) => cancelledCard(t)),
  ...copyGallery,
  ...batchGallery,
  ...jointGallery,
  ...territoryGallery,
  entry('assigned', '已安排', (t) =>
    assignedCard(
      {
        draft,
        date: today,
        byOwner: true,
        refused: [{ name: shops[3]?.name ?? '', why: 'noAddress' }],
        reps: people.slice(0, 2).map((name, i) => ({
          openId: `ou_${i}`,
          name,
          onPlan: i === 0,
          customers: shops
            .slice(0, 3)
            .map((shop, j) => ({ name: shop.name, isNew: j > 0, unpinned: j === 2 })),
        })),
      },
      t,
    ),
  ),
  entry('new-stops', '新安排', (t) =>
    newStopsCard(
      {
        repOpenId: 'ou_1',
        date: today,
        byOpenId: 'ou_2',
        byName: '王芳',
        customers: shops.slice(0, 2),
        window: '10:00–11:00',
        seen: false,
      },
      t,
    ),
  ),
]
