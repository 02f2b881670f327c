/** Which lines of goods count for whom in a month, and which sales the returns take back. */
import { matchReturns } from '../../commission/returns.ts'
import type { SchemeTerms } from '../../commission/terms.ts'
import { addDays, type LocalDate, localInstant, monthOf, monthRange } from '../../time.ts'
import type { Facts, Order } from './facts.ts'
import type { OrderLine } from './rows.ts'
import type { FoundFact, Wanted } from './wanted.ts'
import {
  byPerson,
  goodsFit,
  kindsSold,
  numbersOf,
  quantityOf,
  sharesOf,
  yearsBefore,
} from './wanted.ts'

type Row = { order: Order; line: OrderLine; id: string; day: LocalDate | null }

export function goodsFacts(wanted: Wanted): Map<string, FoundFact[]> {
  const { facts, terms, month } = wanted
  const range = monthRange(month)
  const rows = [...facts.orders.values()].flatMap((order) =>
    order.lines
      .filter((line) => goodsFit(wanted, line))
      .map(
        (line): Row => ({
          order,
          line,
          id: `${order.code}/${line.line_no}`,
          day: dayOf(terms, order, line),
        }),
      ),
  )
  const isBetween = (day: LocalDate | null, from: LocalDate) =>
    day !== null && day >= from && day <= range.to
  const returns = rows.filter(
    ({ order, line }) =>
      line.kind === 'return' && isBetween(order.ordered_on, yearsBefore(month, 1)),
  )
  const sold = rows.filter(({ line }) => kindsSold(terms).includes(line.kind))
  const ofMonth = sold.filter(({ day }) => isBetween(day, range.from))
  const isOfMonth = new Set(ofMonth)
  const sales = sold.filter(
    (row) =>
      isOfMonth.has(row) ||
      (row.line.kind === 'sale' && isBetween(row.order.ordered_on, yearsBefore(month, 2))),
  )
  const found: [string, FoundFact][] = []
  for (const row of ofMonth) {
    if (row.day === null || !gradeFits(wanted, row)) continue
    const fact = {
      id: row.id,
      kind: 'sale' as const,
      on: row.day,
      isLate: false,
      ...numbersOf(wanted, row.order, row.line, 1),
    }
    for (const [openId, share] of sharesOf(wanted, row.order.rep_open_id, row.order))
      found.push([openId, { ...fact, share }])
  }
  const saleOf = new Map(sales.map((row) => [row.id, row]))
  const returnOf = new Map(returns.map((row) => [row.id, row]))
  const lines = (list: readonly Row[]) =>
    list
      .filter(({ line }) => line.kind !== 'gift')
      .map(({ id, order, line }) => ({
        id,
        on: order.ordered_on,
        customerCode: order.customer_code,
        productCode: line.product_code,
        quantity: quantityOf(facts, line),
      }))
  for (const { returnId, saleId, quantity } of matchReturns(lines(sales), lines(returns))) {
    const back = returnOf.get(returnId)
    const sale = saleId === null ? undefined : saleOf.get(saleId)
    if (!back?.day || (sale && (!sale.day || !gradeFits(wanted, sale)))) continue
    const on = sale?.day && sale.day > back.day ? sale.day : back.day
    if (!isBetween(on, range.from) || (!sale && !gradeFits(wanted, back))) continue
    const part = quantity / quantityOf(facts, back.line)
    const fact = {
      id: `${returnId}>${saleId ?? ''}`,
      kind: 'return' as const,
      on,
      isLate: false,
      ...numbersOf(wanted, back.order, back.line, part),
    }
    if (!sale?.day || saleId === null) {
      const rep = back.order.rep_open_id
      if (rep !== null && wanted.covered.has(rep)) found.push([rep, { ...fact, share: 1 }])
      continue
    }
    const takesBack = {
      id: saleId,
      month: monthOf(sale.day),
      part: quantity / quantityOf(facts, sale.line),
    }
    for (const [openId, share] of sharesOf(wanted, sale.order.rep_open_id, sale.order))
      found.push([openId, { ...fact, share, takesBack }])
  }
  return byPerson(found)
}

function dayOf(terms: SchemeTerms, order: Order, line: OrderLine): LocalDate | null {
  if (terms.settledOn !== 'shipment') return order.ordered_on
  return line.kind === 'return' ? (order.shipped_on ?? order.ordered_on) : order.shipped_on
}

function gradeFits({ facts, terms }: Wanted, { order, day }: Row): boolean {
  return day !== null && gradeIs(facts, terms, order.customer_code, day)
}

/** The grade on a day is what the first change after it found; without one, today's. */
export function gradeIs(
  facts: Facts,
  { grades }: SchemeTerms,
  customerCode: string,
  day: LocalDate,
): boolean {
  if (grades.length === 0) return true
  const end = localInstant(addDays(day, 1), '00:00', facts.zone).toISOString()
  const later = facts.gradeChanges
    .get(customerCode)
    ?.find(({ at }) => at.slice(0, 23) >= end.slice(0, 23))
  const grade = later ? later.before : (facts.customers.get(customerCode)?.grade ?? null)
  return grade !== null && grades.includes(grade)
}
