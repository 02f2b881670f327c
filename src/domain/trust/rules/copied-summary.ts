import { word } from '../../../i18n/t.ts'
import { likeness, plainText as plain } from '../../text-likeness.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

const compared = 10
/** A shorter one is alike by being short. */
const leastCharacters = 6

/** The summary is nearly one of the rep's own last ten. Once is a habit of words; again and again says something. */
export const copiedSummary = defineRule({
  id: 'copied-summary',
  title: word('总结与以前雷同', 'Copied summary'),
  reason: word(
    '离店总结与自己最近 {compared} 次里的 {copies} 次相似 {percent}% 以上',
    'The summary is {percent} % like {copies} of the own last {compared}',
  ),
  about: 'words',
  weight: 42,
  thresholds: {
    percent: threshold('相似到百分之几算雷同', 'Alike from', 90, {
      ...{ min: 50, max: 100, step: 5, unit: { zh: '%', en: '%' } },
    }),
    copies: threshold('雷同几次', 'Copies', 3, {
      ...{ min: 1, max: 10, step: 1, unit: units.times },
      of: { number: 'copies', direction: 'above' },
    }),
  },
  on: true,
  needs: ['summary'],
  check({ visit, earlier }, config) {
    const own = plain(visit.summary ?? '')
    if ([...own].length < leastCharacters) return insufficient()
    const others = earlier
      .map(({ summary }) => plain(summary ?? ''))
      .filter((text) => [...text].length >= leastCharacters)
      .slice(0, compared)
    if (others.length === 0) return insufficient()
    const alike = others.map((text) => likeness(own, text))
    const copies = alike.filter((share) => 100 * share >= config.percent).length
    const numbers = {
      ...{ copies, compared: others.length, percent: config.percent },
      mostPercent: Math.floor(100 * Math.max(...alike)),
    }
    if (copies === 0) return clear(numbers, config.copies)
    return flag(copies >= config.copies ? 'weak' : 'info', numbers, config.copies)
  },
})
