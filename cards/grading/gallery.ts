/** Sample cards of gradings: usual, empty, longest, many. */
import type { GalleryEntry } from '../kit/gallery.ts'
import {
  careCard,
  type GradingView,
  gradingCard,
  gradingHistoryCard,
  gradingMovesCard,
} from './grading.ts'

const id = '01920000-0000-7000-8000-000000000001'
const usual: GradingView = {
  id,
  state: 'preview',
  date: '11-24',
  windowDays: 90,
  scope: 'org',
  scopes: 1,
  smallScopes: 0,
  byGrade: [
    { grade: 'A', customers: 97, before: 92, salesFen: 432_118_000 },
    { grade: 'B', customers: 368, before: 371, salesFen: 201_330_000 },
    { grade: 'C', customers: 735, before: 720, salesFen: 118_204_000 },
    { grade: 'D', customers: 735, before: 752, salesFen: 20_310_000 },
  ],
  young: 12,
  locked: 3,
  moves: [
    { before: 'C', grade: 'D', customers: 41 },
    { before: 'D', grade: 'C', customers: 58 },
    { before: 'C', grade: 'B', customers: 22 },
    { before: 'B', grade: 'C', customers: 25 },
    { before: 'B', grade: 'A', customers: 9 },
    { before: 'A', grade: 'B', customers: 4 },
    { before: null, grade: 'D', customers: 2 },
  ],
  dataAsOf: '11-23',
  mayPublish: true,
  published: null,
  changed: null,
}
const longName = '沈阳市铁西区兴华街道永辉生活超市与社区便民服务中心联合体人民路旗舰店（二期）'
const rows = Array.from({ length: 15 }, (_, i) => ({
  code: `SY-${1000 + i}`,
  name: i === 2 ? longName : `永辉·${i + 1} 号店`,
  owner: i === 4 ? null : '李雷',
  before: (['B', 'C', 'D', null] as const)[i % 4] ?? null,
  grade: (['A', 'B', 'C', 'D'] as const)[i % 4] ?? 'D',
  salesFen: 4_200_000 - i * 213_000,
}))

export const gallery: readonly GalleryEntry[] = [
  { id: 'preview', title: '分级预览', build: (t) => gradingCard(usual, t) },
  {
    id: 'preview-manager',
    title: '主管看预览，按团队排名',
    build: (t) =>
      gradingCard({ ...usual, mayPublish: false, scope: 'team', scopes: 8, smallScopes: 2 }, t),
  },
  {
    id: 'computing',
    title: '正在计算',
    build: (t) => gradingCard({ ...usual, state: 'computing' }, t),
  },
  {
    id: 'same',
    title: '没有变化',
    build: (t) => gradingCard({ ...usual, moves: [], young: 0, locked: 0 }, t),
  },
  {
    id: 'published',
    title: '已发布',
    build: (t) =>
      gradingCard(
        {
          ...usual,
          state: 'published',
          changed: 161,
          published: { by: '张敏', at: '11-24 09:32' },
        },
        t,
      ),
  },
  { id: 'stale', title: '过期的预览', build: (t) => gradingCard({ ...usual, state: 'stale' }, t) },
  {
    id: 'no-orders',
    title: '没有订单',
    build: (t) =>
      gradingCard(
        {
          ...usual,
          byGrade: usual.byGrade.map((one) => ({ ...one, salesFen: 0 })),
          dataAsOf: null,
        },
        t,
      ),
  },
  {
    id: 'moves',
    title: '谁会变级',
    build: (t) =>
      gradingMovesCard(
        { id, date: '11-24', windowDays: 90, total: 161, rows, page: 1, pages: 11 },
        t,
      ),
  },
  {
    id: 'history',
    title: '历史',
    build: (t) =>
      gradingHistoryCard(
        [
          { at: '11-24 09:32', by: '张敏', date: '11-24' },
          { at: '11-01 09:20', by: null, date: '11-01' },
        ],
        t,
      ),
  },
  { id: 'history-none', title: '还没有发布过', build: (t) => gradingHistoryCard([], t) },
  {
    id: 'care',
    title: '维护策略',
    build: (t) =>
      careCard({ A: '每月老板亲访一次，新品先铺', B: '两周一访，盯库存', D: '电话问候' }, t),
  },
  { id: 'care-none', title: '没写维护策略', build: (t) => careCard({}, t) },
]
