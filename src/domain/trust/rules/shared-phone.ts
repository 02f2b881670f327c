import { word } from '../../../i18n/t.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

/** One phone checked in for several reps within a day. The page gives each phone a random name. */
export const sharedPhone = defineRule({
  id: 'shared-phone',
  title: word('一部手机多人签到', 'One phone for several reps'),
  reason: word(
    '同一部手机 {hours} 小时内还为另外 {others} 人签过到',
    'The same phone checked in for {others} other {others|rep|reps} within {hours} h',
  ),
  about: 'phone',
  weight: 55,
  thresholds: {
    hours: threshold('多少小时内', 'Within', 24, {
      ...{ min: 1, max: 24, step: 1, unit: units.hours },
    }),
  },
  on: true,
  needs: ['device'],
  check({ visit, devices }, { hours }) {
    if (!devices) return insufficient()
    const at = (visit.checkIn?.at ?? visit.checkedInAt).getTime()
    const others = new Set(
      devices
        .filter((one) => one.repOpenId !== visit.repOpenId)
        .filter((one) => Math.abs(one.at.getTime() - at) <= hours * 3_600_000)
        .map((one) => one.repOpenId),
    ).size
    const numbers = { others, hours }
    return others > 0 ? flag('strong', numbers) : clear(numbers)
  },
})
