/** Keeps the packed order histories up with the orders: who is marked is packed anew, nobody else. */
import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../../../db/client.ts'
import { packedOrders } from './packed.ts'

/** Customers of one transaction: a night's are two or three of them, a first night's some dozens. */
const sliceCustomers = 4_000

/**
 * Packs the histories of all marked customers anew, slice by slice, each a transaction: stopped half-way, the
 * rest stays marked. Answers how many customers that were. Marks that commit meanwhile are for the next time.
 */
export async function keepHistories(db: Db, limit = sliceCustomers): Promise<number> {
  let kept = 0
  for (;;) {
    const some = await db.transaction((tx) => keepSome(tx, limit))
    kept += some
    if (some < limit) return kept
  }
}

async function keepSome(tx: Tx, limit: number): Promise<number> {
  // One at a time: of two, the one that read first could write last.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('order_histories'))`)
  const [row] = await tx.execute<{ codes: string[] | null }>(sql`
    with chosen as (
      select distinct customer_code from order_history_marks order by customer_code limit ${limit}
    ), gone as (
      delete from order_history_marks m using chosen c where c.customer_code = m.customer_code
      returning m.customer_code
    )
    select json_agg(distinct customer_code) as codes from gone`)
  const codes = row?.codes ?? []
  if (codes.length === 0) return 0
  // Customer by customer, so that each one's orders come by the index and in its order.
  await tx.execute(sql`
    with taken as materialized (
      select code from json_array_elements_text(${JSON.stringify(codes)}::text::json) t(code)
    ), fresh as materialized (
      select t.code, p.orders from taken t cross join lateral (
        select ${packedOrders} as orders from orders o where o.customer_code = t.code) p
    ), emptied as (
      delete from order_histories h using fresh f where h.customer_code = f.code and f.orders is null
    )
    insert into order_histories (customer_code, orders)
    select code, orders from fresh where orders is not null
    on conflict (customer_code) do update set orders = excluded.orders`)
  return codes.length
}
