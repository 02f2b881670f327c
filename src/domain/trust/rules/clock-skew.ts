import { word } from '../../../i18n/t.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

/** The phone's clock is not ours. What waited for a network has an honest gap: `sent-late` looks at that. */
export const clockSkew = defineRule({
  id: 'clock-skew',
  title: word('手机时间不准', 'The phone’s clock is off'),
  reason: word(
    '手机时间与服务器相差 {minutes} 分钟（上限 {limitMinutes}）',
    'The phone’s clock is {minutes} min off the server’s (at most {limitMinutes})',
  ),
  about: 'phone',
  weight: 42,
  thresholds: {
    limitMinutes: threshold('手机时间最多差', 'Clock off by at most', 2, {
      ...{ min: 1, max: 60, step: 1, unit: units.minutes },
      of: { number: 'minutes', direction: 'above' },
    }),
  },
  on: true,
  needs: ['clocks'],
  check({ visit }, { limitMinutes }) {
    const { checkIn } = visit
    if (!checkIn?.clientAt || !checkIn.receivedAt || checkIn.queued) return insufficient()
    const skewMs = Math.abs(checkIn.clientAt.getTime() - checkIn.receivedAt.getTime())
    const numbers = { minutes: Math.round(skewMs / 6_000) / 10, limitMinutes }
    return skewMs > limitMinutes * 60_000
      ? flag('weak', numbers, limitMinutes)
      : clear(numbers, limitMinutes)
  },
})
