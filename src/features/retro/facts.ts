/** What ideas about rules are made of, read as sets: a month of some people, counted where it lies. */
import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import type { Count } from '../../domain/retro/idea.ts'
import type { NeverSold, PlannedDay } from '../../domain/retro/plans.ts'
import type { Skips } from '../../domain/retro/skips.ts'
import type { Stay } from '../../domain/retro/times.ts'
import type { SettingValues } from '../../domain/settings/define.ts'
import { addDays, type LocalDate } from '../../domain/time.ts'
import { repDayRows } from '../performance/facts/rep-days.ts'
import { among, num } from '../performance/figures/scope.ts'

/** Local days, both included. */
export interface Span {
  readonly openIds: readonly string[]
  readonly from: LocalDate
  readonly to: LocalDate
}

type Reader = Pick<Ctx, 'tx' | 'zone'>

const whose = (ctx: Reader, span: Span, column: SQL) => among({ tx: ctx.tx, ...span }, column)
const during = ({ from, to }: Span, column: SQL) => sql`${column} between ${from} and ${to}`

/** Customers `c` for whom a rule has no narrower value than the team's. */
function plainCustomers(values: SettingValues, key: string): SQL {
  const scopes = [...(values.get(key)?.keys() ?? [])]
  const of = (kind: string) =>
    scopes.filter((one) => one.startsWith(`${kind}:`)).map((one) => one.slice(kind.length + 1))
  const without = (column: SQL, list: readonly string[]) =>
    list.length > 0 ? sql`and (${column} is null or ${column} not in ${[...list]})` : sql``
  return sql`true ${without(sql`c.code`, of('customer'))} ${without(sql`c.type`, of('type'))}
    ${without(sql`c.grade`, of('grade'))}`
}

const soldThere = sql`exists (select 1 from orders o where o.customer_code = v.customer_code
  and o.ordered_on = v.date and o.rep_open_id = v.rep_open_id and o.sale_lines > 0)`

/** Visits that their reps ended, by minutes in store. */
export async function staysIn(ctx: Reader, span: Span, values: SettingValues): Promise<Stay[]> {
  const rows = await ctx.tx.execute<{ minutes: number; visits: string; sold: string }>(sql`
    select v.dwell_minutes as minutes, count(*) as visits, count(*) filter (where ${soldThere}) as sold
    from visits v join customers c on c.code = v.customer_code
    where v.status = 'closed' and v.closed_by = 'rep' and v.dwell_minutes is not null
      and ${during(span, sql`v.date`)} and ${whose(ctx, span, sql`v.rep_open_id`)}
      and ${plainCustomers(values, 'checkin.minStayMinutes')}
    group by 1`)
  return rows.map(({ minutes, visits, sold }) => ({
    minutes: num(minutes),
    visits: num(visits),
    sold: num(sold),
  }))
}

/**
 * Distances of check-ins from their customers, to ten metres, without visits that are doubted or were
 * found not to be as told.
 */
export async function distancesIn(
  ctx: Reader,
  span: Span,
  values: SettingValues,
): Promise<Count[]> {
  const rows = await ctx.tx.execute<{ value: number; n: string }>(sql`
    select (ceil(v.distance_m / 10.0) * 10)::int as value, count(*) as n
    from visits v join customers c on c.code = v.customer_code
    left join visit_assessments a on a.visit_id = v.id
    where v.status <> 'cancelled' and v.distance_m is not null and v.verdict <> 'unverified'
      and ${during(span, sql`v.date`)} and ${whose(ctx, span, sql`v.rep_open_id`)}
      and (a.visit_id is null or case when a.ruled_as is null then a.band <> 'red'
        else a.ruled_as = 'honest' end)
      and ${plainCustomers(values, 'checkin.toleranceM')}
    group by 1`)
  return rows.map(({ value, n }) => ({ value: num(value), n: num(n) }))
}

/** Last check-outs that reps made themselves, one a rep and day, in minutes since midnight. */
export async function endsIn(ctx: Reader, span: Span): Promise<Count[]> {
  const rows = await ctx.tx.execute<{ value: number; n: string }>(sql`
    select (extract(hour from at) * 60 + extract(minute from at))::int as value, count(*) as n
    from (select max(v.checked_out_at) at time zone ${ctx.zone} as at from visits v
      where v.status = 'closed' and v.closed_by = 'rep' and ${during(span, sql`v.date`)}
        and ${whose(ctx, span, sql`v.rep_open_id`)}
      group by v.rep_open_id, v.date) ends
    group by 1`)
  return rows.map(({ value, n }) => ({ value: num(value), n: num(n) }))
}

/** Days of reps with a plan. */
export async function plannedDaysIn(ctx: Reader, span: Span): Promise<PlannedDay[]> {
  return (await repDayRows({ tx: ctx.tx, ...span })).filter(({ planned }) => planned > 0)
}

/** Skips that reps asked for, by reason. */
export async function skipsIn(ctx: Reader, span: Span): Promise<Skips[]> {
  const rows = await ctx.tx.execute<{ reason: string; n: string; yes: string; no: string }>(sql`
    select s.skip_reason as reason, count(*) as n,
      count(*) filter (where s.skip_state = 'approved' and s.skip_ruled_by is not null) as yes,
      count(*) filter (where s.skip_state = 'refused') as no
    from plan_stops s
    where s.skip_reason is not null and s.skip_reason not in ('leave', 'reassigned', 'dropped', 'left')
      and ${during(span, sql`s.date`)} and ${whose(ctx, span, sql`s.rep_open_id`)}
    group by 1`)
  return rows.map(({ reason, n, yes, no }) => ({
    reason,
    n: num(n),
    approved: num(yes),
    refused: num(no),
  }))
}

/** How far back a customer that never buys is looked at, and how long it must have been visited. */
const halfYear = 182
const knownFor = 120
const leastVisits = 6

export interface NeverSoldRow extends NeverSold {
  readonly ownerOpenId: string
  readonly frequency: string | null
  readonly grade: 'A' | 'B' | 'C' | 'D' | null
}

/**
 * Active customers of these people with at least six visits in half a year, the first of them four months
 * ago or more, and no order in that time. Nothing unless the orders reach as far back.
 */
export async function neverSoldTo(
  ctx: Reader,
  openIds: readonly string[],
  to: LocalDate,
): Promise<NeverSoldRow[]> {
  const from = addDays(to, -halfYear)
  const span = { openIds, from, to }
  const rows = await ctx.tx.execute<{
    code: string
    owner: string
    frequency: string | null
    grade: NeverSoldRow['grade']
    visits: string
  }>(sql`
    select c.code, c.owner_open_id as owner, c.frequency, c.grade, seen.visits
    from (select v.customer_code, count(*) as visits, min(v.date) as first from visits v
      where v.status = 'closed' and ${during(span, sql`v.date`)}
        and ${whose(ctx, span, sql`v.rep_open_id`)}
      group by 1 having count(*) >= ${leastVisits} and min(v.date) <= ${addDays(to, -knownFor)}) seen
    join customers c on c.code = seen.customer_code
    where c.status = 'active' and ${whose(ctx, span, sql`c.owner_open_id`)}
      and not exists (select 1 from orders o where o.customer_code = c.code
        and o.ordered_on >= ${from} and o.sale_lines > 0)
      and (select min(ordered_on) from orders) <= ${from}
      and (select max(ordered_on) from orders) >= ${addDays(to, -7)}`)
  return rows.map(({ code, owner, frequency, grade, visits }) => ({
    code,
    ownerOpenId: owner,
    frequency,
    grade,
    visits: num(visits),
  }))
}

/** Active customers that these people look after, by grade; `''` without one. */
export async function customersByGrade(
  ctx: Pick<Ctx, 'tx'>,
  openIds: readonly string[],
): Promise<Map<string, number>> {
  if (openIds.length === 0) return new Map()
  const rows = await ctx.tx.execute<{ grade: string; n: string }>(sql`
    select coalesce(c.grade, '') as grade, count(*) as n from customers c
    where c.status = 'active' and c.owner_open_id in ${[...openIds]} group by 1`)
  return new Map(rows.map(({ grade, n }) => [grade, num(n)]))
}
