/**
 * What happened, as rows of countable facts: one select for stops of plans, one for visits, one for
 * promised visits, one for orders, one for money received, each with whose (`open_id`), where (`customer_code`) and when (`date`, local). Every sum
 * that a figure is made of is a sum over these, whatever it is grouped by.
 */
import { type SQL, sql } from 'drizzle-orm'
import { LATE_DAYS } from '../../../domain/performance/sums.ts'

/** Which facts: a condition on a person's column and a date column. */
export type Where = (openId: SQL, date: SQL) => SQL

/** A closed visit by the stop's rep at the stop's customer, as `v`. */
const madeOf = sql`v.rep_open_id = ps.rep_open_id and v.customer_code = ps.customer_code and v.status = 'closed'`

/**
 * Stops that count in the plan of the rates: leave and approved skips are left out. Wants `leave_days`
 * in scope. A visited stop is in order if no stop that stands later on the plan was visited before it.
 */
const stopFacts = (where: Where): SQL => sql`
  select ps.rep_open_id as open_id, ps.customer_code, ps.date, 1 as planned,
    (m.at is not null)::int as completed,
    (m.at is not null and ps.sequence > coalesce(max(case when m.at is not null then ps.sequence end) over (
      partition by ps.rep_open_id, ps.date order by m.at nulls last, ps.sequence
      rows between unbounded preceding and 1 preceding), -1))::int as in_order,
    coalesce(m.off_site, false)::int as off_site,
    (m.at is null and exists (select 1 from visits v where ${madeOf}
      and v.date > ps.date and v.date <= ps.date + ${LATE_DAYS}::int))::int as late
  from plan_stops ps
  left join lateral (
    select min(v.checked_in_at) as at, bool_and(v.verdict = 'off_site') as off_site
    from visits v where ${madeOf} and v.date = ps.date
  ) m on true
  where ps.counted and ps.skip_state is distinct from 'approved'
    and ${where(sql`ps.rep_open_id`, sql`ps.date`)}
    and not exists (select 1 from leave_days l where l.open_id = ps.rep_open_id and l.date = ps.date)`

/** The assessment came out red, or a person ruled that it was false; a ruling stands above the score. */
const isRed = sql`exists (select 1 from visit_assessments a where a.visit_id = v.id
  and case when a.ruled_as is null then a.band = 'red' else a.ruled_as = 'false' end)`

/** Closed visits. What made a visit valid was judged when it closed; `sold` is by the same rep, that day. */
const visitFacts = (where: Where): SQL => sql`
  select v.rep_open_id as open_id, v.customer_code, v.date, 1 as done, (not v.planned)::int as unplanned,
    (sold.lines > 0)::int as strikes, sold.lines,
    (v.verdict = 'on_site' and v.photos_complete is true and v.stayed_enough is true
      and v.closed_by = 'rep' and not ${isRed})::int as valid,
    (v.summary_score is not null)::int as summaries, coalesce(v.summary_score, 0) as summary_points,
    v.dwell_minutes as stay
  from visits v
  left join lateral (
    select coalesce(sum(o.sale_lines), 0) as lines from orders o
    where o.customer_code = v.customer_code and o.ordered_on = v.date and o.rep_open_id = v.rep_open_id
  ) sold on true
  where v.status = 'closed' and ${where(sql`v.rep_open_id`, sql`v.date`)}`

/**
 * Next visits that a closed visit promised, on the day that was named; kept by any visit to the customer
 * after that visit's day and by then, whoever made it. Wants `leave_days` in scope.
 */
const promiseFacts = (where: Where): SQL => sql`
  select p.rep_open_id as open_id, p.customer_code, p.next_visit_on as date, 1 as promised,
    (exists (select 1 from visits v where v.customer_code = p.customer_code and v.status = 'closed'
      and v.date > p.date and v.date <= p.next_visit_on))::int as kept
  from visits p
  where p.status = 'closed' and p.next_visit_on is not null
    and ${where(sql`p.rep_open_id`, sql`p.next_visit_on`)}
    and not exists (select 1 from leave_days l where l.open_id = p.rep_open_id and l.date = p.next_visit_on)
    and not exists (select 1 from plan_stops ps where ps.rep_open_id = p.rep_open_id
      and ps.date = p.next_visit_on and ps.customer_code = p.customer_code and ps.skip_state = 'approved')`

/** Orders of a rep; `newcomers` is 1 where no earlier order sold anything to the customer. */
const orderFacts = (where: Where): SQL => sql`
  select o.rep_open_id as open_id, o.customer_code, o.ordered_on as date, o.net_fen, o.quantity, o.cost_fen,
    (o.sale_lines > 0)::int as orders,
    (o.sale_lines > 0 and not exists (select 1 from orders e
      where e.customer_code = o.customer_code and e.sale_lines > 0
        and (e.ordered_on, e.code) < (o.ordered_on, o.code)))::int as newcomers
  from orders o
  where o.rep_open_id is not null and ${where(sql`o.rep_open_id`, sql`o.ordered_on`)}`

/** Parts of payments, as `payment_credits` has them at the moment. */
const creditFacts = (where: Where): SQL => sql`
  select p.open_id, p.customer_code, p.received_on as date, p.amount_fen as collected_fen
  from payment_credits p
  where p.open_id is not null and ${where(sql`p.open_id`, sql`p.received_on`)}`

/**
 * All of them, added up by `keys`: columns of the facts, or one expression over them and what `join`
 * brings in, called `key`. Wants `leave_days` in scope. `stays` are the minutes of each visit that its
 * rep ended.
 */
export function addedUp(where: Where, keys: SQL, join?: SQL): SQL {
  return sql`
    select ${join ? sql`${keys} as key` : keys}, sum(planned)::int as planned, sum(completed)::int as completed,
      sum(in_order)::int as in_order, sum(late)::int as late, sum(off_site)::int as off_site,
      sum(done)::int as done, sum(unplanned)::int as unplanned, sum(strikes)::int as strikes,
      sum(valid)::int as valid, sum(summaries)::int as summaries,
      sum(summary_points)::int as summary_points, sum(promised)::int as promised, sum(kept)::int as kept,
      sum(lines)::int as lines,
      coalesce(array_agg(stay order by stay) filter (where stay is not null), '{}') as stays,
      sum(net_fen)::bigint as net_fen, sum(quantity) as quantity, sum(cost_fen)::bigint as cost_fen,
      sum(orders)::int as orders, sum(newcomers)::int as newcomers,
      sum(collected_fen)::bigint as collected_fen
    from (
      select open_id, customer_code, date, planned, completed, in_order, late, off_site,
        0 as done, 0 as unplanned, 0 as strikes, 0 as valid, 0 as summaries, 0 as summary_points,
        0 as promised, 0 as kept, 0 as lines, null::int as stay,
        0 as net_fen, 0 as quantity, 0 as cost_fen, 0 as orders, 0 as newcomers,
        0 as collected_fen
      from (${stopFacts(where)}) s
      union all
      select open_id, customer_code, date, 0, 0, 0, 0, 0, done, unplanned, strikes, valid,
        summaries, summary_points, 0, 0, lines, stay, 0, 0, 0, 0, 0, 0
      from (${visitFacts(where)}) v
      union all
      select open_id, customer_code, date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, promised, kept, 0, null,
        0, 0, 0, 0, 0, 0
      from (${promiseFacts(where)}) k
      union all
      select open_id, customer_code, date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null,
        net_fen, quantity, cost_fen, orders, newcomers, 0
      from (${orderFacts(where)}) o
      union all
      select open_id, customer_code, date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null,
        0, 0, 0, 0, 0, collected_fen
      from (${creditFacts(where)}) p
    ) f ${join ?? sql``}
    group by ${join ? sql`1` : keys}`
}
