/**
 * Whose money a payment is. Which orders a payment without an order code pays depends on all that the
 * customer ever ordered and paid, so the answer is kept (`payment_credits`) and worked out anew for
 * customers with a mark: by the job, or on the spot for whoever reads before it.
 */
import { sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import type { Fen } from '../../../domain/money.ts'
import {
  allocatePayments,
  type OpenOrder,
  type Payment,
} from '../../../domain/performance/collected.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { num, ownerOn, type Scope } from '../figures/scope.ts'
import { paymentCredits } from '../tables.ts'

/** A part of a payment: the order that it pays, null for what no open order took, and whose it is. */
export type KeptCredit = typeof paymentCredits.$inferSelect

/** What each person collected in the range. Fen. */
export async function collectedSums(scope: Scope): Promise<Map<string, Fen>> {
  const { tx, from, to, openIds } = scope
  const marked = await tx.execute<{ code: string }>(sql`
    select distinct m.customer_code as code from payment_credit_marks m
    where exists (select 1 from payments p
      where p.customer_code = m.customer_code and p.received_on between ${from} and ${to})`)
  const codes = marked.map(({ code }) => code)
  const rows = await tx.execute<{ open_id: string; amount: string }>(sql`
    select open_id, sum(amount_fen) as amount from payment_credits
    where open_id is not null and received_on between ${from} and ${to}
      and ${openIds === undefined ? sql`true` : openIds.length === 0 ? sql`false` : sql`open_id in ${[...openIds]}`}
      and customer_code not in (select json_array_elements_text(${JSON.stringify(codes)}::text::json))
    group by open_id`)
  const sums = new Map(rows.map((row) => [row.open_id, num(row.amount)]))
  const wanted = openIds && new Set(openIds)
  for (const { openId, receivedOn, amountFen } of await creditsOf(tx, codes)) {
    if (openId === null || receivedOn < from || receivedOn > to) continue
    if (!wanted || wanted.has(openId)) sums.set(openId, (sums.get(openId) ?? 0) + amountFen)
  }
  return sums
}

/** The credits of customers, from all that they ordered and paid. */
export async function creditsOf(tx: Tx, customerCodes: readonly string[]): Promise<KeptCredit[]> {
  if (customerCodes.length === 0) return []
  const these = sql`(select json_array_elements_text(${JSON.stringify(customerCodes)}::text::json))`
  const paid = await tx.execute<PaymentRow>(sql`
    select p.code, p.customer_code, p.received_on::text as received_on, p.received_at, p.amount_fen,
      p.order_code, ${ownerOn(sql`p.customer_code`, sql`p.received_on`)} as owner,
      (select o.rep_open_id from orders o where o.code = p.order_code) as rep
    from payments p where p.customer_code in ${these}`)
  const ordered = await tx.execute<OrderRow>(sql`
    select o.code, o.customer_code, o.rep_open_id, o.ordered_on::text as ordered_on, o.ordered_at,
      o.net_fen as net
    from orders o where o.customer_code in ${these}`)
  const repOf = new Map(ordered.map((row) => [row.code, row.rep_open_id]))
  const byCode = new Map(paid.map((row) => [row.code, row]))
  const orders = byCustomer(ordered)
  return [...byCustomer(paid)].flatMap(([customerCode, payments]) => {
    const open = (orders.get(customerCode) ?? []).map(toOrder)
    const parts = new Map<string, number>()
    return allocatePayments(open, payments.map(toPayment)).flatMap(
      ({ paymentCode, orderCode, amountFen }): KeptCredit[] => {
        const payment = byCode.get(paymentCode)
        if (!payment) return []
        const part = (parts.get(paymentCode) ?? 0) + 1
        parts.set(paymentCode, part)
        const rep = payment.order_code ? payment.rep : orderCode && repOf.get(orderCode)
        return [
          {
            paymentCode,
            part,
            orderCode,
            openId: rep ?? payment.owner,
            customerCode,
            receivedOn: payment.received_on,
            amountFen,
          },
        ]
      },
    )
  })
}

/** Customers that one run of the job takes. */
const sliceCustomers = 2_000

/** Works out the credits of some marked customers again. Answers whether marks are left. */
export async function settleMarkedCredits(tx: Tx, limit = sliceCustomers): Promise<boolean> {
  // One at a time: of two, the one that read first could write last.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('payment_credits'))`)
  const taken = await tx.execute<{ code: string }>(sql`
    with chosen as (select distinct customer_code from payment_credit_marks limit ${limit}),
    gone as (
      delete from payment_credit_marks m using chosen c where c.customer_code = m.customer_code
      returning m.customer_code
    )
    select distinct customer_code as code from gone`)
  const codes = taken.map(({ code }) => code)
  if (codes.length === 0) return false
  const credits = await creditsOf(tx, codes)
  await tx.execute(sql`delete from payment_credits
    where customer_code in (select json_array_elements_text(${JSON.stringify(codes)}::text::json))`)
  for (let i = 0; i < credits.length; i += 2_000)
    await tx.insert(paymentCredits).values(credits.slice(i, i + 2_000))
  return codes.length >= limit
}

/** Whether any customer's credits wait to be worked out. */
export async function hasMarkedCredits(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ any: boolean }>(
    sql`select exists (select 1 from payment_credit_marks) as any`,
  )
  return row?.any ?? false
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
  rep: string | null
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
