/** Whom reps look after, and whom of those they visited: sets that cannot be added up over days. */
import { type SQL, sql } from 'drizzle-orm'
import { type LocalDate, monthOf } from '../../../domain/time.ts'
import { among, num, type Scope } from './scope.ts'

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
    with assigned as materialized (
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
    ), ${from === monthStart ? visitedThisMonth(scope, monthStart) : visitedSince(scope, from)}
    select a.open_id, count(*) as assigned, count(v.code) as covered
    from assigned a left join visited v on v.open_id = a.open_id and v.code = a.code
    group by a.open_id`)
  return new Map(
    rows.map((row) => [row.open_id, { assigned: num(row.assigned), covered: num(row.covered) }]),
  )
}

/** `visited`, read visit by visit. */
const visitedSince = (scope: Scope, from: LocalDate): SQL => sql`
  visited as (
    select distinct v.rep_open_id as open_id, v.customer_code as code from visits v
    where v.status = 'closed' and v.date between ${from} and ${scope.to}
      and ${among(scope, sql`v.rep_open_id`)}
  )`

/**
 * `visited` from a month's first day on, as it was noted; days with a mark are read visit by visit, and so
 * are customers who were noted for the first time on such a day.
 */
const visitedThisMonth = (scope: Scope, month: LocalDate): SQL => sql`
  marked as materialized (
    select distinct open_id, date from rep_day_marks
    where date between ${month} and ${scope.to} and ${among(scope, sql`open_id`)}
  ), noted as materialized (
    select m.open_id, m.customer_code as code, k.date is not null as is_marked
    from rep_month_customers m left join marked k on k.open_id = m.open_id and k.date = m.first_on
    where m.month = ${month} and m.first_on <= ${scope.to} and ${among(scope, sql`m.open_id`)}
  ), visited as (
    select open_id, code from noted where not is_marked
    union
    select v.rep_open_id, v.customer_code
    from marked k join visits v on v.rep_open_id = k.open_id and v.date = k.date and v.status = 'closed'
    union
    select n.open_id, n.code from noted n
    where n.is_marked and exists (select 1 from visits v where v.rep_open_id = n.open_id
      and v.customer_code = n.code and v.status = 'closed' and v.date between ${month} and ${scope.to})
  )`
