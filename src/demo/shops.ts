/** The customers of one rep: what stands in the database, and the habits that make its history. */
import { distanceM } from '../domain/geo.ts'
import { addDays, type LocalDate } from '../domain/time.ts'
import type { customers } from '../features/customers/tables.ts'
import { type Place, placeOn } from './city.ts'
import { demoProducts, type PriceLevel } from './goods.ts'
import { branchName, contactName, headOfficeName, shopName, type Trade } from './names.ts'
import type { DemoRep } from './people.ts'
import { between, chance, logNormal, normal, pick, type Random, weighted, whole } from './random.ts'

export type CustomerRow = typeof customers.$inferInsert

export interface Shop {
  readonly row: CustomerRow
  readonly place: Place
  /** Days between orders, about. */
  readonly gapDays: number
  /** An order's value at the usual prices, about, in fen. */
  readonly orderFen: number
  /** Indexes into `demoProducts`. */
  readonly favourites: readonly number[]
  /** From this day on it orders no more, or rarely. */
  readonly quietFrom: LocalDate | null
  /** Another rep, who has left since, looked after it until this day (exclusive). */
  readonly takenOver: { readonly from: string; readonly on: LocalDate } | null
  readonly visitEveryDays: number
  readonly pays: 'cash' | 'perOrder' | 'lump' | 'badly'
}

export interface ShopPlan {
  readonly random: Random
  readonly rep: DemoRep
  readonly count: number
  /** The number of the first customer code. */
  readonly firstNo: number
  readonly today: LocalDate
  readonly days: number
  /** A rep of the team who has left, and whose customers the others took over. */
  readonly formerOpenId: string
}

/** Makes a rep's customers. Some have an address alone, a few nothing at all, as in real lists. */
export function makeShops(plan: ShopPlan): Shop[] {
  return Array.from({ length: plan.count }, (_, i) => makeShop(plan, i))
}

/** Shares of the company's grades by a customer's weight, as standard normal: 5 / 19 / 38 / 38 %. */
const gradeOf = (z: number) => (z > 1.645 ? 'A' : z > 0.706 ? 'B' : z > -0.305 ? 'C' : 'D')
const visitsPer28Days = { A: 4, B: 2, C: 1, D: 1 }

const tradeShares: readonly (readonly [Exclude<Trade, 'KA'>, number])[] = [
  ['食杂店', 34],
  ['便利店', 24],
  ['超市', 16],
  ['烟酒店', 12],
  ['餐饮', 14],
]

function makeShop(plan: ShopPlan, i: number): Shop {
  const { random, rep, today, days } = plan
  const isKey = rep.trade === 'keyAccount'
  const trade = rep.trade === 'keyAccount' ? 'KA' : weighted(random, tradeShares)
  const place = placeOn(pick(random, rep.streets), random)
  const z = normal(random)
  const weight = Math.exp(0.8 * z)
  const grade = gradeOf(z)

  const isHead = isKey && i === 0
  const chain = Math.floor(i / 10)
  const head = `C${String(plan.firstNo).padStart(5, '0')}`
  const name = isHead
    ? headOfficeName(rep.index)
    : trade === 'KA'
      ? branchName(rep.index + chain * 7, place)
      : shopName(random, trade, place)

  const isNew = chance(random, 0.07)
  const knownDays = isNew ? whole(random, 3, days - 10) : whole(random, days + 20, days + 1400)
  const credit = isKey
    ? 30
    : weighted(random, [
        [0, 60],
        [7, 16],
        [15, 14],
        [30, 10],
      ] as const)
  const orderFen = Math.round((isKey ? 420_000 : 42_000) * weight ** 0.7)
  const fixed = !isKey && chance(random, 0.36)
  const weekday = fixed ? whole(random, 1, 5) : 0
  const quiet = quietSince(random, plan)
  const missing = chance(random, 0.01) ? 'both' : chance(random, 0.04) ? 'point' : null
  const own = ownFrequency(random)
  const takenOver =
    !isNew && chance(random, 0.05)
      ? { from: plan.formerOpenId, on: addDays(today, -Math.round(days / 2)) }
      : null

  const row: CustomerRow = {
    code: `C${String(plan.firstNo + i).padStart(5, '0')}`,
    name,
    address: missing === 'both' ? null : place.address,
    lngGcj: missing ? null : place.point.lng,
    latGcj: missing ? null : place.point.lat,
    rawLng: missing ? null : place.point.lng,
    rawLat: missing ? null : place.point.lat,
    rawDatum: missing ? null : 'gcj02',
    ownerOpenId: rep.openId,
    teamCode: rep.teamCode,
    type: trade,
    grade,
    stage: quiet ? '沉睡' : isNew ? '新开' : '合作',
    source: isNew ? pick(random, ['业务员开发', '老客户介绍', '展会']) : '历史客户',
    priceLevel: (isKey ? '一级' : grade === 'A' ? '二级' : '三级') satisfies PriceLevel,
    creditDays: credit,
    creditLimitFen: credit === 0 ? 0 : Math.max(2, Math.round((orderFen * 4) / 100_000)) * 100_000,
    contact: contactName(random),
    phone: `1390000${String((plan.firstNo + i) % 10_000).padStart(4, '0')}`,
    openingHours: chance(random, 0.85) ? hours[trade](random) : null,
    serviceMinutes: isKey ? pick(random, [30, 40, 50]) : null,
    line: fixed ? `周${'一二三四五'[weekday - 1]}线` : null,
    visitDays: fixed ? [weekday] : null,
    weekPattern: fixed ? (grade === 'A' ? 'every' : pick(random, ['odd', 'even'])) : null,
    frequency: own,
    pauseReason: own === '0' ? '店面装修' : null,
    pausedUntil: own === '0' ? addDays(today, whole(random, 5, 40)) : null,
    parentCode: isKey && !isHead ? head : null,
    supplierCode: null,
    status: chance(random, 0.01) ? 'closed' : 'active',
    tags: tagsOf(random),
    createdOn: addDays(today, -knownDays),
  }
  return {
    row,
    place,
    gapDays: Math.min(45, Math.max(3, (isKey ? 8 : 15) / weight ** 0.5)),
    orderFen,
    favourites: favourites(random, isKey ? 18 : whole(random, 4, 10)),
    quietFrom: quiet,
    takenOver,
    visitEveryDays: fixed ? (grade === 'A' ? 7 : 14) : isKey ? 10 : 28 / visitsPer28Days[grade],
    pays: payer(random, credit, isKey),
  }
}

/** Most go on; some are on their way out, some have long stopped. */
function quietSince(random: Random, { today }: ShopPlan): LocalDate | null {
  if (chance(random, 0.05)) return addDays(today, -whole(random, 95, 165))
  if (chance(random, 0.04)) return addDays(today, -whole(random, 22, 50))
  return null
}

function ownFrequency(random: Random): string | null {
  if (chance(random, 0.005)) return '0'
  if (chance(random, 0.04)) return pick(random, ['1/week', '3/month', '1/2weeks', '2/28d'])
  return null
}

function payer(random: Random, creditDays: number, isKey: boolean): Shop['pays'] {
  if (creditDays === 0) return 'cash'
  if (chance(random, 0.06)) return 'badly'
  return chance(random, isKey ? 0.8 : 0.4) ? 'lump' : 'perOrder'
}

function favourites(random: Random, count: number): number[] {
  const found = new Set<number>()
  // Few products sell everywhere, many in few shops.
  while (found.size < count) {
    found.add(Math.min(demoProducts.length - 1, Math.floor(logNormal(random, 9, 0.9))))
  }
  return [...found]
}

function tagsOf(random: Random): string[] | null {
  const tags = ['学校旁', '社区店', '有冰柜', '堆头', '竞品强', '医院旁'].filter(() =>
    chance(random, 0.1),
  )
  return tags.length > 0 ? tags : null
}

const hours: Record<Trade, (random: Random) => string> = {
  食杂店: (random) => pick(random, ['06:30-22:00', '07:00-21:30', '07:30-22:30']),
  便利店: (random) => pick(random, ['00:00-24:00', '06:00-24:00', '07:00-23:00']),
  超市: (random) => pick(random, ['08:00-21:00', '08:30-21:30']),
  烟酒店: (random) => pick(random, ['08:30-20:30', '09:00-21:00']),
  餐饮: (random) => pick(random, ['10:00-14:00;16:30-21:30', '10:30-22:00']),
  KA: () => '08:30-21:30',
}

/** A gap to the next order, in whole days. */
export function nextGap(random: Random, shop: Shop): number {
  return Math.max(1, Math.round(logNormal(random, shop.gapDays, 0.32) * between(random, 0.9, 1.1)))
}

/** Metres between two shops by road, about. */
export function roadM(a: Shop, b: Shop): number {
  return Math.round(distanceM(a.place.point, b.place.point) * 1.3)
}
