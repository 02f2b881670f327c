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
  const { expressions, from, isVisited } = coverageParts(scope)
  const rows = await scope.tx.execute<{ open_id: string; assigned: string; covered: string }>(sql`
    with ${expressions}
    select a.open_id, count(*) as assigned, count(*) filter (where ${isVisited}) as covered
    from ${from}
    group by a.open_id`)
  return new Map(
    rows.map((row) => [row.open_id, { assigned: num(row.assigned), covered: num(row.covered) }]),
  )
}

/** From so many people on, one look at every customer is less than looking up each person's. */
const manyOwners = 300

/** `coverageCounts` of two ranges; of many people in one pass over the customers, other people's among them. */
export async function coverageOfBoth(
  now: Scope,
  before: Scope,
  many = manyOwners,
): Promise<{ now: Map<string, CoverageCount>; before: Map<string, CoverageCount> }> {
  const { openIds } = now
  if (openIds && openIds.length < many)
    return { now: await coverageCounts(now), before: await coverageCounts(before) }
  const owner = sql`coalesce(co.owner_open_id, c.owner_open_id)`
  // Without any history the list says whose the customer is.
  const isOn = (day: LocalDate) => sql`(co.from_date <= ${day}
    and (co.until_date is null or co.until_date > ${day})
    or co.customer_code is null and c.owner_open_id is not null)`
  const [first, second] = [visitedIn(now, '_now'), visitedIn(before, '_before')]
  const rows = await now.tx.execute<
    Record<'open_id' | 'assigned' | 'covered' | 'assigned_before' | 'covered_before', string>
  >(sql`
    with ${first.marked}, ${second.marked}, assigned as (
      select ${owner} as open_id, c.code, ${isOn(now.to)} as is_now, ${isOn(before.to)} as is_before
      from customers c left join customer_owners co on co.customer_code = c.code
      where c.status = 'active'
    )
    select a.open_id, count(*) filter (where a.is_now) as assigned,
      count(*) filter (where a.is_now and ${first.isVisited}) as covered,
      count(*) filter (where a.is_before) as assigned_before,
      count(*) filter (where a.is_before and ${second.isVisited}) as covered_before
    from assigned a ${first.join} ${second.join}
    where a.is_now or a.is_before group by a.open_id`)
  const wanted = openIds && new Set(openIds)
  const counted = (assigned: 'assigned' | 'assigned_before', covered: keyof (typeof rows)[0]) =>
    new Map(
      rows.flatMap((row): [string, CoverageCount][] =>
        num(row[assigned]) > 0 && (!wanted || wanted.has(row.open_id))
          ? [[row.open_id, { assigned: num(row[assigned]), covered: num(row[covered]) }]]
          : [],
      ),
    )
  return {
    now: counted('assigned', 'covered'),
    before: counted('assigned_before', 'covered_before'),
  }
}

export interface CoverageParts {
  /** Of a `with`. */
  readonly expressions: SQL
  /** `a`: a row a customer, `code` and `open_id`, whoever looks after it on the last day. */
  readonly from: SQL
  /** Whether `a.open_id` has visited it. */
  readonly isVisited: SQL
}

/** What `coverageCounts` counts, for whoever groups or lists it in another way. */
export function coverageParts(scope: Scope): CoverageParts {
  const { marked, join, isVisited } = visitedIn(scope)
  return {
    expressions: sql`${marked}, assigned as (
      select co.owner_open_id as open_id, c.code
      from customer_owners co join customers c on c.code = co.customer_code and c.status = 'active'
      where co.from_date <= ${scope.to} and (co.until_date is null or co.until_date > ${scope.to})
        and ${among(scope, sql`co.owner_open_id`)}
      union all
      select c.owner_open_id, c.code from customers c
      where c.status = 'active' and c.owner_open_id is not null
        and ${among(scope, sql`c.owner_open_id`)}
        -- Without any history the list says whose the customer is.
        and not exists (select 1 from customer_owners h where h.customer_code = c.code)
    )`,
    from: sql`assigned a ${join}`,
    isVisited,
  }
}

/** `as` follows the names, where there are two of them. */
function visitedIn(scope: Scope, as = ''): Visited {
  const monthStart = `${monthOf(scope.to)}-01` as LocalDate
  const from = scope.from < monthStart ? scope.from : monthStart
  const suffix = sql.raw(as)
  return from === monthStart
    ? sinceMonthStart(scope, monthStart, suffix)
    : since(scope, from, suffix)
}

interface Visited {
  /** Expressions of the `with`. */
  readonly marked: SQL
  readonly join: SQL
  /** Whether the customer `a.code` was visited by `a.open_id`. */
  readonly isVisited: SQL
}

/** Read visit by visit. */
const since = (scope: Scope, from: LocalDate, as: SQL): Visited => ({
  marked: sql`visited${as} as materialized (
    select distinct v.rep_open_id as open_id, v.customer_code as code from visits v
    where v.status = 'closed' and v.date between ${from} and ${scope.to}
      and ${among(scope, sql`v.rep_open_id`)})`,
  join: sql`left join visited${as} v${as} on v${as}.open_id = a.open_id and v${as}.code = a.code`,
  isVisited: sql`v${as}.code is not null`,
})

/**
 * From a month's first day on, as it was noted. Where a rep's day has a mark, who is not noted, or for the
 * first time on such a day, is looked up.
 */
const sinceMonthStart = (scope: Scope, month: LocalDate, as: SQL): Visited => ({
  marked: sql`marked${as} as materialized (
    select distinct open_id, date from rep_day_marks
    where date between ${month} and ${scope.to} and ${among(scope, sql`open_id`)})`,
  join: sql`left join rep_month_customers m${as} on m${as}.month = ${month}
    and m${as}.open_id = a.open_id and m${as}.customer_code = a.code and m${as}.first_on <= ${scope.to}`,
  isVisited: sql`case
    when a.open_id not in (select open_id from marked${as}) then m${as}.customer_code is not null
    when (a.open_id, m${as}.first_on) not in (select open_id, date from marked${as}) then true
    else exists (select 1 from visits v where v.rep_open_id = a.open_id and v.customer_code = a.code
      and v.status = 'closed' and v.date between ${month} and ${scope.to}) end`,
})
