/** What 重新规划 has brought, in one line; and what asks for it. */
import type { WayChange } from '../../src/domain/plans/way-change.ts'
import { planWords } from '../../src/i18n/plans.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Changed } from './view.ts'
import { distanceText } from './words.ts'

/** Less than this is nobody's gain. */
const tellFromM = 100

/** `已重新规划 · 少走 3.2 公里 · 早 25 分钟 · 约 17:15 结束`. */
export function reroutedText(change: WayChange & { endsAt: string | null }, t: T): string {
  const { moved, savedM, savedMinutes, moreFit, endsAt } = change
  const distance = distanceText(t, Math.abs(savedM))
  return [
    t(moved ? planWords.rerouted : planWords.sameOrder),
    moreFit > 0 ? t(planWords.moreFit, { n: moreFit }) : '',
    savedM >= tellFromM ? t(planWords.shorter, { distance }) : '',
    savedM <= -tellFromM ? t(planWords.longer, { distance }) : '',
    savedMinutes > 0 ? t(planWords.earlier, { n: savedMinutes }) : '',
    savedMinutes < 0 ? t(planWords.later, { n: -savedMinutes }) : '',
    endsAt ? t(planWords.ends, { time: endsAt }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** `1 家不去了，已晚 35 分钟：点「重新规划」重排后面的路`; null while the order is as it should be. */
export function changedText({ cancelled, added, lateMinutes }: Changed, t: T): string | null {
  const what = [
    cancelled > 0 ? t(planWords.changedCancelled, { n: cancelled }) : '',
    added > 0 ? t(planWords.changedAdded, { n: added }) : '',
    lateMinutes > 0 ? t(planWords.changedLate, { n: lateMinutes }) : '',
  ].filter(Boolean)
  if (what.length === 0) return null
  return t(planWords.changed, { what: what.join(t.locale === 'en' ? ', ' : '，') })
}
