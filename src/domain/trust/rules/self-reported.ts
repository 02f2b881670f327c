import { word } from '../../../i18n/t.ts'
import { clear, defineRule, flag, insufficient, threshold } from '../rule.ts'

/** How many of the rep's places are their own word alone: why a score knows little, nothing against it. */
export const selfReported = defineRule({
  id: 'self-reported',
  title: word('位置多为自己发送', 'Places mostly self-reported'),
  reason: word(
    '最近 30 天 {percent}% 的签到位置是在聊天里自己发的，无法核对',
    '{percent} % of the check-ins of 30 days are chat locations, which cannot be checked',
  ),
  about: 'place',
  weight: 0,
  thresholds: {
    percent: threshold('自己发送的比例超过', 'Self-reported more than', 80, {
      ...{ min: 10, max: 100, step: 10, unit: { zh: '%', en: '%' } },
      of: { number: 'percent', direction: 'above' },
    }),
  },
  on: true,
  needs: ['chat'],
  check({ chatShare }, { percent: limit }) {
    if (chatShare === null) return insufficient()
    const numbers = { percent: Math.round(100 * chatShare) }
    return numbers.percent > limit ? flag('info', numbers, limit) : clear(numbers, limit)
  },
})
