/** Money received in a month, spread over the lines of the orders that it pays; refunds take it back. */
import { sql } from 'drizzle-orm'
import type { Fact } from '../../../domain/commission/compute.ts'
import { matchReturns } from '../../../domain/commission/returns.ts'
import { addDays, date, type LocalDate, monthOf, monthRange } from '../../../domain/time.ts'
import { creditsOf, type KeptCredit } from '../../performance/facts/credits.ts'
import { ownerOn } from '../../performance/figures/scope.ts'
import { paymentCredits } from '../../performance/tables.ts'
import { yearBefore } from '../months.ts'
import { collector } from './goods.ts'
import { sharesOf } from './shares.ts'
import {
  type GoodsRow,
  goodsColumns,
  goodsFit,
  list,
  numbersOf,
  ofThem,
  type RawFact,
  soldKinds,
  type Wanted,
} from './wanted.ts'

type Credit = { payment: string; order: string; on: LocalDate; fen: number }
type Row = GoodsRow & {
  sold: string
  credit_days: number | null
  payment: string
  owner: string | null
}
type Part = { credit: Credit; row: Row; id: string; fen: number }

/**
 * Facts by person. Each sale line of an order has the part of a payment that it has of the order's sales,
 * so the parts add up to the payment. Money that no order took pays nothing until an order takes it.
 */
export async function moneyFacts(wanted: Wanted): Promise<Map<string, RawFact[]>> {
  const { terms, month } = wanted
  const { from, to } = monthRange(month)
  const credits = await readCredits(wanted)
  const rows = await readLines(wanted, credits)
  const sharesAt = await sharesOf(wanted, rows)
  const facts = collector(wanted)
  const parts = rows.flatMap((row): Part[] => {
    const credit = credits.get(JSON.stringify([row.payment, row.order_code]))
    if (!credit || !row.grade_fits || Number(row.sold) <= 0) return []
    const id = `${row.payment}:${row.order_code}/${row.line_no}`
    return [{ credit, row, id, fen: (credit.fen * Number(row.amount)) / Number(row.sold) }]
  })
  const factOf = ({ row, credit, id }: Part, share: number) => ({
    id,
    isLate: isLate(row, credit.on, terms.late?.graceDays ?? null),
    ...numbersOf(row, share),
  })
  const isHere = (on: string) => on >= from && on <= to
  const shares = ({ row }: Part) =>
    sharesAt(terms.afterHandover === 'owner' ? row.owner : row.rep, row)

  for (const part of parts) {
    if (part.credit.fen <= 0 || !isHere(part.credit.on)) continue
    const share = part.credit.fen / Number(part.row.sold)
    facts.add(shares(part), { kind: 'sale', on: part.credit.on, ...factOf(part, share) })
  }

  const byId = new Map(parts.map((part) => [part.id, part]))
  const lines = (sign: 1 | -1) =>
    parts.filter(({ fen }) => fen * sign > 0).map((part) => moneyLine(part, sign))
  for (const { returnId, saleId, quantity } of matchReturns(lines(1), lines(-1))) {
    const back = byId.get(returnId)
    const paid = saleId === null ? undefined : byId.get(saleId)
    if (!back || !isHere(back.credit.on)) continue
    const fact: Omit<RawFact, 'share'> = {
      kind: 'return',
      on: back.credit.on,
      ...factOf(back, quantity / Number(back.row.amount)),
      id: `${returnId}>${saleId ?? ''}`,
    }
    if (!paid) facts.add(shares(back), fact)
    else {
      const takesBack = {
        id: paid.id,
        month: monthOf(paid.credit.on),
        part: quantity / paid.fen,
      }
      facts.add(shares(paid), { ...fact, isLate: factOf(paid, 1).isLate, takesBack })
    }
  }
  return facts.byPerson
}

const moneyLine = ({ id, credit, row, fen }: Part, sign: 1 | -1) => ({
  id,
  on: credit.on,
  customerCode: row.order_code,
  productCode: String(row.line_no),
  quantity: fen * sign,
})

/** Later than 账期 and grace allow; without 账期 nothing is late. */
function isLate(row: Row, on: LocalDate, graceDays: number | null): Fact['isLate'] {
  if (graceDays === null || row.credit_days === null) return false
  return on > addDays(date(row.ordered_on), row.credit_days + graceDays)
}

/** What payments paid of orders, as it is now: customers with a mark are worked out on the spot. */
async function readCredits(wanted: Wanted): Promise<Map<string, Credit>> {
  const { tx, terms, month } = wanted
  const { from, to } = monthRange(month)
  const marked = await tx.execute<{ code: string }>(sql`
    select distinct m.customer_code as code from payment_credit_marks m
    where ${ofThem(wanted, sql`m.customer_code`)}`)
  const codes = marked.map(({ code }) => code)
  // A year back only where there was a refund this month.
  const kept = await tx.execute<CreditRow>(sql`
    select pc.payment_code, pc.order_code, pc.received_on::text as received_on, pc.amount_fen as fen,
      pay.method
    from ${paymentCredits} pc join payments pay on pay.code = pc.payment_code
    where pc.order_code is not null and pc.received_on between ${yearBefore(month)} and ${to}
      and ${ofThem(wanted, sql`pc.customer_code`)} and pc.customer_code not in ${list(codes)}
      and (pc.received_on >= ${from} or exists (
        select 1 from ${paymentCredits} back
        where back.order_code = pc.order_code and back.amount_fen < 0
          and ${ofThem(wanted, sql`back.customer_code`)}
          and back.received_on between ${yearBefore(month)} and ${to}))`)
  const fresh = (await creditsOf(tx, codes)).filter(
    ({ receivedOn, orderCode }) => orderCode !== null && receivedOn <= to,
  )
  const methods = await methodsOf(wanted, fresh)
  const excluded = new Set(terms.excludedMethods.map((method) => method.trim()))
  const sums = new Map<string, Credit>()
  const add = (payment: string, order: string, on: string, fen: number, method: string | null) => {
    if (method !== null && excluded.has(method.trim())) return
    const key = JSON.stringify([payment, order])
    const before = sums.get(key)?.fen ?? 0
    sums.set(key, { payment, order, on: date(on), fen: before + fen })
  }
  for (const row of kept)
    add(row.payment_code, row.order_code, row.received_on, Number(row.fen), row.method)
  for (const one of fresh)
    add(
      one.paymentCode,
      one.orderCode ?? '',
      one.receivedOn,
      one.amountFen,
      methods.get(one.paymentCode) ?? null,
    )
  return sums
}

type CreditRow = {
  payment_code: string
  order_code: string
  received_on: string
  fen: string
  method: string | null
}

async function methodsOf({ tx }: Wanted, credits: readonly KeptCredit[]) {
  const codes = [...new Set(credits.map(({ paymentCode }) => paymentCode))]
  const rows = await tx.execute<{ code: string; method: string | null }>(
    sql`select code, method from payments where code in ${list(codes)}`,
  )
  return new Map(rows.map(({ code, method }) => [code, method]))
}

/** The sale lines of the orders that were paid, once for each payment. */
function readLines(wanted: Wanted, credits: ReadonlyMap<string, Credit>): Promise<Row[]> {
  const { tx, terms } = wanted
  const paid = [...credits.values()].map(({ payment, order, on }) => [payment, order, on])
  if (paid.length === 0) return Promise.resolve([])
  const lineId = sql`w.payment || ':' || o.code || '/' || l.line_no`
  const owner =
    terms.afterHandover === 'owner' ? ownerOn(sql`o.customer_code`, sql`w.day`) : sql`null`
  return tx.execute<Row>(sql`
    with w as materialized (
      select w->>0 as payment, w->>1 as order_code, (w->>2)::date as day
      from jsonb_array_elements(${JSON.stringify(paid)}::text::jsonb) w
    ), sums as (
      select s.order_code, sum(s.amount_fen) as sold from order_lines s
      where s.kind = 'sale' and s.order_code in (select order_code from w) group by 1
    )
    select ${goodsColumns(wanted, sql`o.ordered_on`)}, s.sold, c.credit_days, w.payment, ${owner} as owner
    from w join orders o on o.code = w.order_code join order_lines l on l.order_code = o.code
    join sums s on s.order_code = o.code
    left join products p on p.code = l.product_code left join customers c on c.code = o.customer_code
    where l.kind in ${soldKinds(terms)} and ${goodsFit(wanted, lineId)}`)
}
