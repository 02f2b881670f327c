import { importWords } from '../../src/i18n/imports.ts'
import { message } from '../../src/i18n/t.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import {
  type ImportView,
  importChoiceCard,
  importHelpCard,
  importResultCard,
  importRunningCard,
  type Locating,
} from './import.ts'

const importId = '01920000-0000-7000-8000-000000000001'
const clean: ImportView = {
  fileName: '客户.xlsx',
  kind: 'customers',
  ok: true,
  created: 312,
  updated: 28,
  unchanged: 1460,
  pending: [],
  unknownColumns: [],
  errors: [],
}
const located: Locating = {
  runId: importId,
  status: 'done',
  total: 2000,
  waiting: 0,
  found: 0,
  area: 0,
  none: 0,
  problem: null,
  detail: null,
}
const needed = message(importWords.needed)
const longName = `${'沈阳市铁西区'.repeat(12)}的客户数据.xlsx`

export const gallery: readonly GalleryEntry[] = [
  { id: 'import-running', title: '正在导入', build: (t) => importRunningCard('客户.xlsx', t) },
  {
    id: 'import-choice',
    title: '分不出种类',
    build: (t) =>
      importChoiceCard({ importId, fileName: '数据.csv', kinds: ['teams', 'customers'] }, t),
  },
  { id: 'import-done', title: '导入完成', build: (t) => importResultCard(clean, t) },
  {
    id: 'import-pending',
    title: '有待补的引用',
    build: (t) =>
      importResultCard(
        {
          ...clean,
          pending: [
            { what: 'person', id: 'ou_4f8a2c' },
            { what: 'person', id: 'E1027' },
            { what: 'team', id: 'SY-07' },
            { what: 'customer', id: 'C90017' },
          ],
          unknownColumns: ['备注', '开户日期'],
          toMend: { noPlace: 4, noPoint: 63 },
        },
        t,
      ),
  },
  ...(
    [
      [
        'running',
        '导入完成，正在按地址定位',
        { status: 'running', waiting: 1320, found: 590, area: 62 },
      ],
      ['done', '按地址定位完成', { found: 1812, area: 120, none: 68 }],
      [
        'paused',
        '今天的地图额度用完',
        {
          status: 'paused',
          waiting: 800,
          found: 1100,
          area: 80,
          none: 20,
          problem: 'quota',
          detail: '10003 DAILY_QUERY_OVER_LIMIT',
        },
      ],
      [
        'stopped',
        '地图 Key 不能用',
        { status: 'stopped', waiting: 2000, problem: 'key', detail: '10001 INVALID_USER_KEY' },
      ],
    ] as const
  ).map(
    ([id, title, change]): GalleryEntry => ({
      id: `import-locating-${id}`,
      title,
      build: (t) =>
        importResultCard(
          { ...clean, toMend: { noPlace: 4, noPoint: 188 }, locating: { ...located, ...change } },
          t,
        ),
    }),
  ),
  {
    id: 'import-refused',
    title: '有几行要改',
    build: (t) =>
      importResultCard(
        {
          ...clean,
          ok: false,
          errors: [
            { row: 14, column: '名称', value: '', reason: needed },
            {
              row: 27,
              column: '业务员',
              value: '李雷',
              reason: message(importWords.ambiguous, {
                name: '李雷',
                candidates: '李雷 T1 E001、李雷 T2 E004',
              }),
            },
            {
              row: 31,
              column: '纬度',
              value: '123.4',
              reason: message(importWords.swapped, { limit: 90 }),
            },
          ],
        },
        t,
      ),
  },
  {
    id: 'import-longest',
    title: '很多行要改，名字很长',
    build: (t) =>
      importResultCard(
        {
          ...clean,
          fileName: longName,
          ok: false,
          unknownColumns: Array.from({ length: 60 }, (_, i) => `多余的列 ${i}`),
          errors: Array.from({ length: 1840 }, (_, i) => ({
            row: i + 2,
            column: '一个很长很长很长很长很长很长很长很长的列名',
            value: `${'很长的内容'.repeat(40)}${i}`,
            reason: message(importWords.ambiguous, {
              name: '王芳',
              candidates: Array.from({ length: 9 }, (_, n) => `王芳 SY-0${n} E10${n}`).join('、'),
            }),
          })),
        },
        t,
      ),
  },
  {
    id: 'import-help',
    title: '怎么导入',
    build: (t) =>
      importHelpCard(
        [
          {
            kind: 'teams',
            columns: [
              { label: t.locale === 'en' ? 'code' : '编码', needed: true },
              { label: t.locale === 'en' ? 'name' : '名称', needed: true },
              { label: t.locale === 'en' ? 'parent_code' : '上级', needed: false },
            ],
          },
          {
            kind: 'users',
            columns: [{ label: t.locale === 'en' ? 'name' : '姓名', needed: true }],
          },
          { kind: 'customers', columns: [{ label: 'code', needed: true }] },
          { kind: 'products', columns: [{ label: 'code', needed: true }] },
        ],
        t,
      ),
  },
]
