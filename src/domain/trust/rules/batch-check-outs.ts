import { word } from '../../../i18n/t.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

/**
 * Many visits ended within minutes: filled in afterwards. A visit must be open to be ended and only one is
 * open at a time, by our own clock, so neither drift nor a slow network makes such a batch.
 */
export const batchCheckOuts = defineRule({
  id: 'batch-check-outs',
  title: word('短时间连续签退', 'Check-outs in a batch'),
  reason: word(
    '{minutes} 分钟内签退了 {count} 次拜访，像是事后补填',
    '{count} visits ended within {minutes} min, as if filled in afterwards',
  ),
  about: 'time',
  weight: 45,
  thresholds: {
    count: threshold('连续签退几次', 'Check-outs', 5, {
      ...{ min: 3, max: 20, step: 1, unit: units.times },
      of: { number: 'count', direction: 'above' },
    }),
    minutes: threshold('多少分钟内', 'Within', 5, {
      ...{ min: 1, max: 60, step: 1, unit: units.minutes },
    }),
  },
  on: true,
  needs: ['stay'],
  check({ visit, around }, config) {
    const own = visit.checkedOutAt?.getTime()
    if (own === undefined) return insufficient()
    const all = [own, ...around.flatMap((one) => one.checkedOutAt?.getTime() ?? [])]
    const span = config.minutes * 60_000
    const most = Math.max(
      ...all
        .filter((first) => first <= own && own - first <= span)
        .map((first) => all.filter((at) => at >= first && at - first <= span).length),
    )
    const numbers = { count: most, minutes: config.minutes }
    return most >= config.count
      ? flag('strong', numbers, config.count)
      : clear(numbers, config.count)
  },
})
