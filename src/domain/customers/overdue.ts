/** What a customer should have paid by now. */
import type { Fen } from '../money.ts'
import { allocatePayments, type OpenOrder, type Payment } from '../performance/collected.ts'
import { addDays, daysBetween, type LocalDate } from '../time.ts'

export interface Overdue {
  readonly fen: Fen
  /** Since the oldest of it was due. */
  readonly days: number
}

/**
 * The part of the receivable whose 账期 (`creditDays` from the day of the order, 0: paid at once) is over on
 * `today`; null when there is none. Payments pay orders as `allocatePayments` says. Never more than the
 * customer owes in all: a return on an order of its own lessens the debt, whichever order it came from.
 */
export function overdueOf(
  orders: readonly OpenOrder[],
  payments: readonly Payment[],
  terms: { readonly creditDays: number; readonly today: LocalDate; readonly receivableFen: Fen },
): Overdue | null {
  const { creditDays, today, receivableFen } = terms
  if (receivableFen <= 0) return null
  const paid = new Map<string, Fen>()
  for (const { orderCode, amountFen } of allocatePayments(orders, payments))
    if (orderCode !== null) paid.set(orderCode, (paid.get(orderCode) ?? 0) + amountFen)
  const late = orders
    .map(({ code, orderedOn, netFen }) => ({
      dueOn: addDays(orderedOn, creditDays),
      openFen: netFen - (paid.get(code) ?? 0),
    }))
    .filter(({ dueOn, openFen }) => openFen > 0 && dueOn < today)
  const sum = late.reduce((fen, { openFen }) => fen + openFen, 0)
  if (sum === 0) return null
  const oldest = late.reduce((day, { dueOn }) => (dueOn < day ? dueOn : day), today)
  return { fen: Math.min(sum, receivableFen), days: daysBetween(oldest, today) }
}
