/** Sample data of the visit cards: usual, empty, longest, many. */
import type { PhotoKind } from '../../src/domain/visits/photos.ts'
import type { CustomerName, PlaceOption } from './parts.ts'
import type { CheckOutView, DoneView, PhotoView, VisitView } from './view.ts'

const id = (n: number) => `0190a5b4-0000-7000-8000-${String(n).padStart(12, '0')}`
export const visitId = id(1)
export const fixId = id(2)

export const shop: CustomerName = { code: 'A001', name: '永辉·人民路店', grade: 'A' }
export const next: CustomerName = { code: 'B017', name: '联华·解放路店', grade: 'B' }
export const longest: CustomerName = {
  code: 'C-2024-000123',
  name: '沈阳市浑南新区白塔河路与沈本大街交汇处*东北角*[旺旺]综合商贸便利连锁超市第二十三分店',
  grade: 'A',
}

export const option = (
  customer: CustomerName,
  distanceM: number | null,
  planned = true,
): PlaceOption => ({ ...customer, distanceM, planned })

const photo = (n: number, kind: PhotoKind, status: PhotoView['status'] = 'stored'): PhotoView => ({
  id: id(100 + n),
  kind,
  status,
  imageKey: status === 'stored' ? `img_v3_sample_${n}` : null,
})

const longText = '老板说隔壁新开的店在做买十箱赠一箱，希望我们也跟上，堆头位置可以谈。'.repeat(12)

export const usualVisit: VisitView = {
  id: visitId,
  customer: shop,
  planned: true,
  arrived: '09:12',
  minutes: 14,
  verdict: 'on_site',
  distanceM: 38,
  problems: [
    { code: 'missingShelf', count: 1 },
    { code: 'summaryTooShort', characters: 0, min: 10 },
  ],
  ticks: [
    { kind: 'storefront', need: 1, have: 1 },
    { kind: 'shelf', need: 1, have: 0 },
  ],
  summary: { needed: true, done: false },
  leaving: { required: false, distanceM: null, done: false },
  notes: [],
  photos: [photo(1, 'storefront')],
  older: { photos: 0, notes: 0 },
  facts: {
    last: {
      date: '11-10',
      summary: '订 20 箱，店主答应谈堆头',
      nextStep: '带堆头合同',
      outcome: { zh: '已开单', en: 'Ordered' },
    },
    orders: { lastOn: '11-10', lastFen: 328_000, items: ['雪花纯生 20箱', '可乐 330ml 12箱'] },
    money: { receivableFen: 300_000, overdue: { fen: 120_000, days: 12 }, asOf: '11-23' },
    gaps: {
      goods: [
        { name: '东方树叶 500ml', buyers: 28 },
        { name: '尖叫', buyers: 17 },
      ],
      n: 34,
    },
    contact: '王老板',
    phone: '13900001111',
    care: '每月老板亲访一次，新品先铺，账期不超过 15 天',
  },
}

export const newVisit: VisitView = {
  ...usualVisit,
  minutes: 0,
  verdict: 'unverified',
  distanceM: null,
  planned: false,
  problems: [{ code: 'missingStorefront', count: 1 }, ...usualVisit.problems],
  ticks: [
    { kind: 'storefront', need: 1, have: 0 },
    { kind: 'shelf', need: 1, have: 0 },
  ],
  photos: [],
  older: { photos: 2, notes: 1 },
  facts: { last: null, orders: null, contact: null, phone: null, care: null },
}

export const longestVisit: VisitView = {
  ...usualVisit,
  customer: longest,
  minutes: 486,
  verdict: 'needs_reason',
  distanceM: 4_870,
  problems: [],
  ticks: [
    { kind: 'storefront', need: 2, have: 2 },
    { kind: 'shelf', need: 10, have: 10 },
  ],
  summary: { needed: true, done: true },
  leaving: { required: true, distanceM: 4_990, done: true },
  notes: Array.from({ length: 12 }, (_, n) => ({ id: id(200 + n), text: longText })),
  photos: Array.from({ length: 50 }, (_, n) =>
    photo(n, n < 2 ? 'storefront' : n < 12 ? 'shelf' : 'other', n > 47 ? 'failed' : 'stored'),
  ),
  older: { photos: 12, notes: 3 },
  facts: {
    last: {
      date: '11-10',
      summary: longText,
      nextStep: longText,
      outcome: { zh: '客诉/退换处理', en: 'Complaint or return' },
    },
    orders: {
      lastOn: '11-10',
      lastFen: 123_456_789_01,
      items: Array.from({ length: 5 }, () => `${longest.name} 1000箱`),
    },
    money: {
      receivableFen: 123_456_789_01,
      overdue: { fen: 123_456_789_01, days: 1_234 },
      asOf: '11-23',
    },
    gaps: { goods: Array.from({ length: 3 }, () => ({ name: longest.name, buyers: 199 })), n: 200 },
    contact: longest.name,
    phone: '13900001111',
    care: '每月'.repeat(100),
  },
}

export const outcomes: CheckOutView['outcomes'] = [
  { value: 'ordered', label: { zh: '已开单', en: 'Ordered' } },
  { value: 'followup', label: { zh: '有意向待跟进', en: 'Interested, to follow up' } },
  { value: 'shopClosed', label: { zh: '店休/关门', en: 'Shop closed' } },
  { value: 'other', label: { zh: '其他', en: 'Other' } },
]

export const usualForm: CheckOutView = {
  visitId,
  customer: shop,
  planned: true,
  problems: [],
  outcomes,
  summaryMin: 10,
  shortStay: null,
  draft: { summary: '老板同意下周补二十箱，堆头位置谈好了' },
  noteId: undefined,
}

export const refusedForm: CheckOutView = {
  ...usualForm,
  customer: longest,
  shortStay: { minutes: 1, min: 3 },
  problems: [
    { code: 'locationMissing' },
    { code: 'missingStorefront', count: 1 },
    { code: 'missingShelf', count: 3 },
    { code: 'summaryTooShort', characters: 3, min: 10 },
  ],
  draft: {
    outcome: 'ordered',
    summary: longText,
    orderAmount: '3280.50',
    nextStep: longText,
    nextVisitOn: '2026-12-01',
  },
  onTo: { fixId, customer: next },
}

export const usualDone: DoneView = {
  id: visitId,
  customer: shop,
  planned: true,
  arrived: '09:12',
  left: '09:38',
  minutes: 26,
  photos: 2,
  failedPhotos: 0,
  orderFen: 328_000,
  summary: '老板同意下周补二十箱，堆头位置谈好了',
  nextStep: '带堆头合同',
  nextVisitOn: '12-01',
  outcome: { zh: '已开单', en: 'Ordered' },
  leavingDistanceM: null,
  bySystem: false,
  next: {
    customer: next,
    distanceM: 1_200,
    navigation: 'https://uri.amap.com/navigation?to=123.4',
  },
}

export const longestDone: DoneView = {
  ...usualDone,
  share: { team: longest.name, at: null },
  customer: longest,
  minutes: 486,
  photos: 50,
  failedPhotos: 2,
  orderFen: 123_456_789_01,
  summary: longText,
  nextStep: longText,
  leavingDistanceM: 4_990,
  next: { customer: longest, distanceM: null, navigation: null },
}

export const forgottenDone: DoneView = {
  ...usualDone,
  left: '23:30',
  minutes: null,
  orderFen: null,
  summary: null,
  nextStep: null,
  nextVisitOn: null,
  outcome: null,
  bySystem: true,
  next: null,
}

export const manyPhotos: readonly PhotoView[] = longestVisit.photos
