/** What there is to talk about with a customer: an offer by rule, and goods that its like buy and it does not. */
import { inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'
import type { Customer } from '../customers/store.ts'
import { type CustomerScope, inScope } from '../customers/store.ts'

/** Orders of so many days are compared. */
const comparedDays = 90
/** So many like customers are asked, and at least so many must there be. */
const likeAtMost = 200
const likeAtLeast = 5
/** A good is missing when this share of the like ones buys it. */
const mostShare = 0.5
const namedGoods = 3

/** The rule's offer for a customer; null where there is none. */
export function offerFor(
  ctx: Pick<Ctx, 'rules'>,
  customer: Customer,
  teams: readonly string[],
): string | null {
  const { type, grade, code: customerCode } = customer
  return ctx.rules.get(settings.alarmOffer, { teams, type, grade, customerCode }).trim() || null
}

export interface MissingGoods {
  readonly names: readonly string[]
  /** Like customers that were compared. */
  readonly n: number
}

/**
 * By customer: goods that at least half of its like bought in the 90 days up to the newest order and that
 * it did not. Like is of the same team, type and grade, bought anything in that time, at most 200 of them
 * in the order of their codes. Customers without enough like ones are left out, and none is guessed.
 */
export async function missingGoods(
  ctx: Pick<Ctx, 'tx'>,
  codes: readonly string[],
): Promise<ReadonlyMap<string, MissingGoods>> {
  if (codes.length === 0) return new Map()
  const rows = await ctx.tx.execute<{ code: string; likes: number; names: string[] }>(sql`
    with newest as (select max(ordered_on) as day from orders),
    asked as (
      select code, type, grade, team_code from customers
      where ${inArray(sql`code`, [...codes])} and team_code is not null),
    kinds as (
      select row_number() over () as kind, team_code, type, grade
      from asked group by team_code, type, grade),
    -- One more than are compared: a customer is not like itself.
    likes as materialized (
      select k.kind, l.code, l.place from kinds k cross join lateral (
        select c.code, row_number() over (order by c.code) as place from customers c
        where c.team_code = k.team_code and c.type is not distinct from k.type
          and c.grade is not distinct from k.grade and c.status = 'active'
        order by c.code limit ${likeAtMost + 1}) l),
    -- Once for all customers of a kind.
    goods as materialized (
      select l.kind, l.code, ol.product_code
      from likes l
      join orders o on o.customer_code = l.code
        and o.ordered_on > (select day from newest) - ${comparedDays}::int
      join order_lines ol on ol.order_code = o.code and ol.kind = 'sale'
      group by 1, 2, 3),
    compared as (
      select a.code as asked, l.code
      from asked a join kinds k on k.team_code = a.team_code
        and k.type is not distinct from a.type and k.grade is not distinct from a.grade
      join likes l on l.kind = k.kind and l.code <> a.code
        and l.place <= ${likeAtMost}::int + case when exists (
          select 1 from likes own where own.kind = k.kind and own.code = a.code) then 1 else 0 end),
    bought as (
      select c.asked, c.code, g.product_code from compared c join goods g on g.code = c.code),
    buyers as (select asked, count(distinct code)::int as n from bought group by 1),
    common as (
      select b.asked, b.product_code, count(*)::int as n, y.n as likes
      from bought b join buyers y on y.asked = b.asked
      where y.n >= ${likeAtLeast}
      group by b.asked, b.product_code, y.n
      having count(*) >= y.n * ${mostShare}::real),
    gaps as (
      select c.* from common c where not exists (
        select 1 from orders o join order_lines ol on ol.order_code = o.code and ol.kind = 'sale'
        where o.customer_code = c.asked and ol.product_code = c.product_code
          and o.ordered_on > (select day from newest) - ${comparedDays}::int)),
    ranked as (
      select g.asked, g.likes, p.name,
        row_number() over (partition by g.asked order by g.n desc, g.product_code) as place
      from gaps g join products p on p.code = g.product_code and p.active)
    select asked as code, likes, array_agg(name order by place) as names
    from ranked where place <= ${namedGoods} group by asked, likes`)
  return new Map(rows.map(({ code, likes, names }) => [code, { names, n: likes }]))
}

/**
 * Customers of a scope that ordered in the last `windowDays` up to the newest order and had not for
 * `silentDays` or more before: dormant ones that are active again. First orders are not counted.
 */
export async function countConversions(
  ctx: Pick<Ctx, 'tx'>,
  scope: CustomerScope,
  { windowDays, silentDays }: { windowDays: number; silentDays: number },
): Promise<number> {
  const [row] = await ctx.tx.execute<{ n: number }>(sql`
    with newest as (select max(ordered_on) as day from orders)
    select count(*)::int as n
    from customers cross join newest cross join lateral (
      -- Customer by customer: the orders between the days are those of the whole company.
      select min(o.ordered_on) filter (where o.ordered_on > newest.day - ${windowDays}::int) as day,
        bool_or(o.ordered_on <= newest.day - ${windowDays}::int) as was_active
      from orders o
      where o.customer_code = customers.code and o.net_fen > 0
        and o.ordered_on > newest.day - greatest(${windowDays}::int, ${silentDays}::int)
    ) a
    where ${inScope(scope) ?? sql`true`}
      and a.day is not null and (not a.was_active or ${silentDays}::int < ${windowDays}::int)
      and (
        select max(o.ordered_on) from orders o
        where o.customer_code = customers.code and o.ordered_on < a.day and o.net_fen > 0
      ) <= a.day - ${silentDays}::int`)
  return row?.n ?? 0
}

/**
 * Of the alarms since a day with which an offer was suggested: how many, how many of those customers
 * ordered within `days` of it, and how many of these orders held a gift. Whether the offer was made nobody
 * knows, nor whether it was the reason.
 */
export async function countUptake(
  ctx: Pick<Ctx, 'tx'>,
  scope: CustomerScope,
  since: string,
  days: number,
): Promise<{ offered: number; ordered: number; gifts: number }> {
  const [row] = await ctx.tx.execute<{ offered: number; ordered: number; gifts: number }>(sql`
    with offered as (
      select distinct on (a.customer_code) a.customer_code as code, a.data_as_of, a.raised_on
      from customer_alarms a join customers on customers.code = a.customer_code
      where a.raised_on >= ${since} and ${inScope(scope) ?? sql`true`}
        and exists (select 1 from alarm_events e where e.alarm_id = a.id and e.kind = 'offered')
      order by a.customer_code, a.raised_on desc)
    select count(*)::int as offered,
      (count(*) filter (where came.n > 0))::int as ordered,
      (count(*) filter (where came.gifts > 0))::int as gifts
    from offered f cross join lateral (
      select count(*) as n, count(*) filter (where exists (
        select 1 from order_lines l where l.order_code = o.code and l.kind = 'gift')) as gifts
      from orders o
      where o.customer_code = f.code and o.ordered_on > f.data_as_of
        and o.ordered_on <= f.raised_on + ${days}::int and o.net_fen > 0) came`)
  return row ?? { offered: 0, ordered: 0, gifts: 0 }
}

/**
 * Of the alarms since a day that somebody acted on and whose 30 days after that are over in the data: how
 * many customers, their sales of those 30 days, and a third of those of the 90 days before, in fen. Before
 * and after only: nobody knows what would have come without the act.
 */
export async function countLift(
  ctx: Pick<Ctx, 'tx' | 'zone'>,
  scope: CustomerScope,
  since: string,
): Promise<{ customers: number; afterFen: number; beforeFen: number }> {
  const [row] = await ctx.tx.execute<{ n: number; after: string; before: string }>(sql`
    with acted as (
      select distinct on (a.customer_code) a.customer_code as code,
        (a.acted_at at time zone ${ctx.zone})::date as day
      from customer_alarms a join customers on customers.code = a.customer_code
      where a.raised_on >= ${since} and a.acted_at is not null and a.state <> 'false_alarm'
        and ${inScope(scope) ?? sql`true`}
      order by a.customer_code, a.acted_at)
    select count(*)::int as n, coalesce(sum(s.after), 0) as after, coalesce(sum(s.before), 0) / 3 as before
    from acted a cross join lateral (
      select coalesce(sum(o.net_fen) filter (where o.ordered_on > a.day), 0) as after,
        coalesce(sum(o.net_fen) filter (where o.ordered_on <= a.day), 0) as before
      from orders o
      where o.customer_code = a.code and o.ordered_on > a.day - 90 and o.ordered_on <= a.day + 30) s
    where a.day + 30 <= (select max(ordered_on) from orders)`)
  return {
    customers: row?.n ?? 0,
    afterFen: Math.round(Number(row?.after ?? 0)),
    beforeFen: Math.round(Number(row?.before ?? 0)),
  }
}
