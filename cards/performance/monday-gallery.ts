/** Samples of a Monday: the weekend told as well, and decisions that wait. */
import { date } from '../../src/domain/time.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { managerDigestCard, teamDigestCard } from './digest.ts'
import { needDetailCard } from './needs.ts'
import type { DigestView, Need } from './view.ts'

const uuid = (n: number) => `00000000-0000-7000-a000-00000000010${n}`

const requests: Need = {
  kind: 'request',
  count: 2,
  seen: null,
  lines: [
    {
      kind: 'request',
      rep: '韩梅梅',
      customer: '宏成便利店(联合路店)',
      fromDate: date('2026-11-27'),
      toDate: date('2026-11-30'),
      reason: '周五盘点，老板让下周一来',
      requestId: uuid(1),
    },
    {
      kind: 'request',
      rep: '刘建华',
      customer: '小宋仓买便利',
      fromDate: date('2026-11-26'),
      toDate: null,
      reason: '装修到月底',
      requestId: uuid(2),
    },
  ],
}

const alarms: Need = {
  kind: 'alarm',
  count: 1,
  seen: null,
  lines: [
    {
      kind: 'alarm',
      rep: '李雷',
      customer: '祥嘉食杂店',
      raisedOn: date('2026-11-20'),
      moneyFen: 1_234_500,
      alarmId: uuid(3),
      ownerOpenId: 'ou_2',
    },
  ],
}

const reviews: Need = { kind: 'review', count: 2, lines: [], seen: null }

export function mondayGallery(usual: DigestView): GalleryEntry[] {
  const monday: DigestView = {
    ...usual,
    date: date('2026-11-23'),
    needs: [requests, alarms, reviews],
    rest: {
      from: date('2026-11-21'),
      to: date('2026-11-22'),
      done: 5,
      people: [
        { name: '贺秀英', done: 3 },
        { name: '李雷', done: 2 },
      ],
    },
  }
  return [
    {
      id: 'digest.team.monday',
      title: '日报：周一，带周末',
      build: (t) => teamDigestCard(monday, t),
    },
    {
      id: 'digest.managers.decide',
      title: '日报：等主管拿主意',
      build: (t) => managerDigestCard(monday, t),
    },
    {
      id: 'digest.detail.requests',
      title: '日报：改期待批',
      build: (t) => needDetailCard(monday, requests, 'request', t),
    },
    {
      id: 'digest.detail.alarms',
      title: '日报：已上报的预警',
      build: (t) => needDetailCard(monday, alarms, 'alarm', t),
    },
  ]
}
