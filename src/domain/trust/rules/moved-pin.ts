import { word } from '../../../i18n/t.ts'
import { distanceM } from '../../geo.ts'
import { errorOf } from '../positions.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

/**
 * On site only because this rep has moved the customer's point lately. Where somebody else approved the
 * move (双人确认) it is told, no more.
 */
export const movedPin = defineRule({
  id: 'moved-pin',
  title: word('客户位置刚被挪动', 'The customer’s point was moved'),
  reason: word(
    '{daysAgo} 天前把客户位置挪了 {movedM} 米；按原位置，这次签到距门店 {beforeM} 米',
    'Moved the customer’s point by {movedM} m {daysAgo} days ago; from the old one this check-in is {beforeM} m away',
  ),
  about: 'place',
  weight: 45,
  thresholds: {
    movedM: threshold('挪动超过', 'Moved more than', 300, {
      ...{ min: 100, max: 5_000, step: 50, unit: units.m },
      of: { number: 'movedM', direction: 'above' },
    }),
    days: threshold('挪动后多少天内', 'Within so many days after it', 30, {
      ...{ min: 1, max: 90, step: 1, unit: units.days },
    }),
  },
  on: true,
  needs: ['checkIn', 'site'],
  check({ visit, site }, config) {
    const { checkIn } = visit
    if (!checkIn || !site.point) return insufficient()
    const limitM = site.fenceM + errorOf(checkIn)
    if (distanceM(checkIn.point, site.point) > limitM) return clear({}, config.movedM)
    const at = visit.checkedInAt.getTime()
    for (const move of site.moves) {
      const ageMs = at - move.at.getTime()
      if (move.byOpenId !== visit.repOpenId || move.movedM <= config.movedM || !move.before)
        continue
      if (ageMs < 0 || ageMs > config.days * 86_400_000) continue
      const beforeM = distanceM(checkIn.point, move.before)
      if (beforeM <= limitM) continue
      const numbers = {
        ...{ movedM: move.movedM, beforeM },
        daysAgo: Math.floor(ageMs / 86_400_000),
      }
      const isAlone = move.ruledBy === null || move.ruledBy === move.byOpenId
      return flag(isAlone ? 'weak' : 'info', numbers, config.movedM)
    }
    return clear({}, config.movedM)
  },
})
