/** What is known about one customer: visits, orders, money, what is planned. */
import { and, desc, eq, lte, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { type Overdue, overdueOf } from '../../domain/customers/overdue.ts'
import type { Fen } from '../../domain/money.ts'
import { addDays, type LocalDate } from '../../domain/time.ts'
import { orders, payments } from '../orders/tables.ts'
import { users } from '../org/tables.ts'
import { visits } from '../visits/tables.ts'

export interface LastVisit {
  readonly date: string
  readonly rep: string
  readonly outcome: string | null
  readonly summary: string | null
}

/** The last closed visits, newest first. */
export async function lastVisits(tx: Tx, customerCode: string, limit = 3): Promise<LastVisit[]> {
  return tx
    .select({
      date: visits.date,
      rep: sql<string>`coalesce(${users.name}, ${visits.repOpenId})`,
      outcome: visits.outcome,
      summary: visits.summary,
    })
    .from(visits)
    .leftJoin(users, eq(users.openId, visits.repOpenId))
    .where(and(eq(visits.customerCode, customerCode), eq(visits.status, 'closed')))
    .orderBy(desc(visits.checkedInAt))
    .limit(limit)
}

export interface MoneyFacts {
  /** The newest order or payment of the whole company: what the figures know of. */
  readonly dataAsOf: LocalDate
  /** Sales − returns of the last so many days, and the orders that make them. */
  readonly salesFen: Fen
  readonly orders: number
  readonly lastOrderOn: string | null
  /** Sales − returns − payments, all time. */
  readonly receivableFen: Fen
  /** The part of it that is past the customer's 账期; null: none, or nobody set terms. */
  readonly overdue: Overdue | null
}

/** Orders and payments of a customer to today; null when the company has neither yet. */
export async function moneyFacts(
  tx: Tx,
  customerCode: string,
  today: LocalDate,
  { days, creditDays }: { readonly days: number; readonly creditDays: number | null },
): Promise<MoneyFacts | null> {
  const since = addDays(today, 1 - days)
  const [row] = await tx.execute<{
    as_of: LocalDate | null
    sales: string
    orders: string
    last_on: string | null
    receivable: string
  }>(sql`
    with lines as (
      select o.code, o.ordered_on, l.kind,
        case l.kind when 'sale' then l.amount_fen when 'return' then -l.amount_fen else 0 end as fen
      from orders o join order_lines l on l.order_code = o.code
      where o.customer_code = ${customerCode} and o.ordered_on <= ${today})
    select
      greatest((select max(ordered_on) from orders where ordered_on <= ${today}),
        (select max(received_on) from payments where received_on <= ${today}))::text as as_of,
      coalesce(sum(fen) filter (where ordered_on >= ${since}), 0) as sales,
      count(distinct code) filter (where ordered_on >= ${since} and kind = 'sale') as orders,
      (max(ordered_on) filter (where kind = 'sale'))::text as last_on,
      coalesce(sum(fen), 0) - coalesce((select sum(amount_fen) from payments
        where customer_code = ${customerCode} and received_on <= ${today}), 0) as receivable
    from lines`)
  if (!row?.as_of) return null
  const receivableFen = Number(row.receivable)
  return {
    dataAsOf: row.as_of,
    salesFen: Number(row.sales),
    orders: Number(row.orders),
    lastOrderOn: row.last_on,
    receivableFen,
    overdue:
      creditDays === null || receivableFen <= 0
        ? null
        : await overdueAt(tx, customerCode, { creditDays, today, receivableFen }),
  }
}

async function overdueAt(
  tx: Tx,
  customerCode: string,
  terms: Parameters<typeof overdueOf>[2],
): Promise<Overdue | null> {
  const { today } = terms
  const ordered = await tx
    .select({
      code: orders.code,
      orderedOn: orders.orderedOn,
      orderedAt: orders.orderedAt,
      netFen: orders.netFen,
    })
    .from(orders)
    .where(and(eq(orders.customerCode, customerCode), lte(orders.orderedOn, today)))
  const paid = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.customerCode, customerCode), lte(payments.receivedOn, today)))
  return overdueOf(
    ordered.map((one) => ({
      ...one,
      orderedOn: one.orderedOn as LocalDate,
      orderedAt: one.orderedAt.getTime(),
    })),
    paid.map((one) => ({
      ...one,
      receivedOn: one.receivedOn as LocalDate,
      receivedAt: one.receivedAt.getTime(),
    })),
    terms,
  )
}

/** The next day on which a visit is planned or promised, today included. */
export async function nextPlanned(
  tx: Tx,
  customerCode: string,
  today: LocalDate,
): Promise<LocalDate | null> {
  const [row] = await tx.execute<{ date: LocalDate | null }>(sql`
    select min(date)::text as date from (
      select date from plan_stops
      where customer_code = ${customerCode} and date >= ${today} and status = 'planned'
      union all
      select date from plan_wishes
      where customer_code = ${customerCode} and date >= ${today} and status = 'waiting') as coming`)
  return row?.date ?? null
}
