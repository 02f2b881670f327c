/** What facts are asked for, and the parts of SQL that sales and money have in common. */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import type { Fact, TakenBack } from '../../../domain/commission/compute.ts'
import type { SchemeTerms } from '../../../domain/commission/terms.ts'
import { costOf } from '../../imports/kinds/quantities.ts'
import { isOneOf } from '../../performance/figures/scope.ts'
import { yearBefore } from '../months.ts'

export type Wanted = {
  tx: Tx
  schemeId: string
  terms: SchemeTerms
  month: string
  /** The company's zone: grades are those of a local day. */
  zone: string
  /** Whom the scheme covers. */
  covered: ReadonlySet<string>
  /** Only the facts of these people; without it of everybody. */
  openIds?: readonly string[] | undefined
  /** With `openIds`: the customers whose sales or money may be one of these people's (`customersOf`). */
  customers?: readonly string[] | undefined
  /** The month is closed: goods that were paid for stay in, whatever became of their category. */
  isClosed?: boolean
}

/** A fact before it is known what was paid for the sale that it takes back. */
export type RawFact = Omit<Fact, 'takesBack'> & { takesBack?: Omit<TakenBack, 'paidFen'> }

/** A line of goods as it is read, of a sale or a return. */
export type GoodsRow = {
  order_code: string
  line_no: number
  kind: 'sale' | 'return' | 'gift'
  product_code: string
  customer_code: string
  rep: string | null
  ordered_on: string
  quantity: string
  unit: string | null
  own_unit: string | null
  base_unit: string | null
  case_size: string | null
  amount: string
  cost: string
  /** Fen for the product's own unit. */
  floor: string | null
  grade_fits: boolean
}

export const list = (values: readonly string[]): SQL =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb))`

/** Columns of a `GoodsRow`, of orders `o`, order_lines `l`, products `p`, customers `c`. */
export const goodsColumns = ({ terms, zone }: Wanted, gradeDay: SQL): SQL => sql`
  o.code as order_code, l.line_no, l.kind, l.product_code, o.customer_code, o.rep_open_id as rep,
  o.ordered_on::text as ordered_on, l.quantity, l.unit, p.unit as own_unit, p.base_unit, p.case_size,
  l.amount_fen as amount, l.cost_fen as cost,
  ${terms.base === 'overFloor' ? floorOf(terms) : sql`null`} as floor,
  ${terms.grades.length === 0 ? sql`true` : sql`coalesce(${gradeOn(gradeDay, zone)} in ${list(terms.grades)}, false)`} as grade_fits`

const floorOf = ({ floorLevel }: SchemeTerms): SQL =>
  floorLevel === null
    ? sql`p.price_fen`
    : sql`coalesce((select pr.price_fen from prices pr
        where pr.product_code = l.product_code and pr.price_level = ${floorLevel}), p.price_fen)`

/** The customer's grade on a day: what the first change after it found, or today's. */
const gradeOn = (day: SQL, zone: string): SQL => sql`(
  select case when g.id is null then c.grade else g.before end from (select 1) one
  left join lateral (
    select gc.id, gc.before from grade_changes gc
    where gc.customer_code = o.customer_code and gc.at >= ((${day} + 1)::timestamp at time zone ${zone})
    order by gc.at limit 1) g on true)`

/** Goods that the terms name; of a closed month also those that were paid for. */
export function goodsFit({ terms, schemeId, isClosed }: Wanted, lineId: SQL): SQL {
  const { products, categories } = terms
  if (products.length === 0 && categories.length === 0) return sql`true`
  const named = sql`(l.product_code in ${list(products)} or p.category in ${list(categories)})`
  if (!isClosed) return named
  return sql`(${named} or exists (
    select 1 from commission_lines cl join commission_results cr on cr.id = cl.result_id
    where cl.line_id = ${lineId} and cl.product_code = l.product_code and cr.scheme_id = ${schemeId}))`
}

/** Kinds of lines that are sold; given goods cost, so that a profit counts them. */
export const soldKinds = ({ base }: SchemeTerms): SQL =>
  base === 'grossProfit' ? sql`('sale', 'gift')` : sql`('sale')`

const million = 1_000_000

/** The quantity in the product's own unit; as it was written where the unit is not known. */
export function quantityOf(row: GoodsRow): number {
  const { own_unit, base_unit, case_size, quantity, unit } = row
  if (own_unit === null) return Number(quantity)
  // What a million a unit would cost, in millionths, is the quantity to six decimals.
  const product = { unit: own_unit, baseUnit: base_unit, caseSize: case_size, costFen: million }
  const cost = costOf(product, quantity, unit)
  return cost === null ? Number(quantity) : cost / million
}

/** The numbers of a line; `part` of it. */
export function numbersOf(row: GoodsRow, part = 1) {
  const quantity = quantityOf(row) * part
  const isGift = row.kind === 'gift'
  return {
    customerCode: row.customer_code,
    orderCode: row.order_code,
    productCode: row.product_code,
    quantity: isGift ? 0 : quantity,
    amountFen: isGift ? 0 : Number(row.amount) * part,
    costFen: Number(row.cost) * part,
    floorFen: row.floor === null ? null : Number(row.floor) * quantity,
  }
}

/** Customers whose sales or money may be one of the wanted people's; undefined where everybody is wanted. */
export async function customersOf({
  tx,
  openIds,
  month,
  terms,
}: Wanted): Promise<string[] | undefined> {
  if (openIds === undefined) return undefined
  const are = (column: SQL) => isOneOf(column, openIds)
  const together =
    terms.jointShare > 0
      ? sql`union select v.customer_code from visits v
          where ${are(sql`v.rep_open_id`)} and v.date >= ${yearBefore(month)}`
      : sql``
  const owned =
    terms.afterHandover === 'owner'
      ? sql`union select code from customers c where ${are(sql`c.owner_open_id`)}
          union select customer_code from customer_owners co where ${are(sql`co.owner_open_id`)}`
      : sql``
  const rows = await tx.execute<{ code: string }>(sql`
    select m.customer_code as code from orders m where ${are(sql`m.rep_open_id`)} ${together} ${owned}`)
  const codes = [...new Set(rows.map(({ code }) => code))]
  if (terms.settledOn !== 'collection' || codes.length === 0) return codes
  // Somebody may pay for another customer's order.
  const payers = await tx.execute<{ code: string }>(sql`
    select distinct p.customer_code as code from orders o join payments p on p.order_code = o.code
    where ${isOneOf(sql`o.customer_code`, codes)} and p.customer_code <> o.customer_code`)
  return [...new Set([...codes, ...payers.map(({ code }) => code)])]
}

/** Only customers of the wanted people. */
export const ofThem = ({ customers }: Wanted, customerCode: SQL): SQL =>
  customers === undefined ? sql`true` : isOneOf(customerCode, customers)
