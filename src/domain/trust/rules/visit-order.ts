import { word } from '../../../i18n/t.ts'
import { clear, defineRule, flag, insufficient, threshold } from '../rule.ts'

const fewest = 4

/** How far the order of the day was from the plan's, as Kendall's distance. Traffic is honest: only told. */
export const visitOrder = defineRule({
  id: 'visit-order',
  title: word('拜访顺序与计划不同', 'Not in the order of the plan'),
  reason: word(
    '当天 {visits} 家中 {percent}% 的先后与计划相反',
    'Of the {visits} visits of the day {percent} % of the pairs are the other way round',
  ),
  about: 'movement',
  weight: 0,
  thresholds: {
    percent: threshold('与计划相反超过', 'Pairs the other way round', 50, {
      ...{ min: 10, max: 100, step: 10, unit: { zh: '%', en: '%' } },
      of: { number: 'percent', direction: 'above' },
    }),
  },
  on: true,
  needs: ['onPlan'],
  check({ visit, sequence, around }, { percent: limit }) {
    if (sequence === null) return insufficient()
    const day = [
      { at: visit.checkedInAt.getTime(), sequence },
      ...around.flatMap((one) =>
        one.date === visit.date && one.sequence !== null
          ? [{ at: one.checkedInAt.getTime(), sequence: one.sequence }]
          : [],
      ),
    ].toSorted((a, b) => a.at - b.at)
    if (day.length < fewest) return insufficient({ visits: day.length })
    let turned = 0
    day.forEach((one, i) => {
      for (const later of day.slice(i + 1)) if (later.sequence < one.sequence) turned += 1
    })
    const percent = Math.round((200 * turned) / (day.length * (day.length - 1)))
    const numbers = { percent, visits: day.length }
    return percent > limit ? flag('info', numbers, limit) : clear(numbers, limit)
  },
})
