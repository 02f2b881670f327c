/** Every KPI, declared once: cards, digests, exports, targets and formulas all take it from here. */
import type { Fen } from '../money.ts'
import { type Figures, noFigures } from './figures.ts'
import { metrics } from './metric-list.ts'
import { type Rate, rate } from './rates.ts'

export type Unit = 'count' | 'money' | 'rate' | 'minutes' | 'quantity' | 'number'

/** Where figures come from; each is read only when a metric asks for it. */
export type Source =
  | 'figures'
  /** Whom they look after and visited, in the figures: counted customer by customer, so only when asked. */
  | 'coverage'
  | 'stays'
  | 'pace'
  | 'deals'
  | 'frequency'
  | 'capacity'
  | 'buyers'
  | 'alarms'
  | 'commission'
  /** What campaigns brought and cost; of people alone. */
  | 'campaigns'
  /** Nobody records it yet: 暂无数据. */
  | 'none'

/** What is known of somebody in a period. What was not read, or has no data, is null. */
export type Measured = {
  figures: Figures
  /** Median minutes in store; null without a visit that its rep ended. */
  medianStay: number | null
  /** Customers visited, and of those who ordered within the set days after. */
  deals: { visited: number; dealt: number } | null
  /** Visits that the frequencies ask for in the period, and of those the ones made. */
  frequency: { due: number; made: number } | null
  /** Visits a week that the frequencies ask for, and that the working days allow. */
  capacity: { load: number; visits: number } | null
  /** Customers with an order that sells. */
  buyers: number | null
  /** Customers with an open alarm; alerted 30 days ago or more; of those who ordered within 30 days. */
  alarms: { open: number; judged: number; rescued: number } | null
  commissionFen: Fen | null
  /** Of the campaigns in which the people's customers take part: beyond the usual, and what it cost. */
  campaigns: { upliftFen: Fen; costFen: Fen } | null
  /** How visits follow each other; see `paceBy`. */
  pace: {
    visits: number
    customers: number
    days: number
    minutes: number
    minutesBetween: number | null
  } | null
  /** What one visit, and a minute in store, cost by rule. */
  visitCostFen: Fen | null
  minuteCostFen: Fen | null
}

/** What stands behind a figure, as a list that one can look at. */
export type DrillDown =
  | 'stops'
  | 'visits'
  | 'customers'
  | 'orders'
  | 'payments'
  | 'alarms'
  | 'campaigns'

export interface Metric {
  readonly unit: Unit
  readonly better: 'more' | 'less' | 'neither'
  readonly sources: readonly Source[]
  readonly of: (measured: Measured) => number | null
  readonly drill: DrillDown | null
  /** How targets of people add up to a team's: money and counts by sum, rates not at all. */
  readonly target?: 'sum' | 'own'
}

export type MetricKey = keyof typeof metrics
export const metricKeys = Object.keys(metrics) as readonly MetricKey[]
export const isMetric = (key: string): key is MetricKey => Object.hasOwn(metrics, key)
export const metricOf = (key: MetricKey): Metric => metrics[key]

/** Nothing is known yet: what is not read stays null. */
export const unmeasured: Measured = {
  figures: noFigures,
  medianStay: null,
  deals: null,
  frequency: null,
  capacity: null,
  buyers: null,
  alarms: null,
  commissionFen: null,
  campaigns: null,
  pace: null,
  visitCostFen: null,
  minuteCostFen: null,
}

/** A metric that needs nothing but figures, in its own unit; null without data, and for other metrics. */
export const figureOf = (key: MetricKey, figures: Figures): number | null =>
  metricOf(key).of({ ...unmeasured, figures })

/** Metrics for which there can be a target. */
export const targetMetrics = metricKeys.filter((key) => metricOf(key).target !== undefined)

/** What changed against a period before, for the reader: null where either is unknown. */
export function changeOf(
  key: MetricKey,
  now: number | null,
  before: number | null,
): { difference: number; share: Rate; isBetter: boolean | null } | null {
  if (now === null || before === null) return null
  const difference = now - before
  const { better } = metricOf(key)
  const isBetter =
    difference === 0 || better === 'neither' ? null : difference > 0 === (better === 'more')
  return { difference, share: rate(difference, Math.abs(before)), isBetter }
}
