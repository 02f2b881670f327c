/** Sample data of the gallery; names of the demo company. */
import type { SkipReason } from '../../src/domain/settings/skip-reasons.ts'
import { date } from '../../src/domain/time.ts'
import type { Known } from './assign.ts'
import type { AssignDraft } from './assign-actions.ts'
import type { StopView } from './stop.ts'
import type { PlanView, StopLine, Why } from './view.ts'

export const today = date('2026-11-24')
/** The company's own reasons beside ours: one asks for words, one is hidden, one has another name. */
export const ownSkips: readonly SkipReason[] = [
  { value: 'rainstorm', zh: '暴雨积水', en: 'Flooded streets', note: true },
  { value: 'ownerAbsent', zh: '负责人不在', en: 'Nobody in charge' },
  { value: 'noTime', hidden: true },
]

export const longName = '沈阳市铁西区兴华北街第一百货商业大楼负一层永辉超市精品生活馆旗舰店'
export const people = ['李雷', '韩梅', '赵鹏', '孙丽', '周强', '吴敏', '郑洁', '冯涛']

const names = [
  '永辉·人民路店',
  '联华·解放路店',
  '家乐·北站店',
  '华润·滨河店',
  '老李食杂店',
  '中街烟酒',
  '好邻居·南湖店',
  '大润发·铁西店',
  '万家便利·奉天街店',
  '小城故事餐饮',
  '便民超市',
  '新天地·长江店',
]

const whys: Why[] = [
  { code: 'dueInCycle', nth: 2, of: 4, daysSince: 8 },
  { code: 'overdue', daysSince: 21, intervalDays: 14 },
  { code: 'fixedDay', weekday: 2, weekPattern: 'odd' },
  { code: 'promised', note: '谈堆头' },
  { code: 'neverVisited', daysKnown: 9 },
]

const uuid = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** So many stops in a row to the north. */
export function manyStops(n: number): StopLine[] {
  return Array.from({ length: n }, (_, i): StopLine => {
    const minutes = 9 * 60 + 10 + i * 18
    return {
      stopId: uuid(i + 1),
      sequence: i + 1,
      customerCode: `C${String(1001 + i)}`,
      name: names[i % names.length] ?? '',
      grade: ['A', 'B', 'C', null][i % 4] ?? null,
      line: i % 5 === 2 ? '铁西线' : null,
      source: i % 5 === 3 ? 'promise' : 'cycle',
      why: whys[i % whys.length] ?? { code: 'adhoc' },
      byName: null,
      window: null,
      behind: null,
      eta: `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
      legM: 600 + ((i * 977) % 4300),
      mark: 'open',
      routed: true,
      point: { lng: 123.42 + i / 200, lat: 41.79 + i / 300 },
    }
  })
}

export const usualStops: readonly StopLine[] = manyStops(12)

export const planOf = (stops: readonly StopLine[]): PlanView => ({
  repOpenId: 'ou_0123456789abcdef0123456789abcdef',
  repName: '李雷',
  date: today,
  when: 'today',
  own: true,
  preview: false,
  totalM: 46_200,
  endsAt: '17:40',
  stops,
  noAddress: 0,
})

export const usualView: PlanView = {
  ...planOf(
    usualStops.map((stop, i) =>
      i < 11 ? stop : { ...stop, routed: false, point: null, eta: null, legM: null },
    ),
  ),
  noAddress: 2,
}

export function stopViewOf(stop: StopLine | undefined): StopView {
  if (!stop) throw new RangeError('no such sample')
  return {
    stop: { ...stop, stopId: stop.stopId ?? uuid(99) },
    repOpenId: 'ou_0123456789abcdef0123456789abcdef',
    date: today,
    mayVisit: true,
    maySkip: true,
    address: '铁西区人民路 18 号',
    contact: '刘老板',
    phone: '024-2345 6789',
    openingHours: '09:00-12:00;14:00-20:00',
    last: { date: date('2026-11-10'), summary: '订 20 箱，店主答应谈堆头', nextStep: '带新品样' },
    skip: { kept: null, reasons: [] },
  }
}

export const shops = names.slice(0, 10).map((name, i) => ({
  code: `C${1001 + i}`,
  name,
  address: i % 3 === 0 ? null : '铁西区人民路 18 号',
  ownerName: people[i % 2] ?? null,
}))

export const draft: AssignDraft = {
  window: null,
  customers: ['C1001'],
  people: [],
  date: null,
  asks: [],
  who: [],
  missing: [],
  sure: false,
  each: false,
}

export const known: Known = { draft, customerNames: ['永辉·人民路店'], peopleNames: [] }
