/** How far the data goes, and payments in numbers, per rep. Fen. */
import { sql } from 'drizzle-orm'
import {
  allocatePayments,
  type OpenOrder,
  type Payment,
} from '../../../domain/performance/collected.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { among, num, ownerOn, type Scope } from './scope.ts'

export interface DataSpan {
  /** Whether orders, and payments, reach into the range: if not, their figures are null. */
  readonly orders: boolean
  readonly payments: boolean
  readonly asOf: LocalDate | null
}

/** How far the data goes. A quiet day between days with orders counts as 0, a missing file does not. */
export async function dataSpan({ tx, from, to }: Scope): Promise<DataSpan> {
  const [row] = await tx.execute<
    Record<'o_from' | 'o_to' | 'p_from' | 'p_to' | 'o_last' | 'p_last', LocalDate | null>
  >(sql`
    select (select min(ordered_on)::text from orders) as o_from,
      (select max(ordered_on)::text from orders) as o_to,
      (select min(received_on)::text from payments) as p_from,
      (select max(received_on)::text from payments) as p_to,
      (select max(ordered_on)::text from orders where ordered_on <= ${to}) as o_last,
      (select max(received_on)::text from payments where received_on <= ${to}) as p_last`)
  const reaches = (first: LocalDate | null | undefined, last: LocalDate | null | undefined) =>
    Boolean(first && last && first <= to && last >= from)
  return {
    orders: reaches(row?.o_from, row?.o_to),
    payments: reaches(row?.p_from, row?.p_to),
    asOf: row?.o_last ?? row?.p_last ?? null,
  }
}

/** What each rep collected: by the order that a payment names, else by what is open, else as owner. */
export async function collectedSums(scope: Scope): Promise<Map<string, number>> {
  const sums = new Map<string, number>()
  const add = (openId: string | null, fen: number) => {
    if (openId !== null && (!scope.openIds || scope.openIds.includes(openId)))
      sums.set(openId, (sums.get(openId) ?? 0) + fen)
  }
  const named = await scope.tx.execute<{ open_id: string | null; amount: string }>(sql`
    select coalesce(o.rep_open_id, ${ownerOn(sql`p.customer_code`, sql`p.received_on`)}) as open_id,
      sum(p.amount_fen) as amount
    from payments p left join orders o on o.code = p.order_code
    where p.order_code is not null and p.received_on between ${scope.from} and ${scope.to}
    group by 1`)
  for (const row of named) add(row.open_id, num(row.amount))
  for (const credit of await openCredits(scope)) add(credit.openId, credit.amountFen)
  return sums
}

/** The parts of the range's payments without an order, allocated over the customers' whole history. */
async function openCredits(scope: Scope): Promise<{ openId: string | null; amountFen: number }[]> {
  const { tx, from, to } = scope
  const payers = await tx.execute<{ code: string }>(sql`
    select distinct p.customer_code as code from payments p
    where p.order_code is null and p.received_on between ${from} and ${to}
      and (${scope.openIds === undefined}
        or exists (select 1 from orders o where o.customer_code = p.customer_code and ${among(scope, sql`o.rep_open_id`)})
        or exists (select 1 from customer_owners co where co.customer_code = p.customer_code and ${among(scope, sql`co.owner_open_id`)})
        or exists (select 1 from customers c where c.code = p.customer_code and ${among(scope, sql`c.owner_open_id`)}))`)
  if (payers.length === 0) return []
  const codes = JSON.stringify(payers.map(({ code }) => code))
  const touched = sql`select json_array_elements_text(${codes}::text::json)`
  const paid = await tx.execute<PaymentRow>(sql`
    select p.code, p.customer_code, p.received_on::text as received_on, p.received_at, p.amount_fen,
      p.order_code, case when p.order_code is null and p.received_on >= ${from}
        then ${ownerOn(sql`p.customer_code`, sql`p.received_on`)} end as owner
    from payments p where p.received_on <= ${to} and p.customer_code in (${touched})`)
  const ordered = await tx.execute<OrderRow>(sql`
    select o.code, o.customer_code, o.rep_open_id, o.ordered_on::text as ordered_on, o.ordered_at,
      o.net_fen as net
    from orders o where o.ordered_on <= ${to} and o.customer_code in (${touched})`)

  const repOf = new Map(ordered.map((row) => [row.code, row.rep_open_id]))
  const byCode = new Map(paid.map((row) => [row.code, row]))
  const orders = byCustomer(ordered)
  return [...byCustomer(paid)].flatMap(([customer, payments]) =>
    allocatePayments((orders.get(customer) ?? []).map(toOrder), payments.map(toPayment)).flatMap(
      ({ paymentCode, orderCode, amountFen }) => {
        const payment = byCode.get(paymentCode)
        if (!payment || payment.order_code !== null || payment.received_on < from) return []
        const rep = orderCode === null ? null : repOf.get(orderCode)
        return [{ openId: rep ?? payment.owner, amountFen }]
      },
    ),
  )
}

function byCustomer<R extends { customer_code: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>()
  for (const row of rows) {
    const group = groups.get(row.customer_code)
    if (group) group.push(row)
    else groups.set(row.customer_code, [row])
  }
  return groups
}

type PaymentRow = {
  code: string
  customer_code: string
  received_on: LocalDate
  received_at: string | Date
  amount_fen: string
  order_code: string | null
  owner: string | null
}

type OrderRow = {
  code: string
  customer_code: string
  rep_open_id: string | null
  ordered_on: LocalDate
  ordered_at: string | Date
  net: string
}

const toOrder = (row: OrderRow): OpenOrder => ({
  code: row.code,
  orderedOn: row.ordered_on,
  orderedAt: new Date(row.ordered_at).getTime(),
  netFen: num(row.net),
})

const toPayment = (row: PaymentRow): Payment => ({
  code: row.code,
  receivedOn: row.received_on,
  receivedAt: new Date(row.received_at).getTime(),
  amountFen: num(row.amount_fen),
  orderCode: row.order_code,
})
