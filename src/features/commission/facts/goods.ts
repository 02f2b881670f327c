/** Order lines of a month, settled when ordered or shipped, and the returns that take sales back. */
import { sql } from 'drizzle-orm'
import { matchReturns } from '../../../domain/commission/returns.ts'
import { date, monthOf, monthRange } from '../../../domain/time.ts'
import { yearBefore } from '../months.ts'
import { type Share, sharesOf } from './shares.ts'
import {
  type GoodsRow,
  goodsColumns,
  goodsFit,
  numbersOf,
  ofThem,
  quantityOf,
  type RawFact,
  soldKinds,
  type Wanted,
} from './wanted.ts'

type Row = GoodsRow & { day: string | null }

const idOf = ({ order_code, line_no }: GoodsRow) => `${order_code}/${line_no}`
const lineId = sql`o.code || '/' || l.line_no`

/** Facts by person. A return counts for whom the sale counted for; without its sale for its order's rep. */
export async function goodsFacts(wanted: Wanted): Promise<Map<string, RawFact[]>> {
  const { from, to } = monthRange(wanted.month)
  const returns = await readReturns(wanted)
  const sales = await readSales(wanted, returns)
  const sharesAt = await sharesOf(wanted, sales)
  const shares = new Map(sales.map((row) => [idOf(row), sharesAt(row.rep, row)]))
  const facts = collector(wanted)
  for (const row of sales) {
    if (row.day === null || row.day < from || row.day > to || !row.grade_fits) continue
    const fact = { id: idOf(row), kind: 'sale', on: date(row.day), ...numbersOf(row) } as const
    facts.add(shares.get(fact.id) ?? [], { ...fact, isLate: false })
  }

  const saleOf = new Map(sales.map((row) => [idOf(row), row]))
  const returnOf = new Map(returns.map((row) => [idOf(row), row]))
  const lines = (rows: readonly Row[]) => rows.filter(({ kind }) => kind !== 'gift').map(goodsLine)
  for (const { returnId, saleId, quantity } of matchReturns(lines(sales), lines(returns))) {
    const back = returnOf.get(returnId)
    const sale = saleId === null ? null : saleOf.get(saleId)
    if (!back?.day || (sale && (!sale.day || !sale.grade_fits))) continue
    // What comes back before its sale is settled counts with the sale.
    const on = sale?.day && sale.day > back.day ? sale.day : back.day
    if (on < from || on > to || (!sale && !back.grade_fits)) continue
    const fact = {
      id: `${returnId}>${saleId ?? ''}`,
      kind: 'return',
      on: date(on),
      isLate: false,
      ...numbersOf(back, quantity / quantityOf(back)),
    } as const
    if (!sale?.day || saleId === null) {
      const own: Share[] = back.rep === null ? [] : [{ openId: back.rep, share: 1 }]
      facts.add(own, fact)
      continue
    }
    const takesBack = {
      id: saleId,
      month: monthOf(date(sale.day)),
      part: quantity / quantityOf(sale),
    }
    facts.add(shares.get(saleId) ?? [], { ...fact, takesBack })
  }
  return facts.byPerson
}

/** By the day of the order, so that a match does not move when the goods are shipped. */
const goodsLine = (row: Row) => ({
  id: idOf(row),
  on: date(row.ordered_on),
  customerCode: row.customer_code,
  productCode: row.product_code,
  quantity: quantityOf(row),
})

/** Collects facts of the people who are wanted and covered. */
export function collector({ openIds, covered }: Wanted) {
  const only = openIds && new Set(openIds)
  const byPerson = new Map<string, RawFact[]>()
  return {
    byPerson,
    add(shares: readonly Share[], fact: Omit<RawFact, 'share'>) {
      for (const { openId, share } of shares) {
        if (!covered.has(openId) || (only && !only.has(openId))) continue
        const facts = byPerson.get(openId)
        if (facts) facts.push({ ...fact, share })
        else byPerson.set(openId, [{ ...fact, share }])
      }
    },
  }
}

const from = sql`from orders o join order_lines l on l.order_code = o.code
  left join products p on p.code = l.product_code left join customers c on c.code = o.customer_code`

function readReturns(wanted: Wanted): Promise<Row[]> {
  const { tx, terms, month } = wanted
  const shipped = sql`coalesce(o.shipped_on, o.ordered_on)`
  const day = terms.settledOn === 'shipment' ? shipped : sql`o.ordered_on`
  return tx.execute<Row>(sql`
    select ${goodsColumns(wanted, day)}, ${day}::text as day ${from}
    where l.kind = 'return' and o.ordered_on between ${yearBefore(month)} and ${monthRange(month).to}
      and ${ofThem(wanted, sql`o.customer_code`)} and ${goodsFit(wanted, lineId)}`)
}

/** A year before the oldest return: each finds its sale, whichever month is worked out. */
const twoYearsBefore = (month: string) => yearBefore(monthOf(yearBefore(month)))

/** The month's sales, and those of two years of goods of which something came back. */
async function readSales(wanted: Wanted, returns: readonly Row[]): Promise<Row[]> {
  const { tx, terms, month } = wanted
  const range = monthRange(month)
  const day = terms.settledOn === 'shipment' ? sql`o.shipped_on` : sql`o.ordered_on`
  const columns = sql`${goodsColumns(wanted, day)}, ${day}::text as day`
  const kinds = sql`l.kind in ${soldKinds(terms)} and ${ofThem(wanted, sql`o.customer_code`)} and ${goodsFit(wanted, lineId)}`
  const sold = await tx.execute<Row>(sql`
    select ${columns} ${from} where ${kinds} and ${day} between ${range.from} and ${range.to}`)
  if (returns.length === 0) return sold
  const pairs = new Set(returns.map((row) => JSON.stringify([row.customer_code, row.product_code])))
  const before = await tx.execute<Row>(sql`
    with came as materialized (
      select b->>0 as customer, b->>1 as product
      from jsonb_array_elements(${`[${[...pairs].join(',')}]`}::text::jsonb) b
    )
    select ${columns} ${from} join came on came.customer = o.customer_code and came.product = l.product_code
    where ${kinds} and l.kind = 'sale'
      and o.ordered_on between ${twoYearsBefore(month)} and ${range.to}`)
  const known = new Set(sold.map(idOf))
  return [...sold, ...before.filter((row) => !known.has(idOf(row)))]
}
