/** Samples of 指标: usual, nothing set, many teams and goods; one target, a split, the form, the history. */
import type { GalleryEntry } from '../kit/gallery.ts'
import { boardCard } from './board.ts'
import { cellCard } from './cell.ts'
import { changesCard } from './changes.ts'
import { personBoardCard } from './person-board.ts'
import { sampleLine } from './samples.ts'
import { setFormCard } from './set-form.ts'
import {
  board,
  cell,
  change,
  key,
  ofPerson,
  person,
  rest,
  rowOf,
  split,
  year,
} from './set-samples.ts'
import { splitCard } from './split.ts'

export const setGallery: readonly GalleryEntry[] = [
  { id: 'targets-board', title: '指标', build: (t) => boardCard(board, t) },
  {
    id: 'targets-empty',
    title: '指标，都没有设',
    build: (t) =>
      boardCard(
        {
          ...board,
          ...{ goods: [], goodsCount: 0, goodsAmiss: 0, yearAmiss: 0, reps: 0, teams: [] },
          rows: board.rows.map(({ metric }) => rowOf({ metric })),
        },
        t,
      ),
  },
  {
    id: 'targets-many',
    title: '指标，一年，许多商品',
    build: (t) =>
      boardCard(
        {
          ...board,
          period: '2026',
          teamName: '华北大区商超与餐饮特通渠道销售部',
          belowIs: 'both',
          rows: board.rows.map((row) =>
            row.value === null || row.metric === 'visits_done'
              ? row
              : { ...row, people: { ...rest, left: 2_000_000 }, months: rest },
          ),
          goods: Array.from({ length: 15 }, (_, i) =>
            rowOf({
              metric: 'sales_amount',
              goods: `P${i}`,
              goodsName: `低温鲜牛奶家庭装超值组合 ${i + 1}`,
              value: 12_345_678_900,
              ...{ below: rest, people: rest, months: rest },
            }),
          ),
          ...{ goodsCount: 100, goodsAmiss: 100, pages: 7 },
          teams: Array.from({ length: 60 }, (_, i) => ({ code: `T${i}`, name: `第${i}团队` })),
        },
        t,
      ),
  },
  { id: 'targets-cell', title: '一个团队指标', build: (t) => cellCard(cell, t) },
  { id: 'targets-person', title: '一个人的指标', build: (t) => cellCard(ofPerson, t) },
  {
    id: 'targets-of-person',
    title: '一个人的全部指标',
    build: (t) =>
      personBoardCard(
        {
          ...{ openId: 'ou_3', name: '李雷', period: '2026-12', teamCode: 'T1', isClosed: false },
          rows: [
            ...(['visits_done', 'new_customers', 'sales_amount'] as const).map((metric, i) => ({
              ...{ metric, goods: '', goodsName: null },
              value: [88, null, 12_000_000][i] ?? null,
              aim:
                i === 1
                  ? null
                  : sampleLine(metric, 0, [88, 0, 12_000_000][i] ?? 0, { outDays: 8 }).aim,
            })),
            {
              ...{ metric: 'sales_quantity', goods: 'P1', goodsName: '青提汽水 330ml' },
              ...{ value: 500, aim: null },
            },
          ],
        },
        '2026-11',
        t,
      ),
  },
  { id: 'targets-year', title: '全年指标', build: (t) => cellCard(year, t) },
  {
    id: 'targets-closed',
    title: '指标，已结账的月份，15 人一页',
    build: (t) =>
      cellCard(
        {
          ...cell,
          key: { ...key, month: '2026-10' },
          isClosed: true,
          canGiveBelow: false,
          undo: null,
          said: null,
          rows: Array.from({ length: 15 }, (_, i) => person(i + 10, 2_000_000)),
          ...{ count: 200, pages: 14 },
        },
        t,
      ),
  },
  { id: 'targets-split', title: '分指标', build: (t) => splitCard(split(6), t) },
  { id: 'targets-split-many', title: '分指标，300 人', build: (t) => splitCard(split(300), t) },
  {
    id: 'targets-form',
    title: '设指标',
    build: (t) =>
      setFormCard(
        {
          teamCode: 'T1',
          teamName: '一部',
          months: ['2026-11', '2026-12', '2026', '2027'],
          who: [
            { scope: 'team:T1', name: '一部' },
            { scope: 'person:ou_1', name: '李雷' },
          ],
          values: { who: 'team:T1', when: '2026-12' },
          problem: null,
        },
        t,
      ),
  },
  {
    id: 'targets-changes',
    title: '指标改动记录',
    build: (t) =>
      changesCard(
        {
          teamCode: 'T1',
          teamName: '一部',
          rows: Array.from({ length: 15 }, (_, i) => change(i)),
          count: 200,
          page: 0,
          pages: 14,
          undo: 100,
          said: null,
          thisMonth: '2026-11',
        },
        t,
      ),
  },
]
