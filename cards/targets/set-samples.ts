/** Views of the cards of 指标 for the gallery. */
import { date } from '../../src/domain/time.ts'
import type { CellKey } from './actions.ts'
import { sampleLine } from './samples.ts'
import type {
  BoardRow,
  BoardView,
  CellRow,
  CellView,
  ChangeRow,
  SplitView,
} from './setting-view.ts'

export const rest = { kind: 'rest', left: 4_000_000, sum: 20_000_000, open: 1 } as const
const fits = { kind: 'fits' } as const
const nothing = { kind: 'nothing' } as const
export const rowOf = (row: Partial<BoardRow> & Pick<BoardRow, 'metric'>): BoardRow => ({
  goods: '',
  goodsName: null,
  value: null,
  below: nothing,
  people: null,
  months: null,
  ...row,
})

export const board: BoardView = {
  teamCode: 'T1',
  teamName: '一部',
  period: '2026-12',
  thisMonth: '2026-11',
  reps: 6,
  belowIs: 'people',
  rows: [
    rowOf({ metric: 'visits_done', value: 528, below: fits }),
    rowOf({ metric: 'new_customers', below: { kind: 'noTotal', sum: 18, set: 6, open: 0 } }),
    rowOf({ metric: 'sales_amount', value: 24_000_000, below: rest }),
    rowOf({
      metric: 'gross_profit',
      value: 6_000_000,
      below: { kind: 'differs', total: 6_000_000, parts: 6_400_000, difference: 400_000 },
    }),
    rowOf({ metric: 'collected' }),
  ],
  goods: [
    rowOf({
      metric: 'sales_quantity',
      goods: 'P1',
      goodsName: '青提汽水 330ml',
      value: 1_200,
      below: { kind: 'rest', left: 1_200, sum: 0, open: 6 },
    }),
  ],
  goodsCount: 1,
  goodsAmiss: 1,
  page: 0,
  pages: 1,
  yearAmiss: 1,
  isClosed: false,
  teams: [
    { code: 'T1', name: '一部' },
    { code: 'T2', name: '二部' },
  ],
}

export const key: CellKey = {
  scope: 'team:T1',
  month: '2026-12',
  metric: 'sales_amount',
  goods: '',
}
export const person = (n: number, value: number | null, name = `业务员${n}`): CellRow => ({
  key: { ...key, scope: `person:ou_${n}` },
  label: name,
  value,
  isSum: false,
  joinedOn: n === 3 ? date('2026-12-15') : null,
  leavesOn: null,
  isClosed: false,
})

export const cell: CellView = {
  key,
  metric: 'sales_amount',
  goodsName: null,
  name: '一部',
  teamCode: 'T1',
  personOpenId: null,
  value: 24_000_000,
  belowIs: 'people',
  below: rest,
  people: null,
  year: {
    key: { ...key, month: '2026' },
    value: 240_000_000,
    months: { kind: 'differs', total: 240_000_000, parts: 236_000_000, difference: -4_000_000 },
  },
  team: null,
  aim: null,
  rows: [
    person(1, 12_000_000, '李雷'),
    person(2, 8_000_000, '韩梅梅'),
    person(3, null, '欧阳慕容·阿卜杜热合曼'),
  ],
  page: 0,
  pages: 1,
  count: 3,
  left: [{ name: '周强', value: 4_000_000 }],
  isClosed: false,
  canGiveBelow: true,
  canGiveMonths: false,
  said: '已设：一部 2026 年 12 月 销售额 ¥240,000',
  undo: 7,
}

export const ofPerson: CellView = {
  ...cell,
  key: { ...key, scope: 'person:ou_3' },
  teamCode: null,
  personOpenId: 'ou_3',
  name: '李雷',
  value: 12_000_000,
  below: null,
  year: {
    ...cell.year,
    value: null,
    months: { kind: 'noTotal', sum: 12_000_000, set: 1, open: 1 },
  },
  team: { key, name: '一部', value: 24_000_000, below: rest, belowIs: 'people' },
  aim: sampleLine('sales_amount', 0, 12_000_000, { outDays: 8 }).aim,
  rows: [],
  count: 0,
  left: [],
  canGiveBelow: false,
  said: null,
  undo: null,
}

const yearKey: CellKey = { ...key, month: '2027' }
const monthNames = Array.from({ length: 12 }, (_, i) => `2027-${String(i + 1).padStart(2, '0')}`)
export const year: CellView = {
  ...cell,
  key: yearKey,
  value: 240_000_000,
  below: { kind: 'rest', left: 240_000_000, sum: 0, open: 6 },
  year: {
    key: yearKey,
    value: 240_000_000,
    months: { kind: 'rest', left: 200_000_000, sum: 40_000_000, open: 10 },
  },
  rows: monthNames.map((month, i) => ({
    ...person(0, i < 2 ? 20_000_000 : null),
    key: { ...key, month },
    label: month,
  })),
  count: 12,
  left: [],
  canGiveMonths: true,
  said: null,
  undo: null,
}

export const split = (n: number): SplitView => ({
  key: { ...key, to: 'below', by: 'past' },
  metric: 'sales_amount',
  goodsName: null,
  name: '一部',
  belowIs: 'people',
  left: 24_000_000,
  rows: Array.from({ length: n }, (_, i) => ({
    label: `业务员${i + 1}`,
    value: 24_000_000 / n,
  })),
  past: { from: date('2026-08-01'), to: date('2026-10-31') },
  seen: 'x',
  said: null,
})

export const change = (n: number): ChangeRow => ({
  id: 100 - n,
  metric: 'sales_amount',
  goodsName: n % 3 === 0 ? '青提汽水 330ml' : null,
  name: `业务员${n + 1}`,
  month: '2026-12',
  before: n % 2 === 0 && n % 5 !== 4 ? null : 10_000_000,
  after: n % 5 === 4 ? null : 12_000_000,
  at: '11-24 09:12',
  who: n % 4 === 3 ? null : '王芳',
  how: n % 4 === 3 ? 'file' : n % 4 === 2 ? 'split' : 'chat',
})
