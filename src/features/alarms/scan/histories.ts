/** Order histories out of the whole table, slice by slice: grouped in SQL, a customer at a time here. */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import { dateOf } from '../../../domain/alarms/closed-days.ts'
import type { OrderHistory } from '../../../domain/alarms/order-history.ts'

/** Customers of one query: some megabytes of text at most, whatever the size of the table. */
const sliceCustomers = 4_000
/** Queries at a time: while one slice is judged the next is grouped. */
const atATime = 2

export interface OrderDays {
  /** First and last calendar day with an order, up to the day of the scan. */
  readonly oldest: number
  readonly newest: number
  /** Whether orders carry money: then a day of gifts, exchanges or returns alone is no order day. */
  readonly hasMoney: boolean
}

/** What the orders up to a day span; null without any order. By index. */
export async function orderDaysOf(tx: Tx, upTo: number): Promise<OrderDays | null> {
  const [row] = await tx.execute<{ oldest: number | null; newest: number | null; paid: boolean }>(
    sql`select (select min(ordered_on) from orders) - date '1970-01-01' as oldest,
      (select max(ordered_on) from orders where ordered_on <= ${dateOf(upTo)}) - date '1970-01-01' as newest,
      exists (select from orders where net_fen > 0) as paid`,
  )
  if (!row || row.oldest === null || row.newest === null) return null
  return { oldest: row.oldest, newest: row.newest, hasMoney: row.paid }
}

/** Shops of a chain by the head office at which they are judged. */
export interface Chains {
  readonly headOf: ReadonlyMap<string, string>
  readonly branches: ReadonlyMap<string, number>
}

/** The head office of every customer below one that is on the list; chains of chains go up to the top. */
const heads = sql`
  with recursive up(code, head, depth) as (
    select c.code, c.parent_code, 1 from customers c join customers p on p.code = c.parent_code
    where c.parent_code <> c.code
    union all
    select up.code, c.parent_code, up.depth + 1 from up join customers c on c.code = up.head
    join customers p on p.code = c.parent_code
    where c.parent_code not in (c.code, up.code) and up.depth < 8
  ), heads as (select distinct on (code) code, head from up order by code, depth desc)`

export async function readChains(tx: Tx): Promise<Chains> {
  const rows = await tx.execute<{ code: string; head: string }>(
    sql`${heads} select code, head from heads`,
  )
  const branches = new Map<string, number>()
  for (const { head } of rows) branches.set(head, (branches.get(head) ?? 0) + 1)
  return { headOf: new Map(rows.map(({ code, head }) => [code, head])), branches }
}

/**
 * Hands every customer's history up to a day to `use`, each once; a chain's orders come together as those of
 * its head office. Days ascend; two orders of one day stand twice, `historyAt` makes one of them.
 */
export async function eachHistory(
  db: Tx,
  days: OrderDays,
  chains: Chains,
  use: (history: OrderHistory) => void,
): Promise<void> {
  const counts = sql`o.ordered_on <= ${dateOf(days.newest)} ${days.hasMoney ? sql`and o.net_fen > 0` : sql``}`
  const read = async (query: SQL, skipsChains: boolean) => {
    const rows = await db.execute<{ c: string; d: string; f: string }>(query)
    for (const { c, d, f } of rows) {
      if (skipsChains && (chains.headOf.has(c) || chains.branches.has(c))) continue
      use({ customer: c, days: numbersOf(d), amounts: numbersOf(f) })
    }
  }
  const slices = await sliceBounds(db)
  const work = slices.map(
    (range) => () =>
      read(
        sql`select o.customer_code as c, ${series} from orders o where ${range} and ${counts}
          group by o.customer_code`,
        true,
      ),
  )
  if (chains.headOf.size > 0)
    work.push(() =>
      read(
        sql`${heads}, members as (select code, head from heads union select head, head from heads)
          select m.head as c, ${series} from members m join orders o on o.customer_code = m.code
          where ${counts} group by m.head`,
        false,
      ),
    )
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      for (let next = work.shift(); next; next = work.shift()) await next()
    }),
  )
}

/** Text and not arrays: the driver would make an object of every number. Read in the index's order, so nothing is sorted. */
const series = sql`
  array_agg(o.ordered_on - date '1970-01-01' order by o.ordered_on)::text as d,
  array_agg(o.net_fen order by o.ordered_on)::text as f`

/** Ranges of customer codes that together hold every code there is, known to the list of customers or not. */
async function sliceBounds(db: Tx): Promise<SQL[]> {
  const rows = await db.execute<{ code: string }>(sql`
    select code from (select code, row_number() over (order by code) as n from customers) numbered
    where n % ${sliceCustomers}::int = 0 order by code`)
  const bounds = rows.map(({ code }) => code)
  return [...bounds, null].map((to, i) => {
    const from = bounds[i - 1]
    const above = from === undefined ? sql`true` : sql`o.customer_code >= ${from}`
    return to === null ? above : sql`${above} and o.customer_code < ${to}`
  })
}

/** `{1,-20,300}` as numbers: PostgreSQL's own text of an array of whole numbers. */
function numbersOf(text: string): number[] {
  const numbers: number[] = []
  let value = 0
  let sign = 1
  for (let i = 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 48) {
      if (code <= 57) value = value * 10 + code - 48
      else {
        numbers.push(sign * value)
        value = 0
      }
    } else if (code === 45) sign = -1
    else {
      numbers.push(sign * value)
      value = 0
      sign = 1
    }
  }
  return numbers
}
