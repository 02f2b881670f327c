import { date } from '../../src/domain/time.ts'
import { customerWords } from '../../src/i18n/customers.ts'
import { message, word } from '../../src/i18n/t.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { type CustomerView, customerCard } from './customer.ts'
import { customerNotFoundCard, findCustomersCard } from './find.ts'
import { mendCard } from './mend.ts'
import { stageCard } from './stage.ts'

const usual: CustomerView = {
  code: 'SY-00128',
  name: '永辉·人民路店',
  grade: 'A',
  isClosed: false,
  pausedUntil: null,
  owner: '李雷',
  address: '沈阳市沈河区人民路 1 号',
  lack: null,
  gradeLock: null,
  mayGrade: false,
  care: null,
  silentDays: null,
  unverified: false,
  contact: '周店长',
  phone: '139 1111 2222',
  type: 'KA',
  nextPlanned: date('2026-11-26'),
  today: date('2026-11-24'),
  money: {
    dataAsOf: date('2026-11-23'),
    salesFen: 1_284_000,
    orders: 9,
    lastOrderOn: date('2026-11-18'),
    receivableFen: 300_000,
    overdue: { fen: 120_000, days: 12 },
  },
  gaps: {
    goods: [
      { name: '东方树叶 500ml', buyers: 28 },
      { name: '尖叫', buyers: 17 },
    ],
    n: 34,
  },
  creditLimitFen: 1_000_000,
  creditDays: 30,
  visits: [
    {
      date: date('2026-11-18'),
      rep: '李雷',
      outcome: message(word('已开单', 'Ordered')),
      summary: '店主答应谈堆头，下周带方案过去',
    },
    { date: date('2026-11-11'), rep: '李雷', outcome: null, summary: null },
  ],
  navigation: 'https://uri.amap.com/navigation?to=123.4291,41.7968',
}
const longName = '沈阳市铁西区兴华街道永辉生活超市与社区便民服务中心联合体人民路旗舰店（二期）'
const bare: CustomerView = {
  ...usual,
  name: '老王杂货',
  grade: null,
  owner: null,
  address: null,
  lack: 'no_place',
  contact: null,
  phone: null,
  type: null,
  nextPlanned: null,
  money: null,
  gaps: null,
  creditLimitFen: null,
  creditDays: null,
  visits: [],
  navigation: null,
}
const found = Array.from({ length: 15 }, (_, i) => ({
  code: `SY-${1000 + i}`,
  name: i === 3 ? longName : `永辉·${i + 1} 号店`,
  grade: i % 3 === 0 ? 'A' : null,
  address: i === 4 ? null : `沈阳市和平区南京北街 ${i + 1} 号万达广场一层东侧入口旁`,
  unverified: i === 2,
}))

export const gallery: readonly GalleryEntry[] = [
  { id: 'customer', title: '客户', build: (t) => customerCard(usual, t) },
  {
    id: 'customer-manager',
    title: '主管看：手工定级、沉默、维护策略',
    build: (t) =>
      customerCard(
        {
          ...usual,
          mayGrade: true,
          gradeLock: { by: '王芳', on: date('2026-11-02') },
          care: '每月老板亲访一次，新品先铺，账期不超过 15 天',
          silentDays: 72,
        },
        t,
      ),
  },
  { id: 'customer-no-place', title: '没有地址、没有数据', build: (t) => customerCard(bare, t) },
  {
    id: 'customer-longest',
    title: '待采点，暂停中，名字很长',
    build: (t) =>
      customerCard(
        {
          ...usual,
          name: longName,
          address: longName.repeat(3),
          owner: '阿卜杜热西提·买买提艾力·努尔麦麦提',
          lack: 'no_point',
          pausedUntil: date('2027-01-01'),
          navigation: null,
          visits: [0, 1, 2].map((i) => ({
            date: date(`2026-11-1${i}`),
            rep: '阿卜杜热西提·买买提艾力·努尔麦麦提',
            outcome: message(customerWords.noPoint),
            summary: '今天和店主聊了很久，'.repeat(30),
          })),
        },
        t,
      ),
  },
  {
    id: 'customer-unverified',
    title: '坐标待核实',
    build: (t) => customerCard({ ...usual, unverified: true }, t),
  },
  {
    id: 'customer-closed',
    title: '已关店',
    build: (t) => customerCard({ ...usual, isClosed: true, nextPlanned: null }, t),
  },
  {
    id: 'customer-find',
    title: '有好几家',
    build: (t) =>
      findCustomersCard({ query: '永辉', total: 63, rows: found, page: 1, pages: 5 }, t),
  },
  { id: 'customer-none', title: '没有找到', build: (t) => customerNotFoundCard('家乐福', t) },
  {
    id: 'customer-mend',
    title: '待补',
    build: (t) =>
      mendCard(
        {
          noPlace: 4,
          noPoint: 63,
          suspected: 7,
          unverified: 412,
          mayExport: true,
          page: 0,
          pages: 5,
          rows: found.map((one, i) => ({
            ...one,
            owner: i % 4 === 0 ? null : '李雷',
            lack: i < 2 ? 'no_place' : i < 5 ? 'no_point' : i < 11 ? 'suspect' : 'unverified',
            lookup:
              i === 3
                ? { status: 'area', level: '区县' }
                : i === 4
                  ? { status: 'none', level: null }
                  : null,
            level: i % 2 === 0 ? '门牌号' : '道路交叉路口',
            suspicion:
              i < 5 || i > 10
                ? null
                : i % 2 === 0
                  ? { kind: 'shared', sharedBy: 12 }
                  : { kind: 'far', distanceM: 86_400 },
          })),
        },
        t,
      ),
  },
  {
    id: 'customer-mend-none',
    title: '没有要补的',
    build: (t) =>
      mendCard(
        {
          ...{ noPlace: 0, noPoint: 0, suspected: 0, unverified: 0 },
          ...{ mayExport: true, rows: [], page: 0, pages: 1 },
        },
        t,
      ),
  },
  {
    id: 'customer-stage',
    title: '客户阶段',
    build: (t) =>
      stageCard(
        {
          ...{ code: 'SY-00128', name: '新世纪·北行店', stage: '报价', since: date('2026-11-01') },
          ...{ days: 23, limitDays: 14, choices: ['意向', '报价', '谈判', '签约'] },
          before: [
            { stage: '意向', since: date('2026-09-12'), by: '李雷' },
            { stage: null, since: date('2026-09-01'), by: null },
          ],
        },
        t,
      ),
  },
]
