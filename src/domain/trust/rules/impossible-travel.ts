import { word } from '../../../i18n/t.ts'
import { distanceM } from '../../geo.ts'
import type { OtherVisit, Position } from '../evidence.ts'
import { errorOf, isSound } from '../positions.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

/** Nearer than this two fixes may be one place; within this no car is needed to be that fast. */
const nearM = 1_000
const cityM = 100_000
/** Two fixes of one minute are as if a minute had passed. */
const leastMinutes = 1

/**
 * Faster from the last fix than one can be, with both errors taken off. Strong only where both fixes were
 * measured there and then and no vehicle is that fast: a cached chat location looks like a leap too.
 */
export const impossibleTravel = defineRule({
  id: 'impossible-travel',
  title: word('移动速度异常', 'Impossible travel'),
  reason: word(
    '从上一处到这里 {km} 公里只用 {minutes} 分钟，约 {kmh} 公里/小时，超过 {maxKmh}',
    '{km} km in {minutes} min from the place before, about {kmh} km/h, over {maxKmh}',
  ),
  about: 'movement',
  weight: 55,
  thresholds: {
    maxKmh: threshold('一百公里内时速上限', 'Fastest within 100 km', 120, {
      ...{ min: 40, max: 300, step: 10, unit: units.kmh },
      of: { number: 'kmh', direction: 'above' },
    }),
    neverKmh: threshold('任何路程时速上限', 'Fastest anywhere', 350, {
      ...{ min: 200, max: 1_000, step: 10, unit: units.kmh },
    }),
  },
  on: true,
  needs: ['checkIn'],
  check({ visit, around }, { maxKmh, neverKmh }) {
    const { checkIn } = visit
    const last = around
      .filter((one) => one.checkedInAt < visit.checkedInAt)
      .map(lastFixOf)
      .filter((fix): fix is Position => fix !== null && checkIn !== null && fix.at <= checkIn.at)
      .toSorted((a, b) => b.at.getTime() - a.at.getTime())[0]
    if (!checkIn || !last) return insufficient()
    const away = distanceM(last.point, checkIn.point)
    const minutes = Math.max(leastMinutes, (measuredAt(checkIn) - measuredAt(last)) / 60_000)
    const atLeastM = Math.max(0, away - errorOf(last) - errorOf(checkIn))
    const kmh = Math.round((atLeastM / 1000 / minutes) * 60)
    const numbers = {
      ...{ kmh, maxKmh, km: Math.round(away / 100) / 10 },
      minutes: Math.round(minutes),
    }
    if (away < nearM) return clear(numbers, maxKmh)
    if (kmh >= neverKmh) {
      const sound = isSound(checkIn) && isSound(last)
      return flag(sound ? 'strong' : 'weak', { ...numbers, maxKmh: neverKmh }, neverKmh)
    }
    if (kmh >= maxKmh && away <= cityM) return flag('weak', numbers, maxKmh)
    return clear(numbers, maxKmh)
  },
})

const lastFixOf = (one: OtherVisit) => one.checkOut ?? one.checkIn

const measuredAt = (fix: Position) => fix.at.getTime() - (fix.ageS ?? 0) * 1000
