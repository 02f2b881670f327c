/** Customers by conditions: how many there are, of which kinds, and which. One query each. */
import { type SQL, sql } from 'drizzle-orm'
import type { ActorCtx } from '../../../bot/context.ts'
import type { BatchFilter } from '../../../domain/plans/batch.ts'
import { settings } from '../../../domain/settings/index.ts'
import { addDays, type LocalDate } from '../../../domain/time.ts'
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

type Acting = Pick<ActorCtx, 'tx' | 'actor' | 'today' | 'rules'>

/**
 * Expressions of a `with`: `scoped`, the active customers that the actor may see, with what conditions ask
 * about. Whose orders are newer is found as a set, since of many customers it is one walk over those orders.
 */
function scopedIn(ctx: Acting, { silentAfter }: Known): SQL {
  const scope = inScope(customerScope(ctx.actor))
  return sql`
  seen as materialized (
    select customers.code, customers.type, customers.grade, customers.line, customers.tags,
      coalesce(u.team_code, customers.team_code) as team, visit.last_on as visited_on
    from ${customers} left join users u on u.open_id = customers.owner_open_id
    left join customer_last_visits visit on visit.customer_code = customers.code
    where customers.status = 'active' ${scope ? sql`and ${scope}` : sql``}),
  buying as materialized (
    select seen.code from seen where exists (
      select 1 from orders o where o.customer_code = seen.code and o.ordered_on > ${silentAfter}::date)),
  scoped as (
    select seen.*, buying.code is null and ${silentAfter}::date is not null as is_quiet
    from seen left join buying on buying.code = seen.code)`
}

/** The condition of one key; `true` where anything fits. */
function conditions(ctx: Acting, filter: BatchFilter): Record<FacetKey, SQL> {
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
    silent: filter.silent ? isSilent : sql`true`,
  }
}

/** The last order of the customer is so old; who never ordered is not silent. */
const isSilent = sql`(scoped.is_quiet and exists (select 1 from orders o where o.customer_code = scoped.code))`

interface Known {
  /** Who has ordered after this day is not silent; null without any order of the company: nobody is. */
  readonly silentAfter: LocalDate | null
}

async function readKnown(ctx: Acting): Promise<Known> {
  const days = ctx.rules.get(settings.silentDays, { teams: ctx.actor.teamPath })
  const [row] = await ctx.tx.execute<{ day: LocalDate | null }>(
    sql`select max(ordered_on)::text as day from orders where ordered_on <= ${ctx.today}`,
  )
  return { silentAfter: row?.day ? addDays(row.day, -days) : null }
}

/** How many fit, and for each condition what its other values would give. */
export async function countFilter(ctx: Acting, filter: BatchFilter): Promise<FilterCount> {
  const known = await readKnown(ctx)
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
    with ${scopedIn(ctx, known)},
    base as materialized (select *, ${isSilent} as silent, ${flags} from scoped)
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
  const known = await readKnown(ctx)
  const fits = sql.join(Object.values(conditions(ctx, filter)), sql` and `)
  const rows = await ctx.tx.execute<{ code: string }>(sql`
    with ${scopedIn(ctx, known)}
    select code from scoped where ${fits} order by code limit ${limit}`)
  return rows.map(({ code }) => code)
}
