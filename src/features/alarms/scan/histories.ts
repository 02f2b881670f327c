/** Order histories out of the whole table, slice by slice: grouped in SQL, a customer at a time here. */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import { dateOf, dayOf } from '../../../domain/alarms/closed-days.ts'
import type { OrderHistory } from '../../../domain/alarms/order-history.ts'
import { date } from '../../../domain/time.ts'

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
 * Hands every customer's history up to a day to `use`, each once; a chain's orders come together as those of
 * its head office. Days ascend; two orders of one day stand twice, `historyAt` makes one of them.
 */
export async function eachHistory(
  db: Tx,
  days: OrderDays,
  chains: Chains,
  use: (history: OrderHistory) => void,
): Promise<void> {
  const series = seriesOf(days)
  const read = async (query: SQL, skipsChains: boolean) => {
    const rows = await db.execute<{ c: string; s: Buffer | null }>(query)
    for (const { c, s } of rows) {
      if (s === null || (skipsChains && (chains.headOf.has(c) || chains.branches.has(c)))) continue
      use(historyOf(c, s))
    }
  }
  const slices = await sliceBounds(db)
  const work = slices.map((range) => () => read(sliceOf(series, range), true))
  if (chains.headOf.size > 0)
    work.push(() =>
      read(
        sql`${heads}, members as (select code, head from heads union select head, head from heads)
          select m.head as c, ${series} from members m join orders o on o.customer_code = m.code
          group by m.head`,
        false,
      ),
    )
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      for (let next = work.shift(); next; next = work.shift()) await next()
    }),
  )
}

/** What a day counts in a packed order; fen are below half of it on either side of 0: some 700 billion yuan. */
const dayStep = 2 ** 47

/**
 * A customer's orders, eight bytes each: day × `dayStep` + fen, upwards of the smallest fen. Text costs the
 * server three times as much, arrays twice. They are asked for in no order, since to say one costs as much again:
 * the index hands them over by day, and where a plan does not, `historyOf` sorts. The conditions stand in the
 * aggregate: in the `where` they lure the planner to the index by day, whose rows it must sort.
 */
const seriesOf = ({ newest, hasMoney }: OrderDays) => sql`
  string_agg(int8send((o.ordered_on - date '1970-01-01') * ${sql.raw(String(dayStep))}::bigint
      + (o.net_fen + ${sql.raw(String(dayStep / 2))}::bigint)), ''::bytea)
    filter (where o.ordered_on <= ${dateOf(newest)} ${hasMoney ? sql`and o.net_fen > 0` : sql``}) as s`

const sliceOf = (series: SQL, range: SQL) =>
  sql`select o.customer_code as c, ${series} from orders o where ${range} group by o.customer_code`

/** The plan of the second slice, for the bench. */
export async function explainSlice(db: Tx): Promise<string> {
  const days = await orderDaysOf(db, dayOf(date('9999-01-01')))
  const bounds = await sliceBounds(db)
  const range = bounds[1] ?? bounds[0]
  if (!days || !range) return ''
  const rows = await db.execute<Record<string, string>>(
    sql`explain (costs off) ${sliceOf(seriesOf(days), range)}`,
  )
  return rows.map((row) => Object.values(row)[0]).join('\n')
}

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

/** Reads what `seriesOf` packed. */
function historyOf(customer: string, packed: Buffer): OrderHistory {
  const count = packed.length / 8
  const days = new Array<number>(count)
  const amounts = new Array<number>(count)
  let isSorted = true
  for (let i = 0; i < count; i++) {
    // The upper half holds the day above 15 bits of the fen.
    const upper = packed.readInt32BE(8 * i)
    const day = upper >> 15
    days[i] = day
    amounts[i] = (upper & 0x7fff) * 2 ** 32 + packed.readUInt32BE(8 * i + 4) - dayStep / 2
    if (i > 0 && day < (days[i - 1] ?? day)) isSorted = false
  }
  return isSorted ? { customer, days, amounts } : { customer, ...byDay(days, amounts) }
}

function byDay(days: readonly number[], amounts: readonly number[]) {
  const order = [...days.keys()].sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0))
  return { days: order.map((i) => days[i] ?? 0), amounts: order.map((i) => amounts[i] ?? 0) }
}
