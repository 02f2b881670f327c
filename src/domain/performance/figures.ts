import type { Fen } from '../money.ts'
import type { LocalDate } from '../time.ts'
import { type Rate, rate } from './rates.ts'
import { exactQuantity, type Sums } from './sums.ts'

/**
 * What a rep (or the sum of many) did in a range of days. Money is null where orders or payments have
 * no data for the range, so that nobody reads a missing file as ¥0.
 */
export type Figures = Omit<
  Sums,
  'netFen' | 'quantity' | 'costFen' | 'orders' | 'newcomers' | 'collectedFen'
> & {
  /** Active customers assigned on the last day. */
  assigned: number
  /** Of `assigned`, those that the rep visited in the month (or range) to date. */
  covered: number
  sales: Sales | null
  collectedFen: Fen | null
  /** Last day with an order (without orders: a payment), at the latest the range's last day. */
  dataAsOf: LocalDate | null
}

/** Returns are taken off; gifts count in the cost alone. */
export type Sales = {
  amountFen: Fen
  quantity: number
  costFen: Fen
  orders: number
  /** Customers who bought for the first time. */
  newcomers: number
}

export const noFigures: Figures = {
  planned: 0,
  completed: 0,
  inOrder: 0,
  late: 0,
  offSite: 0,
  done: 0,
  unplanned: 0,
  assigned: 0,
  covered: 0,
  valid: 0,
  summaries: 0,
  summaryPoints: 0,
  promised: 0,
  kept: 0,
  strikes: 0,
  lines: 0,
  sales: null,
  collectedFen: null,
  dataAsOf: null,
}

/** Sums as figures; where there is no data of orders or payments, null rather than nothing sold or paid. */
export function figuresOf(
  { netFen: amountFen, quantity, costFen, orders, newcomers, collectedFen, ...counts }: Sums,
  has: { orders: boolean; payments: boolean },
): Figures {
  const sales = { amountFen, quantity, costFen, orders, newcomers }
  return {
    ...noFigures,
    ...counts,
    sales: has.orders ? sales : null,
    collectedFen: has.payments ? collectedFen : null,
  }
}

/** 拜访达成率. */
export const completionOf = ({ completed, planned }: Figures): Rate => rate(completed, planned)
/** 覆盖率. */
export const coverageOf = ({ covered, assigned }: Figures): Rate => rate(covered, assigned)
/** 有效拜访率. */
export const validityOf = ({ valid, done }: Figures): Rate => rate(valid, done)
/** 总结质量: mean points of 100, as a share. */
export const summaryQualityOf = ({ summaryPoints, summaries }: Figures): Rate =>
  rate(summaryPoints, summaries * 100)
/** 跟进兑现率. */
export const followThroughOf = ({ kept, promised }: Figures): Rate => rate(kept, promised)
/** 拜访成交率; null as well while there is no order data. */
export const strikeRateOf = ({ strikes, done, sales }: Figures): Rate =>
  sales === null ? null : rate(strikes, done)
export const grossProfitOf = ({ sales }: Figures): Fen | null =>
  sales && sales.amountFen - sales.costFen

/** The figures of many people as one. */
export function sumFigures(all: readonly Figures[]): Figures {
  return all.reduce((sum, one): Figures => {
    const { sales: _, collectedFen: __, dataAsOf: ___, ...counts } = one
    const added = Object.fromEntries(
      (Object.keys(counts) as (keyof typeof counts)[]).map((key) => [key, sum[key] + one[key]]),
    ) as typeof counts
    return {
      ...added,
      sales: addSales(sum.sales, one.sales),
      collectedFen:
        one.collectedFen === null ? sum.collectedFen : (sum.collectedFen ?? 0) + one.collectedFen,
      dataAsOf: sum.dataAsOf ?? one.dataAsOf,
    }
  }, noFigures)
}

function addSales(a: Sales | null, b: Sales | null): Sales | null {
  if (a === null || b === null) return a ?? b
  return {
    amountFen: a.amountFen + b.amountFen,
    quantity: exactQuantity(a.quantity + b.quantity),
    costFen: a.costFen + b.costFen,
    orders: a.orders + b.orders,
    newcomers: a.newcomers + b.newcomers,
  }
}
