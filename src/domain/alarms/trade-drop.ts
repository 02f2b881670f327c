/** Baselines (管理基数): trading customers and average ticket of the last 30 days against the spans before. */

/** One 30-day span; `back` 0 is the newest. */
export interface TradeSpan {
  readonly back: number
  readonly customers: number
  readonly orderDays: number
  readonly salesFen: number
}

/** So many spans make the baseline, and at least so many must there be: a short history says nothing. */
const baseSpans = 6
const leastSpans = 3

export interface TradeDrop {
  readonly what: 'customers' | 'ticket'
  /** Customers, or fen an order day. */
  readonly now: number
  /** Mean of the spans before. */
  readonly base: number
  /** 0.22 is −22 %. */
  readonly fall: number
}

/** What lies below its baseline by at least `pct` percent; nothing for a history of less than three spans. */
export function tradeDrops(spans: readonly TradeSpan[], pct: number): TradeDrop[] {
  const newest = spans.find(({ back }) => back === 0)
  const before = spans.filter(
    ({ back, customers }) => back > 0 && back <= baseSpans && customers > 0,
  )
  if (!newest || before.length < leastSpans) return []
  const mean = (of: (span: TradeSpan) => number) =>
    before.reduce((sum, span) => sum + of(span), 0) / before.length
  const ticket = ({ salesFen, orderDays }: TradeSpan) => (orderDays > 0 ? salesFen / orderDays : 0)
  const drop = (what: TradeDrop['what'], now: number, base: number): TradeDrop[] => {
    const fall = base > 0 ? 1 - now / base : 0
    return fall * 100 >= pct ? [{ what, now, base, fall }] : []
  }
  return [
    ...drop(
      'customers',
      newest.customers,
      mean(({ customers }) => customers),
    ),
    // Without any order there is no ticket to judge.
    ...(newest.orderDays > 0 ? drop('ticket', ticket(newest), mean(ticket)) : []),
  ]
}
