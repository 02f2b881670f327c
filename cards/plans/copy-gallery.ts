/** Sample cards of 复制计划. */
import { date } from '../../src/domain/time.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { copiedCard, copyAskCard, copyCancelledCard, copyDayOffCard } from './copy.ts'
import { longName, shops } from './samples.ts'

const about = { repOpenId: 'ou_0123456789abcdef0123456789abcdef', repName: '李雷', own: true }
const days = { from: date('2026-11-03'), to: date('2026-11-10') }

export const copyGallery: readonly GalleryEntry[] = [
  { id: 'copy', title: '复制计划', build: (t) => copyAskCard(about, { ...days, to: null }, t) },
  {
    id: 'copy-day-off',
    title: '复制计划 · 休息日',
    build: (t) =>
      copyDayOffCard(
        { ...about, own: false },
        { ...days, why: '11月14日 周六 休息', next: date('2026-11-16') },
        t,
      ),
  },
  { id: 'copy-cancelled', title: '复制计划 · 取消', build: copyCancelledCard },
  {
    id: 'copied',
    title: '已复制',
    build: (t) =>
      copiedCard(
        {
          ...about,
          ...days,
          customers: shops.slice(0, 7).map(({ name }, i) => ({ name, isNew: i > 0 })),
          skipped: [
            { name: '中街烟酒', why: 'closed' },
            { name: '便民超市', why: 'paused', until: date('2026-12-20') },
            { name: '万家便利', why: 'givenAway' },
          ],
        },
        t,
      ),
  },
  {
    id: 'copied-longest',
    title: '已复制 · 很多家、最长的名字',
    build: (t) =>
      copiedCard(
        {
          ...about,
          repName: longName,
          own: false,
          ...days,
          customers: Array.from({ length: 60 }, () => ({ name: longName, isNew: true })),
          skipped: Array.from({ length: 40 }, () => ({
            name: longName,
            why: 'givenAway' as const,
          })),
        },
        t,
      ),
  },
]
