/** Sample cards of many visits at once. */
import { date } from '../../src/domain/time.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import {
  batchResultCard,
  type FilterView,
  filterCard,
  type PreviewView,
  previewCard,
  type ResultView,
} from './batch.ts'
import { type PickView, pickCard } from './batch-pick.ts'
import { type WeekAddView, weekAddCard, weekCustomers } from './batch-week.ts'
import { longName, people, shops } from './samples.ts'

const batchId = '018f0000-0000-7000-8000-000000000001'
const named = (names: readonly string[]) => names.map((name, i) => ({ openId: `ou_${i}`, name }))

const dealing = {
  batchId,
  whom: [],
  from: date('2026-11-25'),
  perDay: null,
  people: named(people),
}

const facet = (key: string, label: string, values: readonly string[], chosen: string | null) => ({
  key,
  label,
  chosen,
  choices: values.map((value, i) => ({ value, label: `${value}（${60 - i}）` })),
})

const filter: FilterView = {
  ...dealing,
  total: 128,
  limit: 500,
  facets: [
    facet('type', '类型', ['流通', 'KA', '餐饮', '烟酒店'], '流通'),
    facet('grade', '等级', ['A', 'B', 'C', 'D', '-'], null),
    facet('line', '线路', ['铁西线', '北站线', '滨河线'], null),
    facet('sinceDays', '多久没去', ['7', '14', '28'], null),
  ],
}

const many = (n: number) => Array.from({ length: n }, (_, i) => `${i} ${longName.slice(0, 18)}`)

const fullFilter: FilterView = {
  ...dealing,
  total: 5230,
  limit: 500,
  people: named(many(80)),
  facets: [
    facet('type', '类型', many(15), null),
    facet('grade', '等级', ['A', 'B', 'C', 'D', '-'], null),
    facet('team', '团队', many(15), null),
    facet('line', '线路', many(20), null),
    facet('tag', '标签', many(15), null),
    facet('sinceDays', '多久没去', ['7', '14', '28', '60', '90'], null),
    facet('silent', '沉默', ['yes'], null),
  ],
}

const reps = (names: readonly string[], days: number) =>
  named(names).map((rep, i) => ({
    ...rep,
    n: days * (15 + i),
    capacity: 18,
    days: Array.from({ length: days }, (_, day) => ({
      date: date(`2026-11-${String(23 + day).padStart(2, '0')}`),
      n: 15 + i,
    })),
  }))

const left = [
  { name: '中街烟酒', why: 'noAddress' as const },
  { name: '便民超市', why: 'noOwner' as const },
]

const preview: PreviewView = {
  ...dealing,
  kind: 'filter',
  reps: reps(people.slice(0, 3), 3),
  left,
  problems: [],
}

const problems = (n: number, text: string): PreviewView['problems'] =>
  Array.from({ length: n }, (_, i) => ({
    line: i + 3,
    text,
    why: (['unknown', 'several', 'person', 'day', 'twice'] as const)[i % 5] ?? 'unknown',
    n: 3,
  }))

const result: ResultView = {
  batchId,
  reps: reps(people.slice(0, 3), 2).map((rep, i) => ({ ...rep, added: rep.n - i })),
  left,
  undoUntil: '10:30',
  undone: null,
  list: null,
}

const pick: PickView = {
  batchId,
  pickId: '018f0000-0000-7000-8000-000000000002',
  kind: 'neglected',
  total: 31,
  page: 0,
  pages: 3,
  rows: shops.map(({ code, name }, i) => ({
    code,
    name,
    grade: i % 2 === 0 ? 'A' : null,
    owner: null,
    reason: i < 2 ? '从没去过，建档 90 天' : `${60 - i} 天没去，平时 14 天一次`,
    planned: i === 1,
  })),
  people: null,
}

const week: WeekAddView = {
  repOpenId: 'ou_0123456789abcdef0123456789abcdef',
  repName: null,
  from: date('2026-11-23'),
  batchId,
  days: Array.from({ length: 6 }, (_, i) => ({
    date: date(`2026-11-${24 + i}`),
    n: i * 3,
    free: i > 3,
  })),
  customers: shops,
  total: shops.length,
  search: '',
}

const entry = (id: string, title: string, build: GalleryEntry['build']): GalleryEntry => ({
  id,
  title,
  build,
})

export const batchGallery: readonly GalleryEntry[] = [
  entry('batch-filter', '安排 · 筛选', (t) => filterCard(filter, t)),
  entry('batch-filter-none', '安排 · 筛选，没有符合的', (t) =>
    filterCard({ ...filter, total: 0 }, t),
  ),
  entry('batch-filter-many', '安排 · 筛选，很多', (t) => filterCard(fullFilter, t)),
  entry('batch-filter-full', '安排 · 筛选，很多人', (t) =>
    filterCard({ ...fullFilter, total: 480 }, t),
  ),
  entry('batch-preview', '安排 · 预览', (t) => previewCard(preview, t)),
  entry('batch-list', '安排 · 名单', (t) =>
    previewCard({ ...preview, kind: 'list', problems: problems(3, '永光超市') }, t),
  ),
  entry('batch-list-longest', '安排 · 名单，最长', (t) =>
    previewCard(
      {
        ...preview,
        kind: 'list',
        people: named(many(80)),
        reps: reps(many(40), 7),
        left: many(40).map((name) => ({ name, why: 'noRoom' })),
        problems: problems(60, longName),
      },
      t,
    ),
  ),
  entry('batch-done', '已安排一批', (t) => batchResultCard(result, t)),
  entry('batch-undone', '已撤销一批', (t) =>
    batchResultCard({ ...result, undoUntil: null, undone: 88 }, t),
  ),
  entry('week-add', '批量安排', (t) => weekAddCard(week, t)),
  entry('week-add-none', '批量安排 · 没有客户', (t) =>
    weekAddCard({ ...week, customers: [], total: 0 }, t),
  ),
  entry('week-add-many', '批量安排 · 很多客户', (t) =>
    weekAddCard(
      {
        ...week,
        repName: longName,
        total: 400,
        search: '铁西线',
        customers: many(weekCustomers).map((name, i) => ({ code: `C${i}`, name })),
      },
      t,
    ),
  ),
  entry('neglected', '久未拜访', (t) => pickCard(pick, t)),
  entry('neglected-none', '久未拜访 · 没有', (t) =>
    pickCard({ ...pick, total: 0, pages: 1, rows: [] }, t),
  ),
  entry('anomalies', '预警客户', (t) =>
    pickCard(
      {
        ...pick,
        kind: 'anomaly',
        people: named(people),
        rows: pick.rows.map((row, i) => ({
          ...row,
          owner: people[i % 3] ?? null,
          reason: '近 30 天销售额下降 62%',
        })),
      },
      t,
    ),
  ),
  entry('anomalies-longest', '预警客户 · 最长', (t) =>
    pickCard(
      {
        ...pick,
        kind: 'anomaly',
        page: 1,
        people: named(many(80)),
        rows: Array.from({ length: 12 }, (_, i) => ({
          code: `C${i}`,
          name: longName,
          grade: 'A',
          owner: longName,
          reason: longName.repeat(3),
          planned: false,
        })),
      },
      t,
    ),
  ),
]
