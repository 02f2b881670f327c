/** Keeps what has happened in a company and answers what is known of a visit, as the product's queries do. */
import { distanceM } from '../../src/domain/geo.ts'
import { addDays, type LocalDate } from '../../src/domain/time.ts'
import type {
  CheckedInHere,
  OtherVisit,
  Residual,
  VisitEvidence,
} from '../../src/domain/trust/evidence.ts'
import { lengthOf, vectorBetween } from '../../src/domain/trust/positions.ts'
import type { Done } from './honest.ts'
import type { Shop } from './world.ts'

const fenceM = 300
/** Residuals are of check-ins at least so far away. */
const farM = 150
const mostEarlier = 40
const mostHere = 20
const dayMs = 86_400_000

export class History {
  private readonly ofRep: Map<string, Done[]>
  private readonly atShop: Map<string, Done[]>
  private far: (Residual & { at: number })[]

  constructor(other?: History) {
    this.ofRep = new Map(other?.ofRep)
    this.atShop = new Map(other?.atShop)
    this.far = [...(other?.far ?? [])]
  }

  add(visits: readonly Done[]): void {
    for (const done of visits) {
      const { openId } = done.rep
      this.ofRep.set(openId, [done, ...(this.ofRep.get(openId) ?? [])].slice(0, 60))
      this.atShop.set(
        done.shop.code,
        [done, ...(this.atShop.get(done.shop.code) ?? [])].slice(0, mostHere + 10),
      )
      const vector = vectorBetween(done.shop.point, done.checkIn.point)
      if (!done.shop.doubtful && lengthOf(vector) >= farM)
        this.far.push({
          ...{ visitId: done.id, repOpenId: openId, customerCode: done.shop.code, ...vector },
          at: done.checkedInAt.getTime(),
        })
    }
    const newest = visits.at(-1)?.checkedInAt.getTime() ?? 0
    this.far = this.far.filter(({ at }) => newest - at <= 14 * dayMs)
  }

  /** What is known of a visit of this history once its day is over. */
  evidenceOf(done: Done): VisitEvidence {
    const { rep, shop, checkedInAt } = done
    const at = checkedInAt.getTime()
    const own = (this.ofRep.get(rep.openId) ?? []).filter(({ id }) => id !== done.id)
    const here = (this.atShop.get(shop.code) ?? []).filter(({ date }) => date < done.date)
    const chat = own.filter(({ checkIn }) => checkIn.source === 'chat').length
    return {
      visit: {
        ...{ id: done.id, repOpenId: rep.openId, customerCode: shop.code, planned: true },
        ...{ customerName: shop.name, date: done.date, checkedInAt, verdict: 'on_site' },
        ...{ checkedOutAt: done.checkedOutAt, dwellMinutes: done.dwellMinutes },
        ...{ outcome: done.outcome, summary: done.summary, hasSale: done.hasSale },
        ...{ checkIn: done.checkIn, checkOut: done.checkOut },
      },
      site: {
        ...{ point: shop.point, doubtful: shop.doubtful, fenceM, minStayMinutes: 3 },
        usualStayMinutes: here.length >= 5 ? middleStay(here) : null,
        moves: done.movedPin
          ? [
              {
                ...{ byOpenId: rep.openId, ruledBy: null, before: done.movedPin.before },
                at: new Date(at - dayMs * done.movedPin.daysAgo),
                movedM: distanceM(done.movedPin.before, shop.point),
              },
            ]
          : [],
        checkedInHere: here.slice(0, mostHere).map(asHere),
      },
      around: own
        .filter((one) => Math.abs(one.checkedInAt.getTime() - at) <= dayMs)
        .toSorted((a, b) => a.checkedInAt.getTime() - b.checkedInAt.getTime())
        .map(asOther),
      earlier: own
        .filter((one) => one.checkedInAt.getTime() < at)
        .slice(0, mostEarlier)
        .map(asOther),
      sequence: done.sequence,
      residuals: this.far.filter(({ visitId }) => visitId !== done.id),
      ...{ photos: done.photos, similar: done.similar, photosCompared: done.photosCompared },
      devices:
        done.checkIn.deviceId === null
          ? null
          : done.sharedWith.map((repOpenId) => ({ repOpenId, at: checkedInAt })),
      attendance: null,
      chatShare: own.length === 0 ? null : chat / own.length,
    }
  }
}

const asHere = ({ id, rep, date, checkIn }: Done): CheckedInHere => ({
  ...{ visitId: id, repOpenId: rep.openId, date, position: checkIn },
})

const asOther = (done: Done): OtherVisit => ({
  ...{ id: done.id, customerCode: done.shop.code, site: siteOf(done.shop), date: done.date },
  ...{ checkedInAt: done.checkedInAt, checkedOutAt: done.checkedOutAt },
  ...{ checkIn: done.checkIn, checkOut: done.checkOut, outcome: done.outcome },
  ...{ summary: done.summary, hasSale: done.hasSale, sequence: done.sequence },
})

const siteOf = (shop: Shop) => (shop.doubtful ? null : shop.point)

function middleStay(visits: readonly Done[]): number | null {
  const stays = visits.flatMap(({ dwellMinutes }) => dwellMinutes ?? []).toSorted((a, b) => a - b)
  return stays[Math.floor(stays.length / 2)] ?? null
}

/** Working days from a date on, Sundays left out. */
export function workDays(from: LocalDate, count: number): LocalDate[] {
  const days: LocalDate[] = []
  for (let i = 0; days.length < count; i++) {
    const day = addDays(from, i)
    if (new Date(`${day}T00:00:00Z`).getUTCDay() !== 0) days.push(day)
  }
  return days
}
