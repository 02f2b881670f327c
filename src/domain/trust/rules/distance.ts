import { word } from '../../../i18n/t.ts'
import { distanceM, type Point } from '../../geo.ts'
import { shiftOf } from '../datum.ts'
import type { Position, VisitEvidence } from '../evidence.ts'
import { accuracyOf, errorOf, isSound, oldestFixS, worstAccuracyM } from '../positions.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

/** Fixes this near each other are of one place. */
const samePlaceM = 150

/**
 * Further from the customer than the tolerance and the fix's own error allow. A fix that is worse than
 * 100 m or older than a minute is neither a flag nor a pass: a huge error would be the cheapest way in. A
 * chat location that fits proves nothing either, since it is the rep's own word.
 */
export const distance = defineRule({
  id: 'distance',
  title: word('签到位置太远', 'Check-in too far away'),
  reason: word(
    '签到位置距门店 {distanceM} 米，超出 {limitM} 米（含定位误差 {errorM} 米）',
    'Checked in {distanceM} m from the shop, over {limitM} m (with {errorM} m for the error of the fix)',
  ),
  about: 'place',
  weight: 55,
  thresholds: {
    farM: threshold('超出范围多远算明显', 'Far beyond the tolerance counts as clear from', 1500, {
      ...{ min: 200, max: 20_000, step: 100, unit: units.m },
    }),
  },
  on: true,
  needs: ['checkIn', 'site'],
  check(evidence, { farM }) {
    const { visit, site } = evidence
    const { checkIn } = visit
    if (!checkIn || !site.point) return insufficient()
    if (checkIn.source === 'live') {
      const { accuracyM, ageS } = checkIn
      if (accuracyM === null || accuracyM > worstAccuracyM)
        return insufficient({ accuracyM: Math.round(accuracyM ?? -1) })
      if (ageS !== null && ageS > oldestFixS) return insufficient({ ageS })
    }
    const away = distanceM(checkIn.point, site.point)
    const errorM = Math.round(errorOf(checkIn))
    const limitM = Math.round(site.fenceM + errorM)
    const numbers = { distanceM: away, limitM, errorM }
    if (away <= limitM)
      return checkIn.source === 'live' ? clear(numbers, limitM) : insufficient(numbers)
    const shift = shiftOf(evidence)
    if (shift?.shared) return insufficient({ ...numbers, shiftM: shift.lengthM })
    const explained = (shift !== null && shift.leftM !== null) || pinIsDoubtful(evidence, checkIn)
    const isClear = isSound(checkIn) && away > limitM + farM && !explained
    return flag(isClear ? 'strong' : 'weak', numbers, limitM)
  },
})

/**
 * Check-ins of three other days lie where this one does: rather the customer's point is wrong. Not when
 * the rep also checks in from there at other customers: then it is where the rep sits.
 */
function pinIsDoubtful({ visit, site, around, earlier }: VisitEvidence, checkIn: Position) {
  const isHere = (fix: Position) =>
    distanceM(fix.point, checkIn.point) <= samePlaceM + accuracyOf(checkIn)
  const days = new Set(
    site.checkedInHere.filter(({ position }) => isHere(position)).map(({ date }) => date),
  )
  days.delete(visit.date)
  if (days.size < 3) return false
  const isElsewhere = (point: Point | null) =>
    point !== null && site.point !== null && distanceM(point, site.point) > 500
  return ![...around, ...earlier].some(
    (one) =>
      one.customerCode !== visit.customerCode &&
      one.checkIn !== null &&
      isHere(one.checkIn) &&
      isElsewhere(one.site),
  )
}
