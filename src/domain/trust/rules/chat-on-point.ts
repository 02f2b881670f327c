import { word } from '../../../i18n/t.ts'
import { distanceM, type Point } from '../../geo.ts'
import type { Position } from '../evidence.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

const compared = 20
const fewest = 5
/** Good fixes in the open fall within 3 m of a perfect point one time in six; more than half never do. */
const share = 0.6

/** Chat pins lie on the stored point again and again: rather picked from the map than measured. */
export const chatOnPoint = defineRule({
  id: 'chat-on-point',
  title: word('定位总是正好在门店点上', 'Pins always exactly on the shop'),
  reason: word(
    '最近 {compared} 次聊天定位有 {count} 次离门店坐标不到 {withinM} 米，不像实地定位',
    '{count} of the last {compared} chat locations lie within {withinM} m of the shop’s point; real fixes scatter',
  ),
  about: 'place',
  weight: 42,
  thresholds: {
    withinM: threshold('离门店坐标不到', 'Within', 3, {
      ...{ min: 1, max: 20, step: 1, unit: units.m },
    }),
  },
  on: true,
  // A point that is 待核实 lies off the shop: a pin exactly on it comes from the map all the more.
  needs: ['chat'],
  check({ visit, site, earlier }, { withinM }) {
    const { checkIn } = visit
    if (!checkIn || !site.point) return insufficient()
    const isOn = (fix: Position, point: Point) => distanceM(fix.point, point) <= withinM
    const others = earlier
      .flatMap((one) =>
        one.checkIn?.source === 'chat' && one.site ? [isOn(one.checkIn, one.site)] : [],
      )
      .slice(0, compared - 1)
    if (others.length + 1 < fewest) return insufficient({ compared: others.length + 1 })
    const isNow = isOn(checkIn, site.point)
    const count = others.filter(Boolean).length + (isNow ? 1 : 0)
    const numbers = { count, compared: others.length + 1, withinM }
    const isAgain = count >= fewest && count >= share * (others.length + 1)
    return isNow && isAgain ? flag('weak', numbers, fewest) : clear(numbers, fewest)
  },
})
