import { word } from '../../../i18n/t.ts'
import { SHOP_CLOSED } from '../../visits/summary.ts'
import { clear, defineRule, flag, insufficient, threshold } from '../rule.ts'

/**
 * A shorter stay than the least by rule (最短停留), or than a part of what is usual at this customer. At a
 * closed shop there is nobody to stay with.
 */
export const stayTooShort = defineRule({
  id: 'stay-too-short',
  title: word('停留太短', 'Stay too short'),
  reason: word(
    '停留 {minutes} 分钟，少于 {limitMinutes} 分钟',
    'Stayed {minutes} min, less than {limitMinutes} min',
  ),
  about: 'time',
  weight: 45,
  thresholds: {
    usualPercent: threshold(
      '少于该客户平时停留的百分之几',
      'Less than this part of the usual stay',
      25,
      {
        ...{ min: 0, max: 90, step: 5, unit: { zh: '%', en: '%' } },
      },
    ),
  },
  on: true,
  needs: ['stay'],
  check({ visit, site }, { usualPercent }) {
    const minutes = visit.dwellMinutes
    if (minutes === null) return insufficient()
    const usual = ((site.usualStayMinutes ?? 0) * usualPercent) / 100
    const limitMinutes = Math.round(10 * Math.max(site.minStayMinutes, usual)) / 10
    const numbers = { minutes, limitMinutes, usualMinutes: site.usualStayMinutes ?? 0 }
    if (visit.outcome === SHOP_CLOSED || minutes >= limitMinutes)
      return clear(numbers, limitMinutes)
    return flag('weak', numbers, limitMinutes)
  },
})
