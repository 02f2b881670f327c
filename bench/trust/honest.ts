/** One honest day of a rep. */
import { distanceM, offset, type Point } from '../../src/domain/geo.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { localInstant } from '../../src/domain/time.ts'
import type { PhotoFacts, Position, SimilarPhoto } from '../../src/domain/trust/evidence.ts'
import { SHOP_CLOSED } from '../../src/domain/visits/summary.ts'
import type { Draw } from './draw.ts'
import { between, fixOf } from './fixes.ts'
import type { Rep, Shop } from './world.ts'

/** A visit as it happened, before anybody asks about it. */
export interface Done {
  readonly id: string
  readonly rep: Rep
  readonly shop: Shop
  readonly date: LocalDate
  readonly sequence: number
  readonly checkIn: Position
  readonly checkOut: Position | null
  readonly checkedInAt: Date
  readonly checkedOutAt: Date | null
  readonly dwellMinutes: number | null
  readonly summary: string
  readonly outcome: string
  readonly hasSale: boolean
  readonly photos: readonly PhotoFacts[]
  readonly similar: readonly SimilarPhoto[]
  readonly photosCompared: boolean
  /** Others who used this phone that day. */
  readonly sharedWith: readonly string[]
  readonly movedPin: { readonly before: Point; readonly daysAgo: number } | null
}

const parts = {
  start: ['见到店长', '老板在', '和采购谈了', '店员接待', '补货完毕', '盘了库存', '检查陈列'],
  middle: [
    '可乐卖得快',
    '临期两箱已换',
    '竞品在做买一送一',
    '冰柜第二层空着',
    '价签已更新',
    '新品试吃不错',
  ],
  end: ['下周补二十箱', '要海报三张', '约好周五收款', '等总部批堆头', '下次带样品', '想换大冰柜'],
}

export function wordsOf(draw: Draw, rep: Rep): string {
  const boxes = Math.floor(draw.between(1, 40))
  if (rep.fewWords && draw.chance(0.8)) return `正常拜访，补货${boxes}箱，陈列正常`
  return `${draw.pick(parts.start)}，${draw.pick(parts.middle)}，${draw.pick(parts.end)}，已订${boxes}箱`
}

const kinds = ['storefront', 'shelf', 'other'] as const

export function photosOf(draw: Draw, rep: Rep, from: Date, count: number): PhotoFacts[] {
  const together = rep.source === 'chat' && rep.sendsAtOnce && draw.chance(0.7)
  let at = from.getTime() + (together ? 2_000 : 1000 * draw.between(10, 90))
  return Array.from({ length: count }, (_, i) => {
    const photo: PhotoFacts = {
      ...{ id: draw.id(), kind: kinds[Math.min(i, 2)] as PhotoFacts['kind'], source: rep.source },
      ...{ at: new Date(at), sha256: draw.id(), screen: null },
      cameraData: rep.source === 'live' ? draw.chance(0.97) : null,
    }
    at += together ? draw.between(500, 3_000) : 1000 * draw.around(25, 0.7)
    return photo
  })
}

/** How often an honest photo looks like an earlier one of the same shelf: from retakes of the photo bench, doubled. */
const nearAtSameShop = 0.002
const perhapsAtSameShop = 0.004

function lookalikes(draw: Draw, rep: Rep, shop: Shop, photos: readonly PhotoFacts[], at: Date) {
  return photos.flatMap((photo): SimilarPhoto[] => {
    const luck = draw.unit()
    if (luck > nearAtSameShop + perhapsAtSameShop) return []
    return [similarTo(draw, rep, shop, photo, at, luck < nearAtSameShop ? 'near' : 'maybe')]
  })
}

export function similarTo(
  draw: Draw,
  rep: Rep,
  shop: Shop,
  photo: PhotoFacts,
  at: Date,
  kind: SimilarPhoto['kind'],
): SimilarPhoto {
  return {
    ...{ photoId: photo.id, otherPhotoId: draw.id(), otherVisitId: draw.id(), kind, flat: false },
    ...{ otherRepOpenId: rep.openId, otherCustomerCode: shop.code },
    otherTakenAt: new Date(at.getTime() - 86_400_000 * draw.between(2, 90)),
    distance: kind === 'exact' ? 0 : Math.round(draw.between(2, 38)),
  }
}

/** Shops of a day, near ones after each other. */
export function tourOf(draw: Draw, rep: Rep, count: number): Shop[] {
  const left = new Set(draw.shuffled(rep.shops).slice(0, count))
  const tour: Shop[] = []
  let at = rep.home
  while (left.size > 0) {
    const next = [...left].toSorted(
      (a, b) => distanceM(at, a.truth) - distanceM(at, b.truth),
    )[0] as Shop
    left.delete(next)
    tour.push(next)
    at = next.truth
  }
  return tour
}

/** Minutes of the way to a shop, and to park. */
function wayTo(draw: Draw, from: Point, shop: Shop): number {
  const kmh = draw.chance(0.01) ? draw.between(60, 110) : draw.between(12, 45)
  return (distanceM(from, shop.truth) / 1000 / kmh) * 60 + draw.between(0.5, 5)
}

export function honestDay(draw: Draw, rep: Rep, date: LocalDate): Done[] {
  let now = localInstant(date, '08:30', 'Asia/Shanghai').getTime() + 60_000 * draw.between(0, 40)
  let at = rep.home
  // Plans are not always kept.
  const tour = tourOf(draw, rep, 7 + Math.floor(draw.between(0, 5)))
  const planned = new Map(tour.map((shop, i) => [shop, i + 1]))
  const order = draw.chance(0.1) ? draw.shuffled(tour) : tour
  const [first] = order
  if (first) now += 60_000 * wayTo(draw, at, first)
  return order.map((shop, i): Done => {
    const checkedInAt = new Date(now)
    const stand = offset(shop.truth, { north: 12 * draw.normal(), east: 12 * draw.normal() })
    const checkIn = fixOf(draw, rep, shop, { at: checkedInAt, place: stand, before: at })
    const isShut = draw.chance(0.01)
    const short = isShut || draw.chance(0.01)
    const stay = short ? draw.between(0.8, 4) : Math.max(3.2, draw.around(shop.usualStay, 0.35))
    const photos = photosOf(draw, rep, checkedInAt, isShut ? 1 : 2 + Math.floor(draw.between(0, 3)))
    const left = now + 60_000 * stay
    const next = order[i + 1]
    const arrives = left + 60_000 * (next ? wayTo(draw, shop.truth, next) : 15)
    const bySystem = draw.chance(0.05)
    // Who forgets it is asked for it at the next shop, or thinks of it on the road.
    const forgot = draw.chance(0.05) ? (draw.chance(0.5) ? 'next shop' : 'on the road') : null
    const onTheWay = forgot === null ? 0 : forgot === 'next shop' ? 1 : draw.unit()
    const checkedOutAt = bySystem ? null : new Date(left + (arrives - left) * onTheWay)
    const goal = next?.truth ?? offset(shop.truth, { north: draw.between(200, 3_000) })
    const outPlace = forgot ? between(shop.truth, goal, onTheWay) : stand
    // Neither this shop's Wi-Fi nor its name is at hand on the road.
    const outside: Shop = forgot === 'next shop' && next ? next : { ...shop, surroundings: 'open' }
    const hasOutFix = rep.source === 'live' ? draw.chance(0.9) : draw.chance(0.3)
    const before = at
    at = shop.truth
    // The form of the visit before is filled in first.
    now = arrives + (forgot === 'next shop' ? 1000 * draw.between(15, 120) : 0)
    return {
      ...{ id: draw.id(), rep, shop, date, sequence: planned.get(shop) ?? 0, checkIn },
      ...{ checkedInAt, checkedOutAt, photos, movedPin: null },
      checkOut:
        checkedOutAt && hasOutFix
          ? fixOf(draw, rep, forgot ? outside : shop, {
              at: checkedOutAt,
              place: outPlace,
              before: forgot ? outPlace : before,
            })
          : null,
      dwellMinutes: checkedOutAt
        ? Math.floor((checkedOutAt.getTime() - checkedInAt.getTime()) / 60_000)
        : null,
      summary: wordsOf(draw, rep),
      outcome: isShut ? SHOP_CLOSED : draw.pick(['ordered', 'restocked', 'other']),
      hasSale: draw.chance(0.5),
      similar: lookalikes(draw, rep, shop, photos, checkedInAt),
      photosCompared: draw.chance(0.98),
      sharedWith: [],
    }
  })
}
