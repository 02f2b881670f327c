/** What the records name and nobody has entered yet: for `doctor` and for admins. */
import { asc, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { teams } from './tables.ts'

export interface PendingReference {
  readonly what: 'person' | 'team' | 'customer' | 'product' | 'order'
  /** The open_id or code that nothing answers to. */
  readonly id: string
  /** How many records wait for it. */
  readonly records: number
}

/** Every id and code that is named somewhere and is not there, the most waited for first. */
export async function pendingReferences(tx: Tx): Promise<PendingReference[]> {
  const rows = await tx.execute<{ what: PendingReference['what']; id: string; records: string }>(
    sql`
    with named(what, id) as (
      select 'person', owner_open_id from customers
      union all select 'person', open_id from team_managers
      union all select 'person', rep_open_id from orders
      union all select 'person', collector_open_id from payments
      union all select 'person', substr(scope, 8) from targets where scope like 'person:%'
      union all select 'person', substr(scope, 8) from calendar_days where scope like 'person:%'
      union all select 'team', parent_code from teams
      union all select 'team', team_code from users
      union all select 'team', team_code from customers
      union all select 'team', substr(scope, 6) from targets where scope like 'team:%'
      union all select 'team', substr(scope, 6) from calendar_days where scope like 'team:%'
      union all select 'customer', parent_code from customers
      union all select 'customer', supplier_code from customers
      union all select 'customer', customer_code from orders
      union all select 'customer', customer_code from payments
      union all select 'product', product_code from order_lines
      union all select 'product', product_code from prices
      union all select 'product', nullif(product_code, '') from targets
      union all select 'order', order_code from payments
    ), waiting as (
      select what, id, count(*) as records from named where id is not null group by what, id)
    select w.what, w.id, w.records from waiting w
    where not case w.what
      when 'person' then exists (select 1 from users where open_id = w.id)
      when 'team' then exists (select 1 from teams where code = w.id)
      when 'customer' then exists (select 1 from customers where code = w.id)
      when 'product' then exists (select 1 from products where code = w.id)
      else exists (select 1 from orders where code = w.id) end
    order by w.records desc, w.what, w.id`,
  )
  return rows.map(({ what, id, records }) => ({ what, id, records: Number(records) }))
}

/** Teams whose results have no group to go to. */
export async function teamsWithoutGroup(tx: Tx): Promise<{ code: string; name: string }[]> {
  return tx
    .select({ code: teams.code, name: teams.name })
    .from(teams)
    .where(isNull(teams.chatId))
    .orderBy(asc(teams.code))
}
