/** Which money counts for whom in a month, spread over the lines that it pays; refunds take it back. */
import { matchReturns } from '../../commission/returns.ts'
import { addDays, type LocalDate, monthOf, monthRange } from '../../time.ts'
import { creditsOf } from './credits.ts'
import type { Order } from './facts.ts'
import { gradeIs } from './goods.ts'
import { ownerOn } from './people.ts'
import type { OrderLine } from './rows.ts'
import type { FoundFact, Wanted } from './wanted.ts'
import { byPerson, goodsFit, kindsSold, numbersOf, sharesOf, yearsBefore } from './wanted.ts'

/** What one payment pays of one line. */
type Part = {
  id: string
  on: LocalDate
  order: Order
  line: OrderLine
  fen: number
  /** All of the payment for the order, and of the order's sales. */
  paid: number
  sold: number
}

export function moneyFacts(wanted: Wanted): Map<string, FoundFact[]> {
  const { facts, terms, month } = wanted
  const range = monthRange(month)
  const isHere = (on: LocalDate) => on >= range.from && on <= range.to
  const parts = partsOf(wanted)
  const whose = ({ order, on }: Part) =>
    sharesOf(
      wanted,
      terms.afterHandover === 'owner' ? ownerOn(facts, order.customer_code, on) : order.rep_open_id,
      order,
    )
  const factOf = (part: Part, share: number) => ({
    id: part.id,
    on: part.on,
    isLate: isLate(wanted, part),
    ...numbersOf(wanted, part.order, part.line, share),
  })
  const found: [string, FoundFact][] = []
  for (const part of parts) {
    if (part.paid <= 0 || !isHere(part.on)) continue
    const fact = { ...factOf(part, part.paid / part.sold), kind: 'sale' as const }
    for (const [openId, share] of whose(part)) found.push([openId, { ...fact, share }])
  }
  const byId = new Map(parts.map((part) => [part.id, part]))
  const lines = (sign: 1 | -1) =>
    parts
      .filter(({ fen }) => fen * sign > 0)
      .map(({ id, on, order, line, fen }) => ({
        id,
        on,
        customerCode: order.code,
        productCode: String(line.line_no),
        quantity: fen * sign,
      }))
  for (const { returnId, saleId, quantity } of matchReturns(lines(1), lines(-1))) {
    const back = byId.get(returnId)
    const paid = saleId === null ? undefined : byId.get(saleId)
    if (!back || !isHere(back.on)) continue
    const fact = {
      ...factOf(back, quantity / back.line.amount_fen),
      id: `${returnId}>${saleId ?? ''}`,
      kind: 'return' as const,
      isLate: isLate(wanted, paid ?? back),
    }
    const takesBack = paid && {
      id: paid.id,
      month: monthOf(paid.on),
      part: quantity / paid.fen,
    }
    for (const [openId, share] of whose(paid ?? back))
      found.push([openId, { ...fact, share, ...(takesBack ? { takesBack } : {}) }])
  }
  return byPerson(found)
}

function partsOf(wanted: Wanted): Part[] {
  const { facts, terms, month } = wanted
  const range = { from: yearsBefore(month, 1), to: monthRange(month).to }
  const excluded = terms.excludedMethods.map((method) => method.trim())
  const sums = new Map<string, { payment: string; order: Order; on: LocalDate; fen: number }>()
  for (const { payment, order: code, on, fen, method } of creditsOf(facts).all) {
    const order = code === null ? undefined : facts.orders.get(code)
    if (!order || on < range.from || on > range.to) continue
    if (method !== null && excluded.includes(method.trim())) continue
    const key = JSON.stringify([payment, order.code])
    sums.set(key, { payment, order, on, fen: (sums.get(key)?.fen ?? 0) + fen })
  }
  return [...sums.values()].flatMap(({ payment, order, on, fen }): Part[] => {
    const sold = order.lines
      .filter(({ kind }) => kind === 'sale')
      .reduce((sum, { amount_fen }) => sum + amount_fen, 0)
    if (sold <= 0 || !gradeIs(facts, terms, order.customer_code, order.ordered_on)) return []
    return order.lines
      .filter((line) => kindsSold(terms).includes(line.kind) && goodsFit(wanted, line))
      .map((line) => ({
        id: `${payment}:${order.code}/${line.line_no}`,
        on,
        order,
        line,
        fen: (fen * line.amount_fen) / sold,
        paid: fen,
        sold,
      }))
  })
}

/** Later than 账期 and the terms' grace allow; without 账期 nothing is late. */
function isLate({ facts, terms }: Wanted, { order, on }: Part): boolean {
  const days = facts.customers.get(order.customer_code)?.credit_days ?? null
  if (!terms.late || days === null) return false
  return on > addDays(order.ordered_on, days + terms.late.graceDays)
}
