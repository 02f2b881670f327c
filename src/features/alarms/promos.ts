/** What there is to offer a customer by rule, and what came of offers, of acts and of goods that were named. */
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'
import type { Customer } from '../customers/store.ts'
import { type CustomerScope, inScope } from '../customers/store.ts'

export interface Tips {
  readonly tips: number
  readonly customers: number
  readonly bought: number
  readonly buyers: number
  readonly afterFen: number
  readonly beforeFen: number
}

/** The rule's offer for a customer; null where there is none. */
export function offerFor(
  ctx: Pick<Ctx, 'rules'>,
  customer: Customer,
  teams: readonly string[],
): string | null {
  const { type, grade, code: customerCode } = customer
  return ctx.rules.get(settings.alarmOffer, { teams, type, grade, customerCode }).trim() || null
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

/**
 * Goods that the cards of visits since a day named as bought by like customers and not by this one, each
 * once a customer, whose `days` are over in the data: how many, of how many customers, how many of them were
 * bought in those days and by how many. And the sales of these customers in the 30 days after, with a third
 * of the 90 days before, in fen. Before and after only: nobody knows what would have come unasked.
 */
export async function countTips(
  ctx: Pick<Ctx, 'tx'>,
  scope: CustomerScope,
  since: string,
  days: number,
): Promise<Tips> {
  const [row] = await ctx.tx.execute<
    Record<'tips' | 'customers' | 'bought' | 'buyers', number> & Record<'after' | 'before', string>
  >(sql`
    with shown as (
      select v.customer_code as code, g.product_code as product, min(v.date) as day
      from goods_tips g join visits v on v.id = g.visit_id
        and v.status = 'closed' and v.date >= ${since}
      join customers on customers.code = v.customer_code and ${inScope(scope) ?? sql`true`}
      group by 1, 2),
    judged as (
      select s.*, exists (
        select 1 from orders o
        join order_lines l on l.order_code = o.code and l.kind = 'sale' and l.product_code = s.product
        where o.customer_code = s.code and o.ordered_on between s.day and s.day + ${days}::int) as bought
      from shown s where s.day + greatest(30, ${days}::int) <= (select max(ordered_on) from orders)),
    first as (select code, min(day) as day from judged group by 1),
    sums as (
      select coalesce(sum(o.net_fen) filter (where o.ordered_on >= f.day), 0) as after,
        coalesce(sum(o.net_fen) filter (where o.ordered_on < f.day), 0) / 3 as before
      from first f join orders o on o.customer_code = f.code
        and o.ordered_on between f.day - 90 and f.day + 29)
    select count(*)::int as tips, count(distinct code)::int as customers,
      (count(*) filter (where bought))::int as bought,
      (count(distinct code) filter (where bought))::int as buyers,
      (select after from sums) as after, (select before from sums) as before
    from judged`)
  return {
    tips: row?.tips ?? 0,
    customers: row?.customers ?? 0,
    bought: row?.bought ?? 0,
    buyers: row?.buyers ?? 0,
    afterFen: Math.round(Number(row?.after ?? 0)),
    beforeFen: Math.round(Number(row?.before ?? 0)),
  }
}
