/** Sample cards of 待采点, and of days on which something is amiss: usual, empty, many. */
import type { GalleryEntry } from '../kit/gallery.ts'
import { mendCard } from './mend.ts'
import { planCard } from './plan.ts'
import { longName, planOf, shops, usualStops } from './samples.ts'

const mending = { repOpenId: 'ou_1', repName: null, suspected: 0, page: 0, pages: 1 }
const lacking = shops.map((shop) => ({ ...shop, suspicion: null }))
const doubted = [
  { kind: 'shared', sharedBy: 16 } as const,
  { kind: 'far', distanceM: 482_000 } as const,
].map((suspicion, i) => ({
  code: `C${1015 + i}`,
  name: shops[i + 4]?.name ?? '',
  address: shops[i + 4]?.address ?? null,
  ownerName: null,
  suspicion,
}))

export const mendGallery: readonly GalleryEntry[] = [
  {
    id: 'plan-doubtful',
    title: '今日拜访计划 · 坐标存疑和待采点',
    build: (t) =>
      planCard(
        planOf(
          usualStops.map((stop, i) =>
            i < 9 ? stop : { ...stop, routed: false, doubtful: i < 11, eta: null, legM: null },
          ),
        ),
        t,
      ),
  },
  {
    id: 'plan-measured',
    title: '今日拜访计划 · 路程部分是估算',
    build: (t) =>
      planCard(planOf(usualStops.map((stop, i) => ({ ...stop, legEstimated: i % 4 === 0 }))), t),
  },
  {
    id: 'plan-changed',
    title: '今日拜访计划 · 有变化，请重新规划',
    build: (t) =>
      planCard(
        {
          ...planOf(
            usualStops.map((stop, i) => ({
              ...stop,
              mark: i < 3 ? 'visited' : i === 4 ? 'skipped' : 'open',
            })),
          ),
          leftMinutes: 260,
          changed: { cancelled: 1, added: 2, lateMinutes: 35 },
        },
        t,
      ),
  },
  {
    id: 'mend',
    title: '待采点',
    build: (t) =>
      mendCard(
        {
          ...mending,
          all: 4,
          without: 2,
          suspected: 2,
          customers: [...lacking.slice(0, 4), ...doubted],
        },
        t,
      ),
  },
  {
    id: 'mend-doubtful',
    title: '待采点 · 只有坐标存疑',
    build: (t) => mendCard({ ...mending, all: 0, without: 0, suspected: 2, customers: doubted }, t),
  },
  {
    id: 'mend-none',
    title: '待采点 · 没有',
    build: (t) => mendCard({ ...mending, all: 0, without: 0, customers: [] }, t),
  },
  {
    id: 'mend-many',
    title: '待采点 · 很多',
    build: (t) =>
      mendCard(
        {
          ...mending,
          repName: '李雷',
          all: 100,
          without: 50,
          pages: 10,
          customers: Array.from({ length: 10 }, (_, i) => ({
            code: `C${1000 + i}`,
            name: longName,
            address: i % 2 === 0 ? null : longName,
            ownerName: null,
            suspicion: i === 9 ? { kind: 'far', distanceM: 482_000 } : null,
          })),
        },
        t,
      ),
  },
]
