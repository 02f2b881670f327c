/** Samples of the cards of an analysis: usual, empty, longest, many. */
import { fieldQuality } from '../../src/domain/analysis/form-quality.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { workingOutCard } from '../kit/slow.ts'
import { compareCard } from './compare.ts'
import { coverageCard } from './coverage.ts'
import { dealsCard } from './deals.ts'
import { mapCard } from './map.ts'
import { titleOf } from './parts.ts'
import { qualityCard } from './quality.ts'
import { roiCard } from './roi.ts'
import {
  campaign,
  checkIns,
  count,
  coverage,
  deals,
  head,
  longName,
  longTeam,
  names,
  nothing,
  person,
  quality,
  roi,
  sides,
  stats,
} from './samples.ts'
import { statsCard } from './stats.ts'

export const gallery: readonly GalleryEntry[] = [
  {
    id: 'stats',
    title: '统计：团队',
    build: (t) =>
      statsCard(
        stats(5, (i) => names[i] ?? ''),
        t,
      ),
  },
  { id: 'stats.person', title: '统计：一个人', build: (t) => statsCard(person, t) },
  {
    id: 'stats.empty',
    title: '统计：什么都没有',
    build: (t) => statsCard({ ...person, total: nothing, rows: [nothing], days: [] }, t),
  },
  {
    id: 'stats.longest',
    title: '统计：200 人，最长',
    build: (t) =>
      statsCard(
        stats(200, (i) => `${longName}${i}`, {
          name: longTeam,
          ask: { ...head('stats').ask, page: 9 },
        }),
        t,
      ),
  },
  { id: 'coverage', title: '覆盖', build: (t) => coverageCard(coverage(62), t) },
  { id: 'coverage.all', title: '覆盖：都去过', build: (t) => coverageCard(coverage(0), t) },
  {
    id: 'coverage.longest',
    title: '覆盖：最长',
    build: (t) =>
      coverageCard(
        {
          ...coverage(100, '新疆维吾尔自治区乌鲁木齐市沙依巴克区友好北路百货超市'),
          areas: Array.from({ length: 40 }, (_, i) => count(`${longTeam}${i}`, 40, i)),
        },
        t,
      ),
  },
  {
    id: 'compare',
    title: '对比：两人',
    build: (t) =>
      compareCard(
        sides(2, (i) => names[i] ?? ''),
        t,
      ),
  },
  {
    id: 'compare.longest',
    title: '对比：四人，最长',
    build: (t) =>
      compareCard(
        sides(4, (i) => `${longName}${i}`),
        t,
      ),
  },
  { id: 'map', title: '签到地图：一天，正在画', build: (t) => mapCard(checkIns(12, true), t) },
  { id: 'map.many', title: '签到地图：300 次', build: (t) => mapCard(checkIns(300, false), t) },
  { id: 'map.empty', title: '签到地图：没有', build: (t) => mapCard(checkIns(0, true), t) },
  { id: 'deals', title: '成交', build: (t) => dealsCard(deals, t) },
  {
    id: 'deals.none',
    title: '成交：没有订单数据',
    build: (t) => dealsCard({ ...deals, hasOrders: false, dataAsOf: null, past: null }, t),
  },
  { id: 'roi', title: '投产', build: (t) => roiCard(roi, t) },
  {
    id: 'roi.none',
    title: '投产：没设成本',
    build: (t) =>
      roiCard(
        {
          ...roi,
          visitFen: null,
          minuteFen: null,
          total: { ...roi.total, costFen: null, roi: null },
          grades: roi.grades.map((one) => ({ ...one, costFen: null, roi: null })),
          campaigns: [],
        },
        t,
      ),
  },
  {
    id: 'roi.longest',
    title: '投产：20 个活动',
    build: (t) =>
      roiCard(
        {
          ...roi,
          campaigns: Array.from({ length: 20 }, (_, i) => campaign(`${longTeam}${i}`, longTeam)),
        },
        t,
      ),
  },
  { id: 'quality', title: '模板质量', build: (t) => qualityCard(quality, t) },
  {
    id: 'quality.few',
    title: '模板质量：样本太少',
    build: (t) =>
      qualityCard(
        {
          ...quality,
          visits: 3,
          fields: quality.fields.map((one) =>
            fieldQuality({ ...one, asked: 3, filled: 1, most: 1, repeated: 0 }),
          ),
        },
        t,
      ),
  },
  {
    id: 'working',
    title: '正在汇总',
    build: (t) => workingOutCard(titleOf('stats', ['全公司'], t), t),
  },
]
