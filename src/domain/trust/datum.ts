/**
 * Whether a check-in is far from its customer because one of the two is in another datum: WGS-84 taken
 * for GCJ-02 shifts a point in China by 250 to 700 m, always the same way in one city (methods B5).
 */
import { type Datum, distanceM, fromGcj02, type Point, toGcj02 } from '../geo.ts'
import type { Position, VisitEvidence } from './evidence.ts'
import { accuracyOf, apart, lengthOf, type Vector, vectorBetween } from './positions.ts'

const nearestM = 150
const farthestM = 1_300
/** Residuals that are so near each other are one shift: twice the error of good fixes. */
export const sameShiftM = 100
const others: readonly Datum[] = ['wgs84', 'bd09']

export interface Shift {
  readonly lengthM: number
  readonly vector: Vector
  /** What is left of the distance when the datum is mended; null: no known datum explains it. */
  readonly leftM: number | null
  /** Who else is off by the same vector, this visit left out. */
  readonly visits: number
  readonly reps: number
  readonly customers: number
  /** `company`: many reps, so the points of the customers or all phones; `phone`: this rep everywhere. */
  readonly shared: 'company' | 'phone' | null
}

/** Null when the check-in is no further from its customer than any honest one. */
export function shiftOf({ visit, site, residuals, around, earlier }: VisitEvidence): Shift | null {
  const { checkIn } = visit
  if (!checkIn || !site.point) return null
  const vector = vectorBetween(site.point, checkIn.point)
  const lengthM = Math.round(lengthOf(vector))
  if (lengthM < nearestM || lengthM > farthestM) return null

  const leftM = leftAfterMending(checkIn, site.point)
  const alike = residuals.filter((one) => apart(one, vector) <= sameShiftM)
  const reps = new Set(alike.map((one) => one.repOpenId)).size
  const customers = new Set(alike.map((one) => one.customerCode)).size
  const share = residuals.length === 0 ? 0 : alike.length / residuals.length
  const isCompany = reps >= 3 && customers >= 5 && (leftM !== null || share >= 0.3)

  const own = [...around, ...earlier].flatMap((one) =>
    one.checkIn && one.site && one.customerCode !== visit.customerCode
      ? [{ code: one.customerCode, off: vectorBetween(one.site, one.checkIn.point) }]
      : [],
  )
  const ownAlike = own.filter(({ off }) => apart(off, vector) <= sameShiftM)
  const isPhone =
    leftM !== null &&
    new Set(ownAlike.map(({ code }) => code)).size >= 4 &&
    ownAlike.length >= 0.6 * own.length
  return {
    ...{ lengthM, vector, leftM, visits: alike.length, reps, customers },
    shared: isCompany ? 'company' : isPhone ? 'phone' : null,
  }
}

/** The least distance that is left when either point is read in another datum; null: more than an honest one. */
function leftAfterMending(fix: Position, site: Point): number | null {
  const distances = others.flatMap((datum) => [
    distanceM(toGcj02(fix.point, datum), site),
    distanceM(fromGcj02(fix.point, datum), site),
    distanceM(fix.point, toGcj02(site, datum)),
    distanceM(fix.point, fromGcj02(site, datum)),
  ])
  const least = Math.min(...distances)
  return least <= 60 + accuracyOf(fix) ? least : null
}
