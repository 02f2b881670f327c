/** What a handover is about: conditions on the tables, and the counts that a person reads before it. */
import { type SQL, sql } from 'drizzle-orm'
import type { HandoverCounts } from '../../../../cards/handover/view.ts'
import type { Tx } from '../../../db/client.ts'
import type { LocalDate } from '../../../domain/time.ts'

/** Why the stops of somebody who has left are off: as kept in `skip_reason`. */
export const leftReason = 'left'

export interface What {
  readonly fromOpenId: string
  readonly today: LocalDate
  /** `all`, `grade:<A>`, `line:<line>`, or `list:<id>`: the ticked ones of a list. */
  readonly pick: string
}

/** Of the giver's customers those that were chosen; `c` is the table `customers`. */
export function chosen({ fromOpenId, pick }: Pick<What, 'fromOpenId' | 'pick'>): SQL {
  const own = sql`c.owner_open_id = ${fromOpenId}`
  const value = pick.slice(pick.indexOf(':') + 1)
  if (pick.startsWith('grade:')) return sql`${own} and c.grade = ${value}`
  if (pick.startsWith('line:')) return sql`${own} and c.line = ${value}`
  if (pick.startsWith('list:'))
    return sql`${own} and c.code in (
      select customer_code from handover_picks where list_id::text = ${value})`
  return pick === 'all' ? own : sql`false`
}

/** With `all` everything that is still to be done, whoever owns the customer by now. */
const ofChosen = (what: What, code: SQL): SQL =>
  what.pick === 'all'
    ? sql`true`
    : sql`${code} in (select c.code from customers c where ${chosen(what)})`

/** Stops from today on that are not visited, those of a leaver that were called off too; `s` is the table. */
export const futureStops = (what: What): SQL => sql`
  s.rep_open_id = ${what.fromOpenId} and s.date >= ${what.today}
  and (s.status = 'planned' or (s.status = 'skipped' and s.skip_reason = ${leftReason}))
  and ${ofChosen(what, sql`s.customer_code`)}
  and not exists (select 1 from visits v where v.rep_open_id = s.rep_open_id
    and v.customer_code = s.customer_code and v.date = s.date and v.status = 'open')`

/** Wishes and promises from today on that no visit has met; `w` is the table. */
export const futureWishes = (what: What): SQL => sql`
  w.rep_open_id = ${what.fromOpenId} and w.date >= ${what.today}
  and w.status in ('waiting', 'orphaned') and ${ofChosen(what, sql`w.customer_code`)}
  and not exists (select 1 from visits v where v.rep_open_id = w.rep_open_id
    and v.customer_code = w.customer_code and v.date = w.date and v.status <> 'cancelled')`

/** Customers, stops to come and promises; a promise that is on a plan already counts once, as a promise. */
export async function countWhat(tx: Tx, what: What): Promise<HandoverCounts> {
  const [row] = await tx.execute<Record<string, string>>(sql`
    with mine as (select c.status, c.grade from customers c where ${chosen(what)}),
    todo as (
      select s.customer_code, s.date, s.source = 'promise' as promised from plan_stops s
      where ${futureStops(what)}
      union
      select w.customer_code, w.date, w.source = 'promise' from plan_wishes w
      where ${futureWishes(what)}
    ), days as (select customer_code, date, bool_or(promised) as promised from todo group by 1, 2)
    select (select count(*) from mine) as customers,
      (select count(*) from mine where status = 'closed') as closed,
      (select count(*) from mine where grade = 'A') as a,
      (select count(*) from mine where grade = 'B') as b,
      (select count(*) from mine where grade = 'C') as c,
      (select count(*) from mine where grade = 'D') as d,
      (select count(*) from days where not promised) as stops,
      (select count(*) from days where promised) as promises`)
  const n = (key: string) => Number(row?.[key] ?? 0)
  return {
    customers: n('customers'),
    closed: n('closed'),
    grades: { A: n('a'), B: n('b'), C: n('c'), D: n('d') },
    stops: n('stops'),
    promises: n('promises'),
  }
}

/** Lines and grades by which a giver's customers can be chosen, the largest first. */
export async function picksOf(
  tx: Tx,
  fromOpenId: string,
): Promise<{ pick: string; customers: number }[]> {
  const rows = await tx.execute<{ pick: string; n: string }>(sql`
    select pick, count(*) as n from customers c, lateral (values ('grade:' || c.grade), ('line:' || c.line)) v(pick)
    where c.owner_open_id = ${fromOpenId} and pick is not null
    group by pick order by pick like 'line:%', case when pick like 'line:%' then -count(*) end, pick limit 60`)
  return rows.map(({ pick, n }) => ({ pick, customers: Number(n) }))
}
