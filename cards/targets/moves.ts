/** From a month to those beside it and its year, from a year to those beside it and a month. */
import { isYear } from '../../src/domain/performance/target-words.ts'
import { addDays, monthOf, monthRange } from '../../src/domain/time.ts'
import type { T } from '../../src/i18n/t.ts'
import { settingWords as w } from '../../src/i18n/target-setting.ts'
import type { ActionCall } from '../kit/action.ts'
import type { Part } from '../kit/card.ts'
import { button, buttons } from '../kit/elements.ts'
import { monthShort } from './parts.ts'
import { periodText } from './setting-parts.ts'

export function moves(
  period: string,
  thisMonth: string,
  to: (period: string) => ActionCall,
  t: T,
): Part {
  if (isYear(period)) {
    const beside = [Number(period) - 1, Number(period) + 1].map(String)
    const month = thisMonth.startsWith(period) ? thisMonth : `${period}-01`
    return buttons(
      ...beside.map((year) => button(periodText(year, t), to(year))),
      button(monthShort(month, t), to(month)),
    )
  }
  const { from, to: last } = monthRange(period)
  return buttons(
    ...[addDays(from, -1), addDays(last, 1)]
      .map(monthOf)
      .map((month) => button(monthShort(month, t), to(month))),
    button(t(w.wholeYear), to(period.slice(0, 4))),
  )
}
