/** Whose money a payment is: which orders it pays. */
import type { Fen } from '../money.ts'
import type { LocalDate } from '../time.ts'

/** An order of one customer; `netFen` is its sales less its returns. */
export type OpenOrder = { code: string; orderedOn: LocalDate; orderedAt: number; netFen: Fen }

/** A payment of the same customer; with `orderCode` it pays that order and no other. */
export type Payment = {
  code: string
  receivedOn: LocalDate
  receivedAt: number
  amountFen: Fen
  orderCode: string | null
}

/** A part of a payment; `orderCode` null is what no open order took. */
export type Credit = { paymentCode: string; orderCode: string | null; amountFen: Fen }

/**
 * Splits one customer's payments over its orders, in the order in which they came in. A payment that
 * names its order credits that order with all of it, whatever is open there; any other pays the oldest
 * orders that are open on its day, and what is left pays none. The parts of a payment add up to it.
 * Instants are milliseconds; they order, the days decide.
 */
export function allocatePayments(
  orders: readonly OpenOrder[],
  payments: readonly Payment[],
): Credit[] {
  const oldestFirst = orders.toSorted(
    (a, b) => a.orderedAt - b.orderedAt || compare(a.code, b.code),
  )
  const open = new Map(oldestFirst.map(({ code, netFen }) => [code, Math.max(0, netFen)]))
  const credits: Credit[] = []
  // Everything before this order is paid: payments come in time, so it never has to go back.
  let first = 0

  for (const payment of payments.toSorted(
    (a, b) => a.receivedAt - b.receivedAt || compare(a.code, b.code),
  )) {
    const { code: paymentCode, orderCode } = payment
    if (orderCode !== null) {
      const left = open.get(orderCode)
      if (left !== undefined) open.set(orderCode, Math.max(0, left - payment.amountFen))
      credits.push({ paymentCode, orderCode, amountFen: payment.amountFen })
      continue
    }
    let rest = payment.amountFen
    while (first < oldestFirst.length && open.get(oldestFirst[first]?.code ?? '') === 0) first += 1
    for (let i = first; i < oldestFirst.length && rest > 0; i++) {
      const order = oldestFirst[i]
      const left = order && order.orderedOn <= payment.receivedOn ? open.get(order.code) : 0
      if (!order || !left) continue
      const part = Math.min(left, rest)
      open.set(order.code, left - part)
      rest -= part
      credits.push({ paymentCode, orderCode: order.code, amountFen: part })
    }
    if (rest !== 0) credits.push({ paymentCode, orderCode: null, amountFen: rest })
  }
  return credits
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
