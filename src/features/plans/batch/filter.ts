/** Customers by conditions: how many there are, of which kinds, and which. One query each. */
import { type SQL, sql } from 'drizzle-orm'
import type { ActorCtx } from '../../../bot/context.ts'
import type { BatchFilter } from '../../../domain/plans/batch.ts'
import { settings } from '../../../domain/settings/index.ts'
import { addDays } from '../../../domain/time.ts'
import { customerScope, inScope } from '../../customers/store.ts'
import { customers } from '../../customers/tables.ts'

export const facetKeys = ['type', 'grade', 'team', 'line', 'tag', 'sinceDays', 'silent'] as const
export type FacetKey = (typeof facetKeys)[number]

/** Ages that the card offers, in days. */
export const sinceSteps = [7, 14, 28, 60, 90] as const

export interface FilterCount {
  readonly total: number
  /** Values that exist among the customers that fit the other conditions, the most frequent first. */
  readonly facets: Readonly<
    Record<FacetKey, readonly { readonly value: string; readonly n: number }[]>
  >
}

/**
 * Active customers that the actor may see, with what conditions ask about. The last order of each comes
 * from an index (customer, date).
 */
function scoped(ctx: ActorCtx): SQL {
  const scope = inScope(customerScope(ctx.actor))
  return sql`
    select customers.code, customers.type, customers.grade, customers.line, customers.tags,
      coalesce(u.team_code, customers.team_code) as team, visit.last_on as visited_on, bought.last as bought_on
    from ${customers} left join users u on u.open_id = customers.owner_open_id
    left join customer_last_visits visit on visit.customer_code = customers.code
    left join lateral (select o.ordered_on as last from orders o
      where o.customer_code = customers.code order by o.ordered_on desc limit 1) bought on true
    where customers.status = 'active' ${scope ? sql`and ${scope}` : sql``}`
}

/** The condition of one key; `true` where anything fits. */
function conditions(ctx: ActorCtx, filter: BatchFilter): Record<FacetKey, SQL> {
  const is = (column: SQL, value: string | null) =>
    value === null ? sql`true` : sql`coalesce(${column} = ${value}, false)`
  const days = filter.sinceDays
  return {
    type: is(sql`type`, filter.type),
    grade: is(sql`coalesce(grade, '-')`, filter.grade),
    team: is(sql`team`, filter.team),
    line: is(sql`line`, filter.line),
    tag: filter.tag === null ? sql`true` : sql`coalesce(${filter.tag} = any(tags), false)`,
    sinceDays:
      days === null
        ? sql`true`
        : sql`(visited_on is null or visited_on <= ${addDays(ctx.today, -days)}::date)`,
    silent: filter.silent ? isSilent(ctx) : sql`true`,
  }
}

const isSilent = (ctx: ActorCtx): SQL => {
  const days = ctx.rules.get(settings.silentDays, { teams: ctx.actor.teamPath })
  return sql`coalesce(bought_on + ${days}::int <=
    (select max(o.ordered_on) from orders o where o.ordered_on <= ${ctx.today}), false)`
}

/** How many fit, and for each condition what its other values would give. */
export async function countFilter(ctx: ActorCtx, filter: BatchFilter): Promise<FilterCount> {
  const fits = conditions(ctx, filter)
  const without = (key: FacetKey) =>
    sql.join(
      facetKeys.filter((other) => other !== key).map((other) => sql.raw(`"f_${other}"`)),
      sql` and `,
    )
  const facet = (key: FacetKey, value: SQL, from: SQL = sql`base`) => sql`
    select ${key}::text as key, ${value} as value, count(*)::int as n from ${from}
    where ${without(key)} and ${value} is not null and ${value} <> '' group by 2`
  const flags = sql.join(
    facetKeys.map((key) => sql`${fits[key]} as ${sql.raw(`"f_${key}"`)}`),
    sql`, `,
  )
  const all = sql.join(
    facetKeys.map((key) => sql.raw(`"f_${key}"`)),
    sql` and `,
  )
  const steps = sql`(values ${sql.join(
    sinceSteps.map((days) => sql`(${days}::int, ${addDays(ctx.today, -days)}::date)`),
    sql`, `,
  )}) as step(days, day)`
  const rows = await ctx.tx.execute<{ key: string; value: string; n: number }>(sql`
    with scoped as (${scoped(ctx)}),
    base as materialized (select *, ${isSilent(ctx)} as silent, ${flags} from scoped)
    select 'total' as key, '' as value, count(*)::int as n from base where ${all}
    union all ${facet('type', sql`type`)}
    union all ${facet('grade', sql`coalesce(grade, '-')`)}
    union all ${facet('team', sql`team`)}
    union all ${facet('line', sql`line`)}
    union all ${facet('tag', sql`tag`, sql`base cross join lateral unnest(tags) as t(tag)`)}
    union all ${facet('sinceDays', sql`step.days::text`, sql`base join ${steps} on visited_on is null or visited_on <= step.day`)}
    union all ${facet('silent', sql`'yes'`, sql`(select * from base where silent) as quiet`)}`)
  const of = (key: FacetKey) =>
    rows
      .filter((row) => row.key === key)
      .toSorted((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1))
      .map(({ value, n }) => ({ value, n }))
  return {
    total: rows.find(({ key }) => key === 'total')?.n ?? 0,
    facets: {
      type: of('type'),
      grade: of('grade').toSorted((a, b) => (a.value < b.value ? -1 : 1)),
      team: of('team'),
      line: of('line'),
      tag: of('tag'),
      sinceDays: of('sinceDays').toSorted((a, b) => Number(a.value) - Number(b.value)),
      silent: of('silent'),
    },
  }
}

/** The customers that fit, by code. */
export async function codesOf(
  ctx: ActorCtx,
  filter: BatchFilter,
  limit: number,
): Promise<string[]> {
  const fits = sql.join(Object.values(conditions(ctx, filter)), sql` and `)
  const rows = await ctx.tx.execute<{ code: string }>(sql`
    select code from (${scoped(ctx)}) scoped where ${fits} order by code limit ${limit}`)
  return rows.map(({ code }) => code)
}
