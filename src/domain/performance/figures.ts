import type { Fen } from '../money.ts'
import type { LocalDate } from '../time.ts'
import { type Rate, rate } from './rates.ts'

/**
 * What a rep (or the sum of many) did in a range of days. Money is null where orders or payments have
 * no data for the range, so that nobody reads a missing file as ¥0.
 */
export type Figures = {
  /** Customers of the frozen plans, leave and approved skips left out. */
  planned: number
  /** Of `planned`, those with a closed visit by the same rep that day. */
  completed: number
  /** Closed visits. */
  done: number
  /** Closed visits that were on no plan. */
  unplanned: number
  /** Active customers assigned on the last day. */
  assigned: number
  /** Of `assigned`, those that the rep visited in the month (or range) to date. */
  covered: number
  /** Closed visits on site, long enough, with photos and summary. */
  valid: number
  /** Closed visits with a sale by the same rep to the same customer that day. */
  strikes: number
  sales: Sales | null
  collectedFen: Fen | null
  /** Last day with an order (without orders: a payment), at the latest the range's last day. */
  dataAsOf: LocalDate | null
}

/** Returns are taken off; gifts count in the cost alone. */
export type Sales = { amountFen: Fen; quantity: number; costFen: Fen; orders: number }

export const noFigures: Figures = {
  planned: 0,
  completed: 0,
  done: 0,
  unplanned: 0,
  assigned: 0,
  covered: 0,
  valid: 0,
  strikes: 0,
  sales: null,
  collectedFen: null,
  dataAsOf: null,
}

/** 拜访达成率. */
export const completionOf = ({ completed, planned }: Figures): Rate => rate(completed, planned)
/** 覆盖率. */
export const coverageOf = ({ covered, assigned }: Figures): Rate => rate(covered, assigned)
/** 有效拜访率. */
export const validityOf = ({ valid, done }: Figures): Rate => rate(valid, done)
/** 拜访成交率; null as well while there is no order data. */
export const strikeRateOf = ({ strikes, done, sales }: Figures): Rate =>
  sales === null ? null : rate(strikes, done)
export const grossProfitOf = ({ sales }: Figures): Fen | null =>
  sales && sales.amountFen - sales.costFen

/** The figures of many people as one. */
export function sumFigures(all: readonly Figures[]): Figures {
  return all.reduce(
    (sum, one) => ({
      planned: sum.planned + one.planned,
      completed: sum.completed + one.completed,
      done: sum.done + one.done,
      unplanned: sum.unplanned + one.unplanned,
      assigned: sum.assigned + one.assigned,
      covered: sum.covered + one.covered,
      valid: sum.valid + one.valid,
      strikes: sum.strikes + one.strikes,
      sales: addSales(sum.sales, one.sales),
      collectedFen:
        one.collectedFen === null ? sum.collectedFen : (sum.collectedFen ?? 0) + one.collectedFen,
      dataAsOf: sum.dataAsOf ?? one.dataAsOf,
    }),
    noFigures,
  )
}

function addSales(a: Sales | null, b: Sales | null): Sales | null {
  if (a === null || b === null) return a ?? b
  return {
    amountFen: a.amountFen + b.amountFen,
    quantity: Math.round((a.quantity + b.quantity) * 1e6) / 1e6,
    costFen: a.costFen + b.costFen,
    orders: a.orders + b.orders,
  }
}
