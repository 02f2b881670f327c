/** Order histories of all customers, slice by slice as they were packed; chains are put together here. */
import { setImmediate } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import { dateOf } from '../../../domain/alarms/closed-days.ts'
import type { OrderHistory } from '../../../domain/alarms/order-history.ts'
import { together, type Unpacked, unpacked } from './packed.ts'

/** Customers of one query: some megabytes of text at most, whatever the size of the table. */
const sliceCustomers = 4_000

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
export const heads = sql`
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
 * Hands every customer's history up to a day to `use`, each once, as it was kept (`keepHistories`); a chain's
 * orders come together as those of its head office. Days ascend; two orders of one day stand twice,
 * `historyAt` makes one of them.
 */
export async function eachHistory(
  db: Tx,
  { newest, hasMoney }: OrderDays,
  { headOf, branches }: Chains,
  use: (history: OrderHistory) => void,
): Promise<void> {
  const chained = new Map<string, Unpacked[]>()
  const take = ({ c, s }: Packed) => {
    const orders = unpacked(s, newest, hasMoney)
    if (!orders) return
    const head = headOf.get(c) ?? (branches.has(c) ? c : undefined)
    if (head === undefined) return use({ customer: c, ...orders })
    const parts = chained.get(head)
    if (parts) parts.push(orders)
    else chained.set(head, [orders])
  }
  let slice = await sliceAfter(db, null)
  for (let last = slice.at(-1); last; last = slice.at(-1)) {
    const [next] = await Promise.all([
      sliceAfter(db, last.c),
      // The query is on its way before this one's customers hold the thread.
      setImmediate(slice).then((rows) => rows.forEach(take)),
    ])
    slice = next
  }
  for (const [customer, parts] of chained) use({ customer, ...together(parts) })
}

type Packed = { c: string; s: Buffer }

/** The histories that come next after a customer's. */
async function sliceAfter(db: Tx, code: string | null): Promise<readonly Packed[]> {
  const after = code === null ? sql`true` : sql`customer_code > ${code}`
  return db.execute<Packed>(sql`
    select customer_code as c, orders as s from order_histories
    where ${after} order by customer_code limit ${sliceCustomers}`)
}
