/** Whom reps look after, and whom of those they visited: sets that cannot be added up over days. */
import { sql } from 'drizzle-orm'
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
