/** Works a grading out, as one set: sales, age, locks, rank within the scope, grade. */
import { sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ctx } from '../../../bot/context.ts'
import type { Tx } from '../../../db/client.ts'
import { type GradingScope, smallScope, usualShares } from '../../../domain/customers/grading.ts'
import type { Rules } from '../../../domain/settings/define.ts'
import { settings } from '../../../domain/settings/index.ts'
import { addDays, type LocalDate } from '../../../domain/time.ts'
import type { Grade } from '../../customers/tables.ts'
import type { GradingSummary } from '../summary.ts'
import { gradings } from '../tables.ts'

export interface GradingRules {
  readonly windowDays: number
  readonly newDays: number
  readonly scope: GradingScope
}

export const gradingRules = (rules: Rules): GradingRules => ({
  windowDays: rules.get(settings.gradingDays),
  newDays: rules.get(settings.gradingNewDays),
  scope: rules.get(settings.gradingScope),
})

const scopeKeys: Record<GradingScope, ReturnType<typeof sql>> = {
  org: sql`''`,
  team: sql`coalesce(c.team_code, u.team_code, '')`,
  type: sql`coalesce(c.type, '')`,
  typeTeam: sql`coalesce(c.team_code, u.team_code, '') || chr(9) || coalesce(c.type, '')`,
}

const [a, b, c] = usualShares
/** From `ranked`, with `rank` and `n` of its scope, to `earned`: the grade of a rank by the sizes of `gradeSizes`. */
export const earned = sql`
  upto_a as (select *, (n * ${a}::int + 99) / 100 as upto_a from ranked
  ), upto_b as (select *, upto_a + ((n - upto_a) * ${b}::int + 99) / 100 as upto_b from upto_a
  ), upto_c as (select *, upto_b + ((n - upto_b) * ${c}::int + 99) / 100 as upto_c from upto_b
  ), earned as (select *, case when rank <= upto_a then 'A' when rank <= upto_b then 'B'
    when rank <= upto_c then 'C' else 'D' end as earned from upto_c
  )`

/**
 * Every active customer with its rank within its scope and the grade that it earns on a day: shares as
 * in `gradeSizes`, equal sales in the order of their codes. Who sold nothing, or took back more than it
 * bought, is dormant (D) whatever the rank. A customer is new when its first day is known to be less
 * than `newDays` ago: `since`, else the day on which it joined a list that was there `newDays` before.
 * An order from before that says otherwise.
 */
export const graded = (on: LocalDate, { windowDays, newDays, scope }: GradingRules) => {
  const youngFrom = addDays(on, 1 - newDays)
  return sql`
  with sales as materialized (
    select customer_code, sum(net_fen)::bigint as fen from orders
    where ordered_on between ${addDays(on, 1 - windowDays)} and ${on}
    group by customer_code
  ), list as (select min(created_on) as began from customers
  ), aged as (
    select c.code, c.grade as before, c.grade_locked_at is not null as locked, coalesce(s.fen, 0) as fen,
      ${scopeKeys[scope]} as scope,
      coalesce(c.since, case when c.created_on >= list.began + ${Math.max(1, newDays)}::int then c.created_on end) >= ${youngFrom}::date
        and not exists (select from orders o where o.customer_code = c.code and o.ordered_on < ${youngFrom}::date) as young
    from customers c cross join list
    left join users u on u.open_id = c.owner_open_id
    left join sales s on s.customer_code = c.code
    where c.status = 'active'
  ), marked as (select *, coalesce(young, false) and not locked as is_new from aged
  ), ranked as (
    select *, row_number() over (partition by scope order by fen desc, code collate "C") as rank,
      count(*) over (partition by scope) as n
    from marked where not is_new
  ), ${earned}
  select code, fen, scope, rank::int, case when locked then 'locked' else 'ranked' end as kind, before,
    case when locked then before when fen <= 0 then 'D' else earned end as grade
  from earned
  union all
  select code, fen, scope, null, 'new', before, null from marked where is_new`
}

export interface GradedCustomer {
  readonly customerCode: string
  /** Sales less returns of the rule's window. */
  readonly salesFen: number
  /** 1 is the best of its scope; equal sales stand in the order of their codes; null for new customers. */
  readonly rank: number | null
  readonly grade: Grade | null
  readonly kind: 'ranked' | 'new' | 'locked'
}

export async function gradeList(tx: Tx, on: LocalDate, rules: Rules): Promise<GradedCustomer[]> {
  const rows = await tx.execute<{
    code: string
    fen: string
    rank: number | null
    grade: Grade | null
    kind: GradedCustomer['kind']
  }>(
    sql`select * from (${graded(on, gradingRules(rules))}) g order by rank nulls last, scope, code`,
  )
  return rows.map(({ code, fen, rank, grade, kind }) => ({
    customerCode: code,
    salesFen: Number(fen),
    rank,
    grade,
    kind,
  }))
}

/** Opens a grading that is still to be worked out; answers its id. */
export async function openGrading(ctx: Ctx, on: LocalDate, askedBy: string | null) {
  const id = uuidv7()
  const row = { id, status: 'computing', onDate: on, askedBy, createdAt: ctx.now } as const
  await ctx.tx.insert(gradings).values(row)
  return id
}

/** Fills a grading's rows and its summary: from now on it is a preview. */
export async function computeGrading(ctx: Ctx, id: string, on: LocalDate): Promise<void> {
  const rules = gradingRules(ctx.rules)
  await ctx.tx.execute(sql`
    insert into grading_rows (grading_id, customer_code, kind, sales_fen, rank, grade, before)
    select ${id}::uuid, code, kind, fen, rank, grade, before from (${graded(on, rules)}) g`)
  const summary = await summarize(ctx.tx, id, rules)
  await ctx.tx.execute(sql`
    update gradings set status = 'preview', summary = ${JSON.stringify(summary)}::text::jsonb
    where id = ${id}`)
}

async function summarize(tx: Tx, id: string, rules: GradingRules): Promise<GradingSummary> {
  const byGrade = await tx.execute<{ grade: Grade; n: string; was: string; fen: string }>(sql`
    select g.grade, count(r.*) filter (where r.grade = g.grade) as n,
      count(r.*) filter (where r.before = g.grade) as was,
      coalesce(sum(r.sales_fen) filter (where r.grade = g.grade), 0) as fen
    from (values ('A'), ('B'), ('C'), ('D')) g(grade)
    left join grading_rows r on r.grading_id = ${id} and g.grade in (r.grade, r.before)
    group by g.grade order by g.grade`)
  const moves = await tx.execute<{ before: Grade | null; grade: Grade; n: string }>(sql`
    select before, grade, count(*) as n from grading_rows
    where grading_id = ${id} and kind = 'ranked' and before is distinct from grade
    group by before, grade order by n desc, before nulls first, grade`)
  const [rest] = await tx.execute<{
    young: string
    locked: string
    scopes: string
    small: string
    as_of: string | null
  }>(sql`
    select count(*) filter (where kind = 'new') as young, count(*) filter (where kind = 'locked') as locked,
      (select max(ordered_on) from orders)::text as as_of,
      (select count(*) from (${scopeSizes(rules.scope)}) s) as scopes,
      (select count(*) from (${scopeSizes(rules.scope)}) s where n < ${smallScope}) as small
    from grading_rows where grading_id = ${id}`)
  return {
    windowDays: rules.windowDays,
    scope: rules.scope,
    scopes: Number(rest?.scopes ?? 0),
    smallScopes: Number(rest?.small ?? 0),
    byGrade: byGrade.map(({ grade, n, was, fen }) => ({
      grade,
      customers: Number(n),
      before: Number(was),
      salesFen: Number(fen),
    })),
    young: Number(rest?.young ?? 0),
    locked: Number(rest?.locked ?? 0),
    moves: moves.map(({ before, grade, n }) => ({ before, grade, customers: Number(n) })),
    dataAsOf: rest?.as_of ?? null,
  }
}

const scopeSizes = (scope: GradingScope) => sql`
  select ${scopeKeys[scope]} as key, count(*) as n from customers c
  left join users u on u.open_id = c.owner_open_id where c.status = 'active' group by 1`
