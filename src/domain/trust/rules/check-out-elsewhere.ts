import { word } from '../../../i18n/t.ts'
import { distanceM } from '../../geo.ts'
import { shiftOf } from '../datum.ts'
import { errorOf, oldestFixS, worstAccuracyM } from '../positions.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

/** Checked out away from the customer. Who forgets to check out does so on the road: never strong. */
export const checkOutElsewhere = defineRule({
  id: 'check-out-elsewhere',
  title: word('签退不在门店', 'Checked out elsewhere'),
  reason: word(
    '签退位置距门店 {distanceM} 米，超出 {limitM} 米',
    'Checked out {distanceM} m from the shop, over {limitM} m',
  ),
  about: 'place',
  weight: 42,
  thresholds: {
    spareM: threshold('签退另外放宽', 'Check-out may be further by', 200, {
      ...{ min: 0, max: 5_000, step: 100, unit: units.m },
    }),
  },
  on: true,
  needs: ['checkOut', 'site'],
  check(evidence, { spareM }) {
    const { site, visit } = evidence
    const { checkOut } = visit
    if (!checkOut || !site.point) return insufficient()
    if (checkOut.accuracyM !== null && checkOut.accuracyM > worstAccuracyM)
      return insufficient({ accuracyM: Math.round(checkOut.accuracyM) })
    if (checkOut.ageS !== null && checkOut.ageS > oldestFixS)
      return insufficient({ ageS: checkOut.ageS })
    if (shiftOf(evidence)?.shared) return insufficient()
    const away = distanceM(checkOut.point, site.point)
    const limitM = Math.round(site.fenceM + spareM + errorOf(checkOut))
    const numbers = { distanceM: away, limitM }
    if (away > limitM) return flag('weak', numbers, limitM)
    return checkOut.source === 'live' ? clear(numbers, limitM) : insufficient(numbers)
  },
})
