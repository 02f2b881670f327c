import type { AlarmNumbers, ChurnNumbers } from '../../src/domain/alarms/alarm.ts'
import { type Fen, formatMoney } from '../../src/domain/money.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { alarmSentenceWords as w } from '../../src/i18n/alarms-sentence.ts'
import type { T } from '../../src/i18n/t.ts'
import { dayText } from '../plans/words.ts'

/** What a sentence is made of: a row of `customer_alarms` will do. */
export interface Sentenced {
  readonly numbers: AlarmNumbers
}

/**
 * Why the alarm was raised, in a sentence with every number of the explained score: no bare verdict.
 * Plain text, without an end mark.
 */
export function sentenceOf({ numbers }: Sentenced, t: T): string {
  const parts = [mainClause(numbers, t)]
  if (numbers.kind === 'churn' && numbers.cover > 1)
    parts.push(t(w.stockUp, { n: oneDecimal(numbers.cover) }))
  if (numbers.branches) parts.push(t(w.branches, { n: numbers.branches }))
  return parts.join(t.locale === 'en' ? '; ' : '；')
}

function mainClause(numbers: AlarmNumbers, t: T): string {
  switch (numbers.kind) {
    case 'churn':
      return t(w.churn, {
        gap: days(numbers.ownGap ?? numbers.gap),
        judged: judgedText(numbers, t),
        spread: days(numbers.spread),
        silent: numbers.silent + (numbers.closed ?? 0),
        closed: numbers.closed ? t(w.closed, { n: numbers.closed }) : '',
        lastGap: numbers.lastGap,
        n: numbers.orderDays,
      })
    case 'orders_plunge':
      return t(w.orders, {
        recent: numbers.recent,
        expected: between(numbers.expected),
        market: marketText(numbers.season, t),
      })
    case 'sales_plunge':
      return t(w.sales, {
        recent: yuan(numbers.amountFen),
        expected: yuan(numbers.expectedFen),
        market: marketText(numbers.season, t),
      })
    case 'stuck':
      return t(w.stuck, {
        stage: numbers.stage,
        days: numbers.days,
        since: dayText(t, numbers.since as LocalDate),
        limit: numbers.limitDays,
      })
    case 'decay':
      return t(w.decay, {
        counts: numbers.counts.join(t.locale === 'en' ? ', ' : '、'),
        fall: Math.round(100 * numbers.fall),
      })
  }
}

/** The gap that it was judged by, where that is another number than its own mean. */
function judgedText({ ownGap, gap }: ChurnNumbers, t: T): string {
  const own = days(ownGap ?? gap)
  return days(gap) === own ? '' : t(w.judged, { gap: days(gap) })
}

/** From when on the silence counts as broken off, and how likely the customer orders nothing more; null without a chance. */
export function oddsOf(
  { numbers, chance }: Sentenced & { readonly chance: number | null },
  t: T,
): string | null {
  const parts = [
    ...(numbers.kind === 'churn' ? [t(w.broken, { limit: Math.ceil(numbers.brokenAfter) })] : []),
    ...(chance === null ? [] : [t(w.chance, { p: Math.round(100 * chance) })]),
  ]
  return parts.length === 0 ? null : parts.join(t.locale === 'en' ? ', ' : '，')
}

/** `同期大盘 −6%`: what all other customers did against their own past. */
function marketText(season: number, t: T): string {
  const change = Math.round(100 * (season - 1))
  if (change === 0) return t(w.marketFlat)
  return t(w.market, { change: `${change < 0 ? '−' : '+'}${Math.abs(change)}%` })
}

/** `4–5`, or `4` when the number is as good as whole. */
function between(value: number): string {
  const near = Math.round(value)
  return Math.abs(value - near) < 0.15 ? String(near) : `${Math.floor(value)}–${Math.ceil(value)}`
}

/** Whole days; below three days with one decimal where it says something. */
const days = (value: number) => (value < 3 ? oneDecimal(value) : String(Math.round(value)))
const oneDecimal = (value: number) => String(Math.round(10 * value) / 10)
const yuan = (fen: Fen) => formatMoney(Math.round(fen / 100) * 100)
