/** Order lines and payments. */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import { lineKindCells, columnWords as w } from '../../../i18n/export-columns.ts'
import { exportSetWords as sets } from '../../../i18n/export-sets.ts'
import { creditsOf } from '../../performance/facts/credits.ts'
import { paymentCreditMarks } from '../../performance/tables.ts'
import { amongTexts, personCells } from '../scope.ts'
import { type ExportSet, mapped, numberOf } from '../set.ts'
import { column, customerColumns, dateColumn, personColumns, spoken } from './columns.ts'

type Line = Record<'order_code' | 'date' | 'customer_code' | 'kind' | 'product_code', string> &
  Record<'open_id' | 'customer' | 'product' | 'category' | 'unit', string | null> &
  Record<'quantity' | 'unit_price' | 'amount', string>

/** Returns are negative, gifts and exchanges are worth nothing, so that the column adds up to the sales. */
const signs: Record<string, number> = { sale: 1, return: -1, gift: 0, exchange: 0 }

export const ordersSet: ExportSet = {
  name: 'orders',
  title: sets.orders,
  about: sets.ordersAbout,
  aliases: ['订单', '订单明细', '销售', 'orders', 'order', 'sales'],
  who: ['rep', 'manager', 'admin', 'viewer', 'finance'],
  time: 'month',
  columns: () => [
    dateColumn,
    column('order_code', w.orderCode),
    ...personColumns,
    ...customerColumns,
    column('product_code', w.productCode),
    column('product', w.product),
    column('category', w.category),
    column('kind', w.kind),
    column('quantity', w.quantity, 'number'),
    column('unit', w.unit),
    column('unit_price', w.unitPrice, 'fen'),
    column('amount', w.amount, 'fen'),
  ],
  rows({ tx, scope, range, t }) {
    const query = sql`
      select o.ordered_on::text as date, o.code as order_code, o.rep_open_id as open_id, o.customer_code,
        c.name as customer, l.product_code, p.name as product, p.category, l.kind, l.quantity,
        coalesce(l.unit, p.unit) as unit, l.unit_price_fen as unit_price, l.amount_fen as amount
      from orders o join order_lines l on l.order_code = o.code
      left join customers c on c.code = o.customer_code
      left join products p on p.code = l.product_code
      where o.ordered_on between ${range.from} and ${range.to}
        and ${amongTexts(scope.openIds, sql`o.rep_open_id`)}
      order by o.ordered_on, o.code, l.line_no`
    return mapped<Line>(tx, query, (row) => ({
      ...personCells(scope, row.open_id),
      date: row.date,
      order_code: row.order_code,
      customer_code: row.customer_code,
      customer: row.customer,
      product_code: row.product_code,
      product: row.product,
      category: row.category,
      kind: spoken(t, lineKindCells, row.kind),
      quantity: Number(row.quantity),
      unit: row.unit,
      unit_price: Number(row.unit_price),
      // No −0, which a sheet would show.
      amount: Number(row.amount) * (signs[row.kind] ?? 0) || 0,
    }))
  },
}

type Credit = Record<'payment_code' | 'date' | 'customer_code' | 'amount', string> &
  Record<'open_id' | 'customer' | 'order_code' | 'method', string | null>

/** Each part of a payment with whose it is: what 回款 adds up. */
export const paymentsSet: ExportSet = {
  name: 'payments',
  title: sets.payments,
  about: sets.paymentsAbout,
  aliases: ['回款', '回款明细', '收款', 'payments', 'payment'],
  who: ['rep', 'manager', 'admin', 'viewer', 'finance'],
  time: 'month',
  columns: () => [
    dateColumn,
    column('payment_code', w.paymentCode),
    ...customerColumns,
    column('order_code', w.orderCode),
    column('amount', w.amount, 'fen'),
    column('method', w.method),
    column('rep', w.creditedTo),
    ...personColumns.slice(1),
  ],
  async *rows({ tx, scope, range }) {
    const query = sql`
      with known as (${await knownCredits(tx)})
      select k.received_on::text as date, k.payment_code, k.customer_code, c.name as customer, k.order_code,
        k.amount_fen as amount, p.method, k.open_id
      from known k
      left join payments p on p.code = k.payment_code
      left join customers c on c.code = k.customer_code
      where k.received_on between ${range.from} and ${range.to}
        and ${amongTexts(scope.openIds, sql`k.open_id`)}
      order by k.received_on, k.payment_code, k.part`
    yield* mapped<Credit>(tx, query, (row) => ({
      ...personCells(scope, row.open_id),
      date: row.date,
      payment_code: row.payment_code,
      customer_code: row.customer_code,
      customer: row.customer,
      order_code: row.order_code,
      amount: numberOf(row.amount),
      method: row.method,
    }))
  },
}

/** What is kept, and what is worked out on the spot for customers whose credits are out of date. */
async function knownCredits(tx: Tx): Promise<SQL> {
  const marked = await tx
    .selectDistinct({ code: paymentCreditMarks.customerCode })
    .from(paymentCreditMarks)
  const codes = marked.map(({ code }) => code)
  const columns = sql.raw(
    'payment_code, part, order_code, open_id, customer_code, received_on, amount_fen',
  )
  if (codes.length === 0) return sql`select ${columns} from payment_credits`
  const fresh = (await creditsOf(tx, codes)).map((one) => ({
    payment_code: one.paymentCode,
    part: one.part,
    order_code: one.orderCode,
    open_id: one.openId,
    customer_code: one.customerCode,
    received_on: one.receivedOn,
    amount_fen: one.amountFen,
  }))
  return sql`
    select ${columns} from payment_credits k where not ${amongTexts(codes, sql`k.customer_code`)}
    union all
    select ${columns} from json_to_recordset(${JSON.stringify(fresh)}::text::json) as f(payment_code text,
      part int, order_code text, open_id text, customer_code text, received_on date, amount_fen bigint)`
}
