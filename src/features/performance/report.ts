/** Figures for the operator's command line, with the keys of the contract. */
import { fenToYuan } from '../../domain/money.ts'
import {
  completionOf,
  coverageOf,
  type Figures,
  grossProfitOf,
  strikeRateOf,
  validityOf,
} from '../../domain/performance/figures.ts'
import type { Rate } from '../../domain/performance/rates.ts'
import type { Report } from '../../reports.ts'
import { gradeList } from '../grading/store/compute.ts'
import { performance } from './figures/index.ts'

/** `rounds report performance`: one row a person, in the order of open_id. */
export const performanceReport: Report = {
  name: 'performance',
  async run(ctx, range) {
    const figures = await performance(ctx, range)
    return [...figures]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([openId, one]) => performanceRow(openId, one))
  },
}

/** Money as yuan text, rates rounded to four decimals, null where a source has no data. */
export function performanceRow(openId: string, one: Figures): Record<string, unknown> {
  const gross = grossProfitOf(one)
  return {
    open_id: openId,
    visits_planned: one.planned,
    visits_done: one.done,
    visits_unplanned: one.unplanned,
    completion_rate: rounded(completionOf(one)),
    coverage_rate: rounded(coverageOf(one)),
    sales_amount: one.sales && fenToYuan(one.sales.amountFen),
    sales_quantity: one.sales?.quantity ?? null,
    cost: one.sales && fenToYuan(one.sales.costFen),
    gross_profit: gross === null ? null : fenToYuan(gross),
    collected: one.collectedFen === null ? null : fenToYuan(one.collectedFen),
    orders: one.sales?.orders ?? null,
    strike_rate: rounded(strikeRateOf(one)),
    visits_valid: one.valid,
    valid_rate: rounded(validityOf(one)),
    data_as_of: one.dataAsOf,
  }
}

const rounded = (value: Rate) => (value === null ? null : Math.round(value * 10_000) / 10_000)

/**
 * `rounds report grades`: every active customer by its sales of the rule's window to the range's last
 * day. `kind` is ranked, new (too young: no rank, no grade) or locked (by hand).
 */
export const gradesReport: Report = {
  name: 'grades',
  async run(ctx, range) {
    const rows = await gradeList(ctx.tx, range.to, ctx.rules)
    return rows.map(({ customerCode, salesFen, rank, grade, kind }) => ({
      customer_code: customerCode,
      sales: fenToYuan(salesFen),
      rank,
      grade,
      kind,
    }))
  },
}
