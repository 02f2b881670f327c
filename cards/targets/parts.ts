/** Progress towards a target in words: the same on the plan card, in digests and on 业绩. */
import { formatMoney, formatMoneyShort } from '../../src/domain/money.ts'
import { changeOf, type MetricKey, metricOf } from '../../src/domain/performance/metrics.ts'
import type { Rate } from '../../src/domain/performance/rates.ts'
import type { Aim } from '../../src/domain/performance/targets.ts'
import { metricWords } from '../../src/i18n/metrics.ts'
import type { T } from '../../src/i18n/t.ts'
import { targetWords as w } from '../../src/i18n/targets.ts'
import { colored, type Markdown } from '../kit/markdown.ts'
import type { AimedLine, MetricLine } from './view.ts'

export const percent = (value: Rate): string =>
  value === null ? '–' : `${Math.round(value * 100)}%`

export const nameOf = (key: MetricKey, t: T): string => t(metricWords[key].name)

/** At most so many decimals, and none that are 0. */
const plain = (value: number, decimals = 1) => String(Number(value.toFixed(decimals)))

/** A value in its unit: `62`, `¥1,200`, `85%`. */
export function valueText(key: MetricKey, value: number | null, t: T): string {
  if (value === null) return t(w.noData)
  const { unit } = metricOf(key)
  if (unit === 'rate') return percent(value)
  if (unit === 'money') return formatMoneyShort(value, t.locale)
  return plain(value)
}

/** With its counting word: `3 家`. Rates as points. */
export function amountText(key: MetricKey, value: number, t: T): string {
  const { unit } = metricOf(key)
  if (unit === 'rate') return t(w.points, { n: Math.round(value * 100) })
  if (unit === 'money') return formatMoney(Math.round(value / 100) * 100)
  const n = plain(value, unit === 'count' ? 0 : 1)
  if (key === 'orders') return t(w.orders, { n })
  return unit === 'count' ? t(w.shops, { n }) : n
}

/** What a day has to bring, rounded up: `4 家`. */
function neededText(key: MetricKey, value: number, t: T): string {
  const isMoney = metricOf(key).unit === 'money'
  return amountText(key, isMoney ? Math.ceil(value / 100) * 100 : Math.ceil(value), t)
}

/** The least difference that one sees: half a shop is on pace. */
function leastSeen(key: MetricKey): number {
  const { unit } = metricOf(key)
  return unit === 'rate' ? 0.005 : unit === 'money' ? 50 : 0.5
}

export const isBehind = ({ key, progress }: Pick<AimedLine, 'key' | 'progress'>): boolean =>
  progress !== null && -progress.ahead >= leastSeen(key)

/** `比进度少 3 家`, `已完成`; null for metrics of which less or neither is better. */
export function paceText({ key, value, aim, progress }: AimedLine, t: T): string | null {
  if (!progress || metricOf(key).better !== 'more') return null
  if (value !== null && value >= aim.fair) return t(w.reached)
  const n = amountText(key, Math.abs(progress.ahead), t)
  if (aim.isRate || aim.daysLeft <= 0) return t(w.missed, { n })
  if (isBehind({ key, progress })) return t(w.behind, { n })
  return progress.ahead >= leastSeen(key) ? t(w.ahead, { n }) : t(w.onPace)
}

/** What has to be done a day; null when there is nothing left to do or no day to do it on. */
export function neededLine({ key, progress }: AimedLine, t: T): string | null {
  if (!progress?.neededADay || metricOf(key).better !== 'more') return null
  return t(w.needed, { n: neededText(key, progress.neededADay, t) })
}

/** One line: `本月完成拜访 62/88（70%），比进度少 3 家，每天还需 4 家`. */
export function progressLine(line: AimedLine, t: T, asMonth = true): string {
  const { key, value, aim, progress } = line
  const what = nameOf(key, t)
  const target = valueText(key, aim.fair, t)
  if (value === null) return t(w.unknown, { what, target })
  const words = { what, target, value: valueText(key, value, t) }
  const head = aim.isRate
    ? t(w.lineRate, words)
    : t(asMonth ? w.line : w.lineOf, { ...words, rate: percent(progress?.attained ?? null) })
  return [head, paceText(line, t), neededLine(line, t)]
    .filter((part): part is string => part !== null)
    .join(t(w.comma))
}

/** How the target came about: `指标 40 × 18/21 = 34（请假 3 天）`; null where it is as it was set. */
export function fairText(key: MetricKey, aim: Aim, t: T): string | null {
  const money = (value: number) => valueText(key, value, t)
  if (aim.isSum)
    return aim.set === aim.fair
      ? t(w.ofPeople)
      : t(w.ofPeopleFair, { set: money(aim.set), fair: money(aim.fair) })
  const { days } = aim
  if (!days || days.own === days.workDays) return null
  const fair = t(w.fair, {
    set: money(aim.set),
    own: plain(days.own, 2),
    all: plain(days.workDays),
    fair: money(aim.fair),
  })
  const why = [
    days.leaveDays > 0 && t(w.leave, { n: days.leaveDays }),
    days.tripDays > 0 && t(w.trip, { n: days.tripDays }),
    days.outDays > 0 && t(w.out, { n: days.outDays }),
  ].filter((part) => part !== false)
  return t(w.fairWhy, { fair, why: why.join(t(w.comma)) })
}

/** `升 8%` in green; null without data on both sides. */
export function changeText({ key, value, before }: MetricLine, t: T): Markdown | null {
  const change = changeOf(key, value, before)
  if (!change) return null
  const { difference, share, isBetter } = change
  const isRate = metricOf(key).unit === 'rate'
  const size = Math.abs(difference)
  if (isRate ? Math.round(size * 100) === 0 : size === 0) return colored('grey', t(w.same))
  const by = isRate || share === null ? amountText(key, size, t) : percent(Math.abs(share))
  const color = isBetter === null ? 'grey' : isBetter ? 'green' : 'red'
  return colored(color, t(difference > 0 ? w.up : w.down, { by }))
}

/** `2026 年 11 月`. */
export const monthText = (month: string, t: T): string =>
  t.locale === 'en' ? month : `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`

/** For a narrow button or title: `11 月`. */
export const monthShort = (month: string, t: T): string =>
  t.locale === 'en' ? month : `${Number(month.slice(5))} 月`
