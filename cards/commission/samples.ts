/** Sample data of the commission cards. */
import type { CommissionLine, Fact } from '../../src/domain/commission/compute.ts'
import { type SchemeTerms, schemeTerms } from '../../src/domain/commission/terms.ts'
import { date } from '../../src/domain/time.ts'
import type { LineRow } from './lines.ts'
import type { PersonView } from './person.ts'
import type { PeopleView } from './team.ts'

export const id = (n: number) => `01920000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const longName =
  '沈阳市铁西区兴华街道永辉生活超市与社区便民服务中心联合体人民路旗舰店（二期）'

const steps = (whole: boolean) => ({
  kind: 'tiers' as const,
  by: 'base' as const,
  whole,
  steps: [
    { from: 0, value: 100 },
    { from: 10_000_000, value: 150 },
    { from: 20_000_000, value: 200 },
  ],
})
export const sales: SchemeTerms = schemeTerms.parse({
  base: 'amount',
  settledOn: 'order',
  rate: steps(false),
  process: [{ metric: 'completion_rate', below: 0.8, times: 0.8 }],
  capFen: 800_000,
})
export const collected: SchemeTerms = schemeTerms.parse({
  base: 'collected',
  settledOn: 'collection',
  rate: { kind: 'flat', value: 50 },
  late: { graceDays: 15, times: 0.5 },
  excludedMethods: ['返利', '费用抵扣', '押金', '预收款'],
  categories: ['饮料', '零食'],
  grades: ['A', 'B'],
  teams: ['T1'],
  jointShare: 0.3,
  afterHandover: 'owner',
})
export const cases: SchemeTerms = schemeTerms.parse({
  base: 'quantity',
  settledOn: 'shipment',
  products: ['P1'],
  rate: { kind: 'flat', value: 50 },
})

export const attained: SchemeTerms = schemeTerms.parse({
  base: 'amount',
  settledOn: 'order',
  rate: {
    kind: 'tiers',
    by: 'attainment',
    whole: true,
    steps: [
      { from: 0, value: 100 },
      { from: 0.8, value: 200 },
    ],
  },
})

export const person: PersonView = {
  openId: 'ou_li',
  name: '李雷',
  isOwn: true,
  month: '2026-11',
  isClosed: false,
  isRunning: true,
  totalFen: 212_340,
  before: { month: '2026-10', fen: 198_000 },
  schemes: [
    {
      id: id(1),
      name: '销售提成',
      terms: sales,
      totalFen: 148_340,
      base: 13_200_000,
      lines: 214,
      next: { missing: 6_800_000, value: 200 },
      attainment: null,
      target: null,
    },
    {
      id: id(2),
      name: '回款提成',
      terms: collected,
      totalFen: 64_000,
      base: 12_800_000,
      lines: 96,
      next: null,
      attainment: null,
      target: null,
    },
  ],
  effects: [
    { kind: 'top', product: '可乐 330ml', fen: 62_000 },
    { kind: 'top', product: '矿泉水 550ml', fen: 31_200 },
    { kind: 'return', n: 3, fen: -4_200 },
    { kind: 'reversal', n: 1, fen: -1_250 },
    { kind: 'late', n: 4, times: 0.5 },
    {
      kind: 'coefficient',
      metric: 'completion_rate',
      is: 0.72,
      below: 0.8,
      times: 0.8,
      fen: -37_085,
    },
    { kind: 'corrections', n: 2, fen: -3_100 },
  ],
  corrections: 2,
  hasSchemes: true,
  nextMonth: null,
  monthBefore: '2026-10',
}

const fact = (n: number, more: Partial<Fact> = {}): Fact => ({
  id: `D202611${String(n).padStart(2, '0')}-1/1`,
  kind: 'sale',
  on: date(`2026-11-${String(n).padStart(2, '0')}`),
  customerCode: 'C1',
  orderCode: `D202611${String(n).padStart(2, '0')}-1`,
  productCode: 'P1',
  quantity: 20,
  amountFen: 84_000,
  costFen: 60_000,
  floorFen: null,
  isLate: false,
  share: 1,
  ...more,
})
const line = (one: Fact, more: Partial<CommissionLine> = {}): CommissionLine => ({
  id: one.id,
  kind: 'sale',
  fact: one,
  base: one.amountFen,
  rate: 100,
  pieces: [{ base: one.amountFen, value: 100 }],
  fen: 840,
  ...more,
})
export const rows: LineRow[] = [
  line(fact(24), {
    pieces: [
      { base: 30_000, value: 100 },
      { base: 54_000, value: 150 },
    ],
    fen: 1_110,
  }),
  line(fact(23, { share: 0.7 }), { base: 58_800, fen: 588 }),
  line(fact(22, { isLate: true }), { base: 42_000, fen: 420 }),
  line(fact(21), { kind: 'return', base: -8_400, fen: -84 }),
  line(
    fact(20, {
      takesBack: { id: 'D20261002-4/2', month: '2026-10', part: 0.25, paidFen: 4_000 },
    }),
    { kind: 'reversal', base: -8_400, fen: -1_000 },
  ),
  ...Array.from({ length: 9 }, (_, i) => line(fact(i + 1))),
].map((one, i) => ({
  line: one,
  product: i === 6 ? longName : '可乐 330ml',
  customer: i === 6 ? longName : '永辉 · 人民路店',
}))
rows.push({
  product: '',
  customer: '',
  line: {
    ...line(fact(1)),
    id: 'coefficient:completion_rate',
    kind: 'coefficient',
    fact: null,
    fen: -37_085,
    because: { metric: 'completion_rate', is: 0.72, below: 0.8, times: 0.8 },
  },
})

export const people: PeopleView = {
  month: '2026-11',
  page: 0,
  pages: 3,
  count: 38,
  totalFen: 5_213_420,
  correctionsFen: -12_300,
  closed: null,
  hasSchemes: true,
  monthBefore: '2026-10',
  nextMonth: null,
  rows: Array.from({ length: 15 }, (_, i) => ({
    openId: `ou_${i}`,
    name: i === 3 ? '欧阳上官诸葛司马东方' : `业务员${i + 1}`,
    team: '沈阳一部',
    fen: 212_340 - i * 11_300,
  })),
}

export const version = (n: number, terms: SchemeTerms | null, status: 'draft' | 'published') => ({
  id: id(n),
  fromMonth: `2026-${String(n).padStart(2, '0')}`,
  status,
  terms,
  whom: terms === collected ? ['沈阳一部'] : [],
})
export const tried = {
  versionId: id(12),
  schemeId: id(1),
  name: '销售提成',
  fromMonth: '2026-12',
  month: '2026-10',
  page: 0,
  pages: 1,
}
