/** A line that sets a target, as people write it: `12月 销售额 12万`, `2027 sales 2400000`, `拜访 80`. */
import type { LocalDate } from '../time.ts'
import {
  isRemoval,
  metricNamed,
  readNearPeriod,
  readTargetValue,
  splitMetric,
  type TargetMetric,
  type TargetPeriod,
} from './target-words.ts'

export interface TargetLine {
  readonly period: TargetPeriod | null
  readonly metric: TargetMetric | null
  /** As it is kept; `null` takes the target away. */
  readonly value:
    | { readonly kind: 'none' }
    | { readonly kind: 'set'; readonly kept: number | null }
    /** It looks like an amount and is none for this metric. */
    | { readonly kind: 'bad'; readonly text: string }
    /** A year or an amount: nobody can say which. */
    | { readonly kind: 'yearOrValue'; readonly text: string }
  /** What is left: who, and which goods. */
  readonly rest: readonly string[]
}

/**
 * Reads the words in whatever order they come; the amount stands behind the metric. Of several amounts it
 * is the last, so that numbers in names of goods do no harm.
 */
export function readTargetLine(words: readonly string[], today: LocalDate): TargetLine {
  const tokens = tokensOf(words)
  const metricAt = tokens.findIndex((token) => metricNamed(token) !== null)
  const metric = metricNamed(tokens[metricAt] ?? '')
  const valueAt = metric === null ? -1 : lastValue(tokens, metricAt, metric)
  const periodAt = tokens.findIndex(
    (token, i) => i !== valueAt && i !== metricAt && readNearPeriod(token, today) !== null,
  )
  const rest = tokens.filter((_, i) => i !== metricAt && i !== valueAt && i !== periodAt)
  const period = periodAt < 0 ? null : readNearPeriod(tokens[periodAt] ?? '', today)
  const text = tokens[valueAt] ?? ''
  if (metric === null || valueAt < 0) {
    const bad =
      metric === null
        ? undefined
        : tokens.findLast((one, i) => i > metricAt && i !== periodAt && amount.test(one))
    if (bad === undefined) return { period, metric, value: { kind: 'none' }, rest }
    return {
      period,
      metric,
      value: { kind: 'bad', text: bad },
      rest: rest.filter((one) => one !== bad),
    }
  }
  if (period === null && /^20\d{2}$/.test(text))
    return { period, metric, value: { kind: 'yearOrValue', text }, rest }
  const kept = isRemoval(text) ? null : readTargetValue(metric, text)
  return { period, metric, value: { kind: 'set', kept }, rest }
}

const amount = /^[¥+-]?\d[\d.,]*\D{0,2}$/

function lastValue(tokens: readonly string[], after: number, metric: TargetMetric): number {
  return tokens.findLastIndex(
    (token, i) => i > after && (isRemoval(token) || readTargetValue(metric, token) !== null),
  )
}

/** Months and amounts that stand apart or are stuck together: `12 万`, `next month`, `12月销售额12万`. */
function tokensOf(words: readonly string[]): string[] {
  const single = words
    .join(' ')
    .normalize('NFKC')
    .replace(/[=:]/g, ' ')
    .replace(/(\d) +(?=[万亿])/g, '$1')
    .split(' ')
    .filter(Boolean)
    .flatMap(unstuck)
  const tokens: string[] = []
  for (let i = 0; i < single.length; i++) {
    const [one = '', next] = [single[i], single[i + 1]]
    const two = `${one} ${next}`
    if (next !== undefined && (twoWords.test(two) || metricNamed(two) !== null)) {
      tokens.push(two)
      i += 1
    } else tokens.push(one)
  }
  return tokens
}

const twoWords = /^((this|next|last) month|(this|next) year)$/i
const stuckPeriod =
  /^((?:20\d{2}[年-])?\d{1,2}月(?:份)?|20\d{2}-\d{1,2}|20\d{2}年|[本上下]个?月|[今明]年|全年)(?=[^\d月份年-])(.+)$/

function unstuck(word: string): string[] {
  const [, period, behind] = stuckPeriod.exec(word) ?? []
  if (period && behind) return [period, ...unstuck(behind)]
  return splitMetric(word) ?? [word]
}
