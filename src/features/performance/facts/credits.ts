/**
 * Whose money a payment is. Which orders a payment without an order code pays depends on all that the
 * customer ever ordered and paid, so the answer is kept (`payment_credits`) and worked out anew for
 * customers with a mark: by the job, or on the spot for whoever reads before it.
 */
import { inArray, sql } from 'drizzle-orm'
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

/**
 * What the sums of the range do not know yet: for customers with a mark, what is each person's now less
 * what was kept. Fen; people without a difference are left out.
 */
export async function creditDifferences(scope: Scope): Promise<Map<string, Fen>> {
  const { tx, from, to, openIds } = scope
  const marked = await tx.execute<{ code: string }>(sql`
    select distinct m.customer_code as code from payment_credit_marks m
    where exists (select 1 from payments p
        where p.customer_code = m.customer_code and p.received_on between ${from} and ${to})
      or exists (select 1 from payment_credits p
        where p.customer_code = m.customer_code and p.received_on between ${from} and ${to})`)
  const codes = marked.map(({ code }) => code)
  const sums = new Map<string, Fen>()
  if (codes.length === 0) return sums
  const wanted = openIds && new Set(openIds)
  const add = (openId: string | null, receivedOn: string, fen: Fen) => {
    if (openId === null || receivedOn < from || receivedOn > to) return
    if (!wanted || wanted.has(openId)) sums.set(openId, (sums.get(openId) ?? 0) + fen)
  }
  for (const one of await creditsOf(tx, codes)) add(one.openId, one.receivedOn, one.amountFen)
  const kept = await tx
    .select()
    .from(paymentCredits)
    .where(inArray(paymentCredits.customerCode, codes))
  for (const one of kept) add(one.openId, one.receivedOn, -one.amountFen)
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
  // Only what differs is written: each row that changes has a day added up again.
  const now = new Map((await creditsOf(tx, codes)).map((one) => [contentOf(one), one]))
  const kept = await tx
    .select()
    .from(paymentCredits)
    .where(inArray(paymentCredits.customerCode, codes))
  const over = kept.filter((one) => !now.delete(contentOf(one)))
  if (over.length > 0) {
    const list = JSON.stringify(over.map(({ paymentCode, part }) => ({ paymentCode, part })))
    await tx.execute(sql`delete from payment_credits p
      using json_to_recordset(${list}::text::json) as o("paymentCode" text, part int)
      where p.payment_code = o."paymentCode" and p.part = o.part`)
  }
  const fresh = [...now.values()]
  for (let i = 0; i < fresh.length; i += 2_000)
    await tx.insert(paymentCredits).values(fresh.slice(i, i + 2_000))
  return codes.length >= limit
}

const contentOf = (credit: KeptCredit) =>
  JSON.stringify([
    credit.paymentCode,
    credit.part,
    credit.orderCode,
    credit.openId,
    credit.customerCode,
    credit.receivedOn,
    credit.amountFen,
  ])

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
