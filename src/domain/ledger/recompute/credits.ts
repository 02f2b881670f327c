/** Whose money each payment is, by going through all that a customer ever ordered and paid. */
import type { LocalDate } from '../../time.ts'
import { type Facts, grouped } from './facts.ts'
import { ownerOn } from './people.ts'

export type Credit = {
  payment: string
  /** Null: no order that was open took it. */
  order: string | null
  openId: string | null
  on: LocalDate
  fen: number
  method: string | null
}

type Worked = { all: Credit[]; byPerson: Map<string, Credit[]> }
const worked = new WeakMap<Facts, Worked>()

/** The parts of all payments, which add up to what was paid, and whose they are. */
export function creditsOf(facts: Facts): Worked {
  const known = worked.get(facts)
  if (known) return known
  const all = [...facts.paymentsOf.keys()].flatMap((code) => creditsOfCustomer(facts, code))
  const credits = { all, byPerson: grouped(all, ({ openId }) => openId ?? '') }
  worked.set(facts, credits)
  return credits
}

function creditsOfCustomer(facts: Facts, customerCode: string): Credit[] {
  const orders = (facts.ordersAt.get(customerCode) ?? []).toSorted(
    (a, b) => compare(a.ordered_at, b.ordered_at) || compare(a.code, b.code),
  )
  const open = new Map(orders.map(({ code, netFen }) => [code, Math.max(0, netFen)]))
  const inTime = (facts.paymentsOf.get(customerCode) ?? []).toSorted(
    (a, b) => compare(a.received_at, b.received_at) || compare(a.code, b.code),
  )
  const credits: Credit[] = []
  for (const payment of inTime) {
    const { code, received_on: on, method } = payment
    const owner = ownerOn(facts, customerCode, on)
    const add = (order: string | null, fen: number) => {
      const rep = order === null ? null : (facts.orders.get(order)?.rep_open_id ?? null)
      credits.push({ payment: code, order, openId: rep ?? owner, on, fen, method })
    }
    if (payment.order_code !== null) {
      // It names its order, whatever is open there.
      const left = open.get(payment.order_code)
      if (left !== undefined) open.set(payment.order_code, Math.max(0, left - payment.amount_fen))
      add(payment.order_code, payment.amount_fen)
      continue
    }
    let rest = payment.amount_fen
    for (const order of orders) {
      const left = open.get(order.code) ?? 0
      if (rest <= 0 || left === 0 || order.ordered_on > on) continue
      const part = Math.min(rest, left)
      open.set(order.code, left - part)
      rest -= part
      add(order.code, part)
    }
    if (rest !== 0) add(null, rest)
  }
  return credits
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
