/** Terms and numbers of commission in words. */
import type { RateTerms, SchemeTerms } from '../../src/domain/commission/terms.ts'
import { formatMoney } from '../../src/domain/money.ts'
import { isMetric } from '../../src/domain/performance/metrics.ts'
import { baseWords, settlementWords } from '../../src/i18n/commission.ts'
import { schemeWords as s } from '../../src/i18n/commission-schemes.ts'
import { metricWords } from '../../src/i18n/metrics.ts'
import type { T } from '../../src/i18n/t.ts'

type Base = SchemeTerms['base']

/** Base fen in whole fen, or units. */
export const baseText = (base: Base, value: number): string =>
  base === 'quantity' ? number(value) : formatMoney(Math.round(value))

export const number = (value: number): string => String(Math.round(value * 1000) / 1000)

export const share = (value: number): string => `${Math.round(value * 1000) / 10}%`

/** Money with its sign: `+¥12`, `-¥3.50`. */
export const signed = (fen: number): string => `${fen > 0 ? '+' : ''}${formatMoney(fen)}`

export function rateText(base: Base, value: number, t: T): string {
  if (base !== 'quantity') return `${Math.round(value * 100) / 10_000}%`
  const yuan = Math.round(value * 100) / 100
  return t(s.ratePerUnit, { amount: `¥${Math.round(yuan * 100) / 10_000}` })
}

const and = (t: T) => (t.locale === 'en' ? ', ' : '，')
export const listed = (values: readonly string[], t: T) =>
  values.join(t.locale === 'en' ? ', ' : '、')

export const metricName = (key: string, t: T): string =>
  isMetric(key) ? t(metricWords[key].name) : key

export function ratesText(base: Base, rate: RateTerms, t: T): string {
  if (rate.kind === 'flat') return rateText(base, rate.value, t)
  const steps = rate.steps.map(({ from, value }) => {
    const at =
      rate.by === 'attainment' ? t(s.ofTarget, { share: share(from) }) : baseText(base, from)
    return t(s.stepFrom, { from: from === 0 ? '0' : at, rate: rateText(base, value, t) })
  })
  return [...steps, t(rate.whole ? s.wholeShort : s.marginalShort)].join(and(t))
}

/** One line: `销售额 · 下单时结 · 2%`. */
export const termsText = ({ base, settledOn, rate }: SchemeTerms, t: T): string =>
  [t(baseWords[base]), t(settlementWords[settledOn]), ratesText(base, rate, t)].join(' · ')

/** What limits it, a line each; `whom` are names of roles, teams and people. */
export function limitsText(terms: SchemeTerms, whom: readonly string[], t: T): string[] {
  const goods = [...terms.products, ...terms.categories]
  const { late, capFen } = terms
  return [
    goods.length > 0 && t(s.onlyGoods, { list: listed(goods, t) }),
    terms.grades.length > 0 && t(s.onlyGrades, { list: listed(terms.grades, t) }),
    whom.length > 0 && t(s.onlyWhom, { list: listed(whom, t) }),
    ...terms.process.map(({ metric, below, times }) =>
      t(s.processShort, { metric: metricName(metric, t), below: share(below), times }),
    ),
    late && t(s.lateShort, { days: late.graceDays, times: late.times }),
    terms.settledOn === 'collection' &&
      terms.excludedMethods.length > 0 &&
      t(s.excludedShort, { list: listed(terms.excludedMethods, t) }),
    terms.jointShare > 0 && t(s.jointShort, { share: share(terms.jointShare) }),
    terms.afterHandover === 'owner' && t(s.ownerShort),
    terms.floorLevel !== null && t(s.floorShort, { level: terms.floorLevel }),
    capFen !== null && t(s.capShort, { amount: formatMoney(capFen) }),
  ].filter((line): line is string => typeof line === 'string')
}

/** `2026 年 11 月`. */
export const monthText = (month: string, t: T): string =>
  t.locale === 'en' ? month : `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`

/** For a narrow button: `10 月`. */
export const monthShort = (month: string, t: T): string =>
  t.locale === 'en' ? month : `${Number(month.slice(5))} 月`
