/** Goods that customers of one kind buy and one of them does not. */
import { inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'

/** Orders of so many days are compared. */
const comparedDays = 90
/** So many like customers are asked, and at least so many must there be. */
const likeAtMost = 200
const likeAtLeast = 5
/** A good is missing when this share of the like ones buys it. */
const mostShare = 0.5
const namedGoods = 3

export interface MissingGoods {
  /** Best first; `buyers` of the like customers bought it. */
  readonly goods: readonly {
    readonly code: string
    readonly name: string
    readonly buyers: number
  }[]
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
  const rows = await ctx.tx.execute<{
    code: string
    likes: number
    goods: MissingGoods['goods']
  }>(sql`
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
      select g.asked, g.likes, g.product_code, g.n, p.name,
        row_number() over (partition by g.asked order by g.n desc, g.product_code) as place
      from gaps g join products p on p.code = g.product_code and p.active)
    select asked as code, likes, json_agg(
      json_build_object('code', product_code, 'name', name, 'buyers', n) order by place) as goods
    from ranked where place <= ${namedGoods} group by asked, likes`)
  return new Map(rows.map(({ code, likes, goods }) => [code, { goods, n: likes }]))
}
