/** Baselines (管理基数): trading customers and sales of 30-day spans, counted anew each night. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import type { LocalDate } from '../../domain/time.ts'

/** Days of a span, and how many spans are kept: the newest and six before it. */
const spanDays = 30
const spans = 7

/**
 * Counts the trading customers, order days and sales of the last seven 30-day spans up to `newest`, of the
 * company, of each team with everything below it, and of each rep's customers of today: who takes over
 * customers is measured by what those customers did before. Spans that the orders do not reach over whole are
 * left out. Customers trade by orders that sell something; where no order carries money every order counts.
 */
export async function countTrade(tx: Tx, newest: LocalDate): Promise<void> {
  await tx.execute(sql`delete from trade_spans`)
  // Sums of some hundred thousand customers go to the disk otherwise.
  await tx.execute(sql`set local work_mem = '64MB'`)
  await tx.execute(sql`
    insert into trade_spans (scope, back, data_as_of, customers, order_days, sales_fen)
    with recursive up(team, above, depth) as (
      select code, code, 0 from teams
      union all
      select up.team, t.parent_code, up.depth + 1 from up join teams t on t.code = up.above
      where t.parent_code is not null and up.depth < 20
    ), paths as (select distinct team, above from up
    ), whole as materialized (
      select least(${spans}::int, (${newest}::date - (select min(ordered_on) from orders) + 1) / ${spanDays}::int) as n,
        exists (select from orders where net_fen > 0) as paid
    ), days as (
      select ordered_on, customer_code, sum(net_fen) as fen,
        bool_or(net_fen > 0 or not (select paid from whole)) as trades
      from orders
      where ordered_on > ${newest}::date - ${spanDays * spans}::int and ordered_on <= ${newest}::date
      group by 1, 2
    ), own as (
      select customer_code, (${newest}::date - ordered_on) / ${spanDays}::int as back, sum(fen) as fen,
        count(*) filter (where trades) as days
      from days group by 1, 2
    ), placed as materialized (
      -- A customer is one person's and one team's, so counts of theirs add up to those of all scopes.
      select c.owner_open_id as owner, coalesce(c.team_code, u.team_code) as team, own.back,
        count(*) filter (where own.days > 0) as customers, sum(own.days) as days, sum(own.fen) as fen
      from own left join customers c on c.code = own.customer_code
      left join users u on u.open_id = c.owner_open_id
      where own.back < (select n from whole)
      group by 1, 2, 3
    ), scoped as (
      select 'org' as scope, back, customers, days, fen from placed
      union all select 'rep:' || owner, back, customers, days, fen from placed where owner is not null
      union all select 'team:' || p.above, back, customers, days, fen
        from placed join paths p on p.team = placed.team
    )
    select scope, back, ${newest}::date, sum(customers), sum(days), sum(fen)
    from scoped group by 1, 2`)
}
