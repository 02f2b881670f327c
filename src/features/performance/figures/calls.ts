/** Plans and visits in numbers, per rep: sets in SQL. */
import { type SQL, sql } from 'drizzle-orm'
import type { Rules } from '../../../domain/settings/define.ts'
import { type LocalDate, monthOf } from '../../../domain/time.ts'
import { among, num, type Scope } from './scope.ts'
import { validityRules } from './validity.ts'

export interface PlanCount {
  readonly planned: number
  readonly completed: number
}

/**
 * Days on which a person is on leave from morning to evening: of each half the narrowest scope's row
 * decides (person, team, company), as in `workCalendar`.
 */
function leaveDays({ from, to }: Scope): SQL {
  return sql`
    paths(open_id, code, depth) as (
      select open_id, team_code, 0 from users where team_code is not null
      union all
      select p.open_id, t.parent_code, p.depth + 1 from paths p join teams t on t.code = p.code
      where t.parent_code is not null and p.depth < 20
    ), named(open_id, scope, rank) as (
      select open_id, 'person:' || open_id, 0 from users
      union all select open_id, 'team:' || code, 1 from paths
      union all select open_id, 'org', 2 from users
    ), halves as (
      select distinct on (n.open_id, c.date, h.part) n.open_id, c.date, c.kind
      from calendar_days c
      join named n on n.scope = c.scope
      join (values ('am'), ('pm')) h(part) on c.part in ('', h.part)
      where c.date between ${from} and ${to}
        and c.date in (select date from calendar_days where kind = 'leave' and date between ${from} and ${to})
      order by n.open_id, c.date, h.part, n.rank,
        array_position(array['workday', 'leave', 'trip', 'holiday'], c.kind)
    ), leave_days as (
      select open_id, date from halves where kind = 'leave' group by open_id, date having count(*) = 2
    )`
}

const closedVisit = sql`exists (select 1 from visits v where v.rep_open_id = ps.rep_open_id
  and v.date = ps.date and v.customer_code = ps.customer_code and v.status = 'closed')`

const countedStops = (scope: Scope) => sql`ps.counted
  and ps.skip_state is distinct from 'approved' and ${among(scope, sql`ps.rep_open_id`)}
  and not exists (select 1 from leave_days l where l.open_id = ps.rep_open_id and l.date = ps.date)`

/** Planned and completed stops per rep. */
export async function planCounts(scope: Scope): Promise<Map<string, PlanCount>> {
  const rows = await scope.tx.execute<{ open_id: string; planned: string; completed: string }>(sql`
    with recursive ${leaveDays(scope)}
    select ps.rep_open_id as open_id, count(*) as planned,
      count(*) filter (where ${closedVisit}) as completed
    from plan_stops ps
    where ps.date between ${scope.from} and ${scope.to} and ${countedStops(scope)}
    group by ps.rep_open_id`)
  return new Map(
    rows.map((row) => [row.open_id, { planned: num(row.planned), completed: num(row.completed) }]),
  )
}

/** Planned and completed stops of all people of the scope together, on each of some days. */
export async function planCountsOn(
  scope: Omit<Scope, 'from' | 'to'>,
  days: readonly LocalDate[],
): Promise<Map<LocalDate, PlanCount>> {
  const sorted = days.toSorted()
  const [from, to] = [sorted[0], sorted.at(-1)]
  if (!from || !to) return new Map()
  const range: Scope = { ...scope, from, to }
  const rows = await scope.tx.execute<{ date: LocalDate; planned: string; completed: string }>(sql`
    with recursive ${leaveDays(range)}
    select ps.date::text as date, count(*) as planned,
      count(*) filter (where ${closedVisit}) as completed
    from plan_stops ps where ps.date in ${[...days]} and ${countedStops(range)}
    group by ps.date`)
  return new Map(
    rows.map((row) => [row.date, { planned: num(row.planned), completed: num(row.completed) }]),
  )
}

export interface VisitCount {
  readonly done: number
  readonly unplanned: number
  readonly strikes: number
  readonly valid: number
}

/** Closed visits per rep: how many, unplanned, with a sale, valid by the rules in force. */
export async function visitCounts(scope: Scope, rules: Rules): Promise<Map<string, VisitCount>> {
  const { minStay, joins } = await validityRules(scope.tx, rules)
  const rows = await scope.tx.execute<Record<keyof VisitCount | 'open_id', string>>(sql`
    select v.rep_open_id as open_id, count(*) as done,
      count(*) filter (where not v.planned) as unplanned,
      count(*) filter (where exists (
        select 1 from orders o join order_lines l on l.order_code = o.code and l.kind = 'sale'
        where o.customer_code = v.customer_code and o.ordered_on = v.date
          and o.rep_open_id = v.rep_open_id)) as strikes,
      count(*) filter (where v.verdict = 'on_site' and v.photos_complete and v.closed_by = 'rep'
        and coalesce(v.dwell_minutes, 0) >= ${minStay}) as valid
    from visits v ${joins}
    where v.date between ${scope.from} and ${scope.to} and v.status = 'closed'
      and ${among(scope, sql`v.rep_open_id`)}
    group by v.rep_open_id`)
  return new Map(
    rows.map((row) => [
      row.open_id,
      {
        done: num(row.done),
        unplanned: num(row.unplanned),
        strikes: num(row.strikes),
        valid: num(row.valid),
      },
    ]),
  )
}

/** Closed visits of all people of the scope together. */
export async function doneCount(scope: Scope): Promise<number> {
  const [row] = await scope.tx.execute<{ n: string }>(sql`
    select count(*) as n from visits v
    where v.date between ${scope.from} and ${scope.to} and v.status = 'closed'
      and ${among(scope, sql`v.rep_open_id`)}`)
  return num(row?.n ?? 0)
}

export interface CoverageCount {
  readonly assigned: number
  readonly covered: number
}

/**
 * Active customers that each rep looks after on the last day, and those of them that the rep visited
 * from the first of that month on (or from the range's first day, if that is earlier).
 */
export async function coverageCounts(scope: Scope): Promise<Map<string, CoverageCount>> {
  const monthStart = `${monthOf(scope.to)}-01` as LocalDate
  const from = scope.from < monthStart ? scope.from : monthStart
  const rows = await scope.tx.execute<{ open_id: string; assigned: string; covered: string }>(sql`
    with assigned as (
      select co.owner_open_id as open_id, c.code
      from customer_owners co join customers c on c.code = co.customer_code
      where c.status = 'active' and co.from_date <= ${scope.to}
        and (co.until_date is null or co.until_date > ${scope.to})
        and ${among(scope, sql`co.owner_open_id`)}
      union all
      select c.owner_open_id, c.code from customers c
      where c.status = 'active' and c.owner_open_id is not null
        and ${among(scope, sql`c.owner_open_id`)}
        and not exists (select 1 from customer_owners co where co.customer_code = c.code)
    ), visited as (
      select distinct v.rep_open_id as open_id, v.customer_code as code from visits v
      where v.status = 'closed' and v.date between ${from} and ${scope.to}
        and ${among(scope, sql`v.rep_open_id`)}
    )
    select a.open_id, count(*) as assigned, count(v.code) as covered
    from assigned a left join visited v on v.open_id = a.open_id and v.code = a.code
    group by a.open_id`)
  return new Map(
    rows.map((row) => [row.open_id, { assigned: num(row.assigned), covered: num(row.covered) }]),
  )
}
