import { word } from '../../../i18n/t.ts'
import { distanceM, type Point } from '../../geo.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

/** So many check-ins in the time of one batch are no quick street any more. */
const strongTimes = 2

/**
 * Several check-ins within minutes at customers that lie apart. Strong only for twice as many on the live
 * page: in the chat a phone without network hands in at once what was sent over an hour.
 */
export const batchCheckIns = defineRule({
  id: 'batch-check-ins',
  title: word('短时间连续签到', 'Check-ins in a batch'),
  reason: word(
    '{minutes} 分钟内在相距 {apartM} 米以上的 {count} 家客户签到',
    '{count} check-ins within {minutes} min at customers more than {apartM} m apart',
  ),
  about: 'time',
  weight: 45,
  thresholds: {
    count: threshold('连续签到几家', 'Check-ins', 3, {
      ...{ min: 2, max: 20, step: 1, unit: units.times },
      of: { number: 'count', direction: 'above' },
    }),
    minutes: threshold('多少分钟内', 'Within', 10, {
      ...{ min: 1, max: 60, step: 1, unit: units.minutes },
    }),
    apartM: threshold('客户相距至少', 'Customers apart at least', 500, {
      ...{ min: 100, max: 10_000, step: 100, unit: units.m },
    }),
  },
  on: true,
  needs: ['checkIn', 'site'],
  check({ visit, site, around }, config) {
    const { checkIn } = visit
    if (!checkIn || !site.point) return insufficient()
    const here = { at: checkIn.at.getTime(), site: site.point, live: checkIn.source === 'live' }
    const all = [
      here,
      ...around.flatMap((one) =>
        one.site && one.checkIn && one.customerCode !== visit.customerCode
          ? [
              {
                at: one.checkIn.at.getTime(),
                site: one.site,
                live: one.checkIn.source === 'live' && !one.checkIn.queued,
              },
            ]
          : [],
      ),
    ].toSorted((a, b) => a.at - b.at)
    const span = config.minutes * 60_000
    let most: typeof all = []
    for (const first of all) {
      const within = all.filter(({ at }) => at >= first.at && at - first.at <= span)
      if (!within.includes(here)) continue
      const spread = spreadOut(within, here, config.apartM)
      if (spread.length > most.length) most = spread
    }
    const numbers = { count: most.length, minutes: config.minutes, apartM: config.apartM }
    if (most.length < config.count) return clear(numbers, config.count)
    const isStrong =
      most.length >= strongTimes * config.count && most.every(({ live }) => live) && !checkIn.queued
    return flag(isStrong ? 'strong' : 'weak', numbers, config.count)
  },
})

/** Those that lie apart from each other, this one among them. */
function spreadOut<P extends { site: Point }>(all: readonly P[], first: P, apartM: number): P[] {
  const kept = [first]
  for (const one of all) {
    if (one !== first && kept.every(({ site }) => distanceM(site, one.site) > apartM))
      kept.push(one)
  }
  return kept
}
