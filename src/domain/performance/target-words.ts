/** Targets as people write them, in files and in the chat: which metric, which month, how much. */
import { parseYuan } from '../money.ts'
import { type LocalDate, localDate } from '../time.ts'

/** Every metric that can be aimed at, with the Chinese words for it. */
export const targetMetricWords = {
  sales_amount: '销售额 销售金额 销售',
  gross_profit: '毛利',
  collected: '回款 回款额 收款',
  cost: '成本',
  sales_quantity: '销量 销售数量',
  orders: '订单数 单数',
  visits_done: '拜访数 拜访次数 拜访量 完成拜访 拜访',
  visits_planned: '计划拜访数 计划拜访',
  visits_unplanned: '临时拜访数 临时拜访',
  visits_valid: '有效拜访数 有效拜访',
  completion_rate: '拜访达成率 达成率 完成率',
  coverage_rate: '覆盖率',
  strike_rate: '拜访成交率 成交率',
  valid_rate: '有效拜访率',
  new_customers: '新客户 新客户数 新增客户 新开客户 新客',
} as const
export type TargetMetric = keyof typeof targetMetricWords

/** What is set in the chat: more of it is better. The others come by file. */
export const chatMetrics = [
  'visits_done',
  'visits_valid',
  'new_customers',
  'sales_amount',
  'gross_profit',
  'collected',
  'sales_quantity',
  'orders',
  'completion_rate',
  'coverage_rate',
  'strike_rate',
  'valid_rate',
] as const satisfies readonly TargetMetric[]
export type ChatMetric = (typeof chatMetrics)[number]

/** Metrics that single goods can be aimed at with. */
export const goodsMetrics: ReadonlySet<TargetMetric> = new Set([
  'sales_amount',
  'sales_quantity',
  'gross_profit',
])

/** In the chat they have English words as well. */
const englishWords: Record<TargetMetric, readonly string[]> = {
  sales_amount: ['sales', 'sales amount'],
  gross_profit: ['profit', 'gross profit'],
  collected: ['collections', 'payments'],
  cost: [],
  sales_quantity: ['quantity', 'sales quantity'],
  orders: ['orders'],
  visits_done: ['visits'],
  visits_planned: ['planned visits'],
  visits_unplanned: ['unplanned visits'],
  visits_valid: ['valid visits'],
  completion_rate: ['completion', 'completion rate'],
  coverage_rate: ['coverage', 'coverage rate'],
  strike_rate: ['strike rate'],
  valid_rate: ['valid rate'],
  new_customers: ['new', 'new customers'],
}

const byWord = new Map<string, TargetMetric>(
  (Object.entries(targetMetricWords) as [TargetMetric, string][]).flatMap(([key, words]) =>
    [key, ...words.split(' '), ...englishWords[key]].map((word) => [word, key] as const),
  ),
)

/** A Chinese word for a metric with its value stuck to it, `销售额12万`: both; null for anything else. */
export function splitMetric(text: string): [metric: string, value: string] | null {
  const longest = [...byWord.keys()]
    .filter((word) => !/^[a-z]/.test(word) && text.startsWith(word) && text !== word)
    .toSorted((a, b) => b.length - a.length)[0]
  const metric = longest && byWord.get(longest)
  if (!longest || !metric || readTargetValue(metric, text.slice(longest.length)) === null)
    return null
  return [longest, text.slice(longest.length)]
}

export const metricNamed = (text: string): TargetMetric | null =>
  byWord.get(text.normalize('NFKC').trim().toLowerCase()) ?? null

const money: ReadonlySet<TargetMetric> = new Set([
  'sales_amount',
  'gross_profit',
  'collected',
  'cost',
])
export type ValueKind = 'money' | 'rate' | 'count'
export const valueKindOf = (metric: TargetMetric): ValueKind =>
  money.has(metric) ? 'money' : metric.endsWith('_rate') ? 'rate' : 'count'

/**
 * A target as it is kept: fen for money (`80000`, `8万`, `80k`), ten-thousandths for rates (`85%` or `0.85`),
 * whole units for the rest. Null for what is none of that, and for less than 0.
 */
export function readTargetValue(metric: TargetMetric, text: string): number | null {
  const plain = text.normalize('NFKC').replaceAll(',', '').replace(/\s/g, '')
  const kind = valueKindOf(metric)
  if (kind === 'rate') {
    const found = /^(\d{1,3}(?:\.\d{1,4})?)(%?)$/.exec(plain)
    const parts = Math.round(Number(found?.[1]) * (found?.[2] ? 100 : 10_000))
    return parts >= 0 && parts <= 10_000 ? parts : null
  }
  const found = /^(\d{1,12}(?:\.\d{1,6})?)([万亿wkm]?)(?:元|家|单|次)?$/i.exec(plain)
  if (kind === 'count') {
    const value = Number(found?.[1]) * scaleOf(found?.[2])
    return Number.isInteger(value) && value >= 0 ? value : null
  }
  if (found?.[2]) {
    const fen = Math.round(Number(found[1]) * scaleOf(found[2]) * 100)
    return Number.isSafeInteger(fen) ? fen : null
  }
  const fen = parseYuan(plain.replace(/元$/, ''))
  return fen === null || fen < 0 ? null : fen
}

const scales: Record<string, number> = { 万: 1e4, w: 1e4, 亿: 1e8, k: 1e3, m: 1e6 }
const scaleOf = (unit: string | undefined) => scales[unit?.toLowerCase() ?? ''] ?? 1

/** `2026` or `2026-11`, as it is kept: a year's total, or a month. */
export type TargetPeriod = string
export const isYear = (period: TargetPeriod): boolean => period.length === 4
export const monthsOf = (year: string): string[] =>
  Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`)

/**
 * The month or year that words name: `2026`, `2026年`, `全年`, `今年`, `明年`, `2026-11`, `2026年11月`, `11月`
 * (of this year), `本月`, `下月`; a date stands for its month. Null for anything else.
 */
export function readPeriod(text: string, today: LocalDate): TargetPeriod | null {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  const year = Number(today.slice(0, 4))
  if (/^(今年|全年|本年|this year)$/.test(plain)) return String(year)
  if (/^(明年|next year)$/.test(plain)) return String(year + 1)
  if (/^(本月|这个月|当月|this month)$/.test(plain)) return today.slice(0, 7)
  if (/^(下月|下个月|next month)$/.test(plain)) return later(today.slice(0, 7))
  const alone = /^(20\d{2})年?$/.exec(plain)
  if (alone) return alone[1] ?? null
  const bare = /^(\d{1,2})月(?:份)?$/.exec(plain)
  if (bare) return monthOr(String(year), bare[1] ?? '')
  const found = /^(\d{4})[-/.年](\d{1,2})(?:月|[-/.]\d{1,2}(?: .*)?)?$/.exec(plain)
  return found ? monthOr(found[1] ?? '', found[2] ?? '') : null
}

const monthOr = (year: string, month: string): string | null => {
  const value = `${year}-${month.padStart(2, '0')}`
  return localDate.safeParse(`${value}-01`).success ? value : null
}

/** What takes a target away. */
const removeWords = /^(-|清除|删除|取消|remove|clear|none)$/
export const isRemoval = (text: string): boolean => removeWords.test(text.toLowerCase())

/**
 * A period as it is said about what is to come: as `readPeriod`, but a bare month is the nearest of that
 * number, the one ahead where both are half a year away (`1月` said in November is next January, `12月` said in January
 * was the last one); `上月` besides.
 */
export function readNearPeriod(text: string, today: LocalDate): TargetPeriod | null {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  const [year = 0, now = 0] = today.slice(0, 7).split('-').map(Number)
  if (/^(上月|上个月|last month)$/.test(plain)) return monthAt(year, now - 1)
  const bare = Number(/^(\d{1,2})月(?:份)?$/.exec(plain)?.[1])
  if (!(bare >= 1 && bare <= 12)) return readPeriod(text, today)
  const ahead = (bare - now + 12) % 12
  return monthAt(year, now + (ahead <= 6 ? ahead : ahead - 12))
}

/** A month by its number, which may lie outside 1–12. */
const monthAt = (year: number, month: number): string => {
  const index = year * 12 + month - 1
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** The month after. */
function later(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

/** A category as goods of a target. */
const categoryMark = 'category:'
export const categoryGoods = (name: string): string => `${categoryMark}${name}`
export const categoryOf = (goods: string): string | null =>
  goods.startsWith(categoryMark) ? goods.slice(categoryMark.length) : null
