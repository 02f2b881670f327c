import { word } from '../../../i18n/t.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

/** Results that say nothing of what was reached. */
const saysNothing = new Set([null, 'other'])

/** Visit after visit without a result or a sale: for a talk with the rep, nothing against the visit. */
export const noOutcome = defineRule({
  id: 'no-outcome',
  title: word('接连没有拜访结果', 'No outcome again and again'),
  reason: word(
    '已接连 {visits} 次拜访既无明确结果也无成交',
    '{visits} visits in a row without a result or a sale',
  ),
  about: 'words',
  weight: 0,
  thresholds: {
    visits: threshold('接连几次', 'In a row', 5, {
      ...{ min: 3, max: 30, step: 1, unit: units.times },
      of: { number: 'visits', direction: 'above' },
    }),
  },
  on: true,
  needs: ['stay'],
  check({ visit, earlier }, config) {
    const isVoid = (one: { outcome: string | null; hasSale: boolean | null }) =>
      saysNothing.has(one.outcome) && one.hasSale !== true
    if (!isVoid(visit)) return clear({ visits: 0 }, config.visits)
    if (earlier.length + 1 < config.visits) return insufficient({ visits: earlier.length + 1 })
    const other = earlier.findIndex((one) => !isVoid(one))
    const visits = 1 + (other < 0 ? earlier.length : other)
    const numbers = { visits }
    return visits >= config.visits
      ? flag('info', numbers, config.visits)
      : clear(numbers, config.visits)
  },
})
