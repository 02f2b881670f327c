/** Reads what reps did, added up, and keeps the sums of days up to date. */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import type { Sums } from '../../../domain/performance/sums.ts'
import { among, num, type Scope } from '../figures/scope.ts'
import { addedUp } from './day-facts.ts'
import { leaveDays } from './leave.ts'

const summed = [
  'planned',
  'completed',
  'in_order',
  'late',
  'off_site',
  'done',
  'unplanned',
  'strikes',
  'valid',
  'summaries',
  'summary_points',
  'promised',
  'kept',
  'lines',
  'net_fen',
  'quantity',
  'cost_fen',
  'orders',
  'newcomers',
  'collected_fen',
] as const
export const columns = sql.raw(summed.join(', '))
/** Each of them added up, under its own name. */
export const sums = sql.raw(summed.map((name) => `sum(${name}) as ${name}`).join(', '))

export type SumRow = Record<(typeof summed)[number], string>
type Row = SumRow & { key: string }

export const toSums = (row: SumRow): Sums => ({
  planned: num(row.planned),
  completed: num(row.completed),
  inOrder: num(row.in_order),
  late: num(row.late),
  offSite: num(row.off_site),
  done: num(row.done),
  unplanned: num(row.unplanned),
  strikes: num(row.strikes),
  valid: num(row.valid),
  summaries: num(row.summaries),
  summaryPoints: num(row.summary_points),
  promised: num(row.promised),
  kept: num(row.kept),
  lines: num(row.lines),
  netFen: num(row.net_fen),
  quantity: num(row.quantity),
  costFen: num(row.cost_fen),
  orders: num(row.orders),
  newcomers: num(row.newcomers),
  collectedFen: num(row.collected_fen),
})

/**
 * `days`: a row a rep and day of the scope. In one statement, so that it sees one state: sums where
 * nothing has changed since they were made, facts where it has.
 */
export function days(scope: Scope): SQL {
  const inScope = (openId: SQL, date: SQL) =>
    sql`${date} between ${scope.from} and ${scope.to} and ${among(scope, openId)}`
  const isMarked = (openId: SQL, date: SQL) =>
    sql`(${openId}, ${date}) in (select open_id, date from marked)`
  return sql`
    marked as materialized (
      select distinct open_id, date from rep_day_marks where ${inScope(sql`open_id`, sql`date`)}
    ), ${leaveDays({ from: sql`(select min(date) from marked)`, to: sql`(select max(date) from marked)` })},
    days as (
      select open_id, date, ${columns}, stays from rep_days d
      where ${inScope(sql`d.open_id`, sql`d.date`)}
        and not exists (select 1 from marked m where m.open_id = d.open_id and m.date = d.date)
      union all
      select open_id, date, ${columns}, stays
      from (${addedUp(isMarked, sql`open_id, date`)}) live
    )`
}

/** What to tell apart: people, days (`2026-11-26`) or months (`2026-11`). */
export type DayKey = 'rep' | 'day' | 'month'

const keyOf: Record<DayKey | 'all', SQL> = {
  rep: sql`open_id`,
  day: sql`date::text`,
  month: sql`to_char(date, 'YYYY-MM')`,
  all: sql`'all'`,
}

/** Sums of the scope, by person or time or as one (`all`). Keys without a fact are left out. */
export async function sumsBy(scope: Scope, key: DayKey | 'all'): Promise<Map<string, Sums>> {
  const rows = await scope.tx.execute<Row>(sql`
    with recursive ${days(scope)}
    select ${keyOf[key]} as key, ${sums} from days group by 1`)
  return new Map(rows.map((row) => [row.key, toSums(row)]))
}

/** Median minutes in store of the visits that their reps ended, by person or time. */
export async function medianStays(scope: Scope, key: DayKey | 'all'): Promise<Map<string, number>> {
  const rows = await scope.tx.execute<{ key: string; minutes: number; visits: string }>(sql`
    with recursive ${days(scope)}
    select ${keyOf[key]} as key, minutes, count(*) as visits from days, unnest(stays) minutes
    group by 1, 2 order by 1, 2`)
  const counts = new Map<string, { minutes: number; visits: number }[]>()
  for (const { key: of, minutes, visits } of rows) {
    const list = counts.get(of) ?? []
    list.push({ minutes, visits: num(visits) })
    counts.set(of, list)
  }
  return new Map([...counts].map(([of, list]) => [of, medianOf(list)]))
}

/** The median of counted values in ascending order; of an even number the mean of the two in the middle. */
function medianOf(counts: readonly { minutes: number; visits: number }[]): number {
  const total = counts.reduce((n, { visits }) => n + visits, 0)
  const at = (place: number) => {
    let seen = 0
    for (const { minutes, visits } of counts) {
      seen += visits
      if (seen > place) return minutes
    }
    return 0
  }
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2
}

/** What about a customer to tell apart; `''` where it is not known. */
export type CustomerKey = 'grade' | 'type' | 'customer' | 'team'

const customerKeyOf: Record<CustomerKey, SQL> = {
  grade: sql`coalesce(c.grade, '')`,
  type: sql`coalesce(c.type, '')`,
  customer: sql`f.customer_code`,
  team: sql`coalesce(c.team_code, '')`,
}

/** Sums of the scope by what the customers are now. Read from the facts: only for a click's worth of days. */
export async function sumsByCustomer(scope: Scope, key: CustomerKey): Promise<Map<string, Sums>> {
  const inScope = (openId: SQL, date: SQL) =>
    sql`${date} between ${scope.from} and ${scope.to} and ${among(scope, openId)}`
  const rows = await scope.tx.execute<Row>(sql`
    with recursive ${leaveDays({ from: sql`${scope.from}::date`, to: sql`${scope.to}::date` })}
    select key, ${columns} from (${addedUp(
      inScope,
      customerKeyOf[key],
      sql`left join customers c on c.code = f.customer_code`,
    )}) by_key`)
  return new Map(rows.map((row) => [row.key, toSums(row)]))
}

/** Whether any day waits to be added up. */
export async function hasMarkedDays(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ any: boolean }>(
    sql`select exists (select 1 from rep_day_marks) as any`,
  )
  return row?.any ?? false
}

/** A slice of marks that one run of the job takes; a month of a thousand reps is some thirty. */
const sliceDays = 5_000

/**
 * Adds up some of the marked days again. Answers whether marks are left. Marks that commit meanwhile
 * are not seen and stay: the day is then added up once more.
 */
export async function addUpMarkedDays(tx: Tx, limit = sliceDays): Promise<boolean> {
  // One at a time: of two, the one that read first could write last.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('rep_days'))`)
  const taken = await tx.execute<{ open_id: string; date: string }>(sql`
    with chosen as (
      select distinct open_id, date from (
        select open_id, date from rep_day_marks order by id limit ${limit * 4}
      ) oldest limit ${limit}
    ), gone as (
      delete from rep_day_marks m using chosen c where c.open_id = m.open_id and c.date = m.date
      returning m.open_id, m.date
    )
    select distinct open_id, date::text as date from gone`)
  if (taken.length === 0) return false
  const isTaken = (openId: SQL, date: SQL) =>
    sql`(${openId}, ${date}) in (select open_id, date from taken)`
  const list = JSON.stringify(taken)
  await tx.execute(sql`
    with recursive taken as materialized (
      select open_id, date from json_to_recordset(${list}::text::json) as t(open_id text, date date)
    ), ${leaveDays({ from: sql`(select min(date) from taken)`, to: sql`(select max(date) from taken)` })},
    fresh as (${addedUp(isTaken, sql`open_id, date`)}),
    emptied as (
      delete from rep_days d using taken t where d.open_id = t.open_id and d.date = t.date
        and not exists (select 1 from fresh f where f.open_id = d.open_id and f.date = d.date)
    )
    insert into rep_days (open_id, date, ${columns}, stays)
    select open_id, date, ${columns}, stays from fresh
    on conflict (open_id, date) do update set ${sql.raw(
      [...summed, 'stays'].map((name) => `${name} = excluded.${name}`).join(', '),
    )}`)
  await noteVisited(tx, list)
  return taken.length >= limit
}

/**
 * Keeps `rep_month_customers` up with the visits of these days. A customer whose first visit of the month
 * was on one of them may have another first visit now, or none.
 */
async function noteVisited(tx: Tx, list: string): Promise<void> {
  await tx.execute(sql`
    with taken as materialized (
      select open_id, date from json_to_recordset(${list}::text::json) as t(open_id text, date date)
    ), gone as (
      delete from rep_month_customers m using taken t
      where m.open_id = t.open_id and m.first_on = t.date
      returning m.open_id, m.month, m.customer_code
    ), touched as (
      select open_id, month, customer_code from gone
      union
      select v.rep_open_id, date_trunc('month', v.date)::date, v.customer_code
      from taken t join visits v on v.rep_open_id = t.open_id and v.date = t.date and v.status = 'closed'
    )
    insert into rep_month_customers (open_id, month, customer_code, first_on)
    select c.open_id, c.month, c.customer_code, min(v.date)
    from touched c join visits v on v.rep_open_id = c.open_id and v.customer_code = c.customer_code
      and v.status = 'closed' and v.date >= c.month and v.date < c.month + interval '1 month'
    group by 1, 2, 3
    on conflict (open_id, month, customer_code) do update set first_on = excluded.first_on`)
}

/** Each day of each rep of the scope that has a plan or a visit. */
export async function repDayRows(
  scope: Scope,
): Promise<{ planned: number; completed: number; done: number }[]> {
  const rows = await scope.tx.execute<Record<'planned' | 'completed' | 'done', string>>(sql`
    with recursive ${days(scope)}
    select planned, completed, done from days where planned > 0 or done > 0`)
  return rows.map((row) => ({
    planned: num(row.planned),
    completed: num(row.completed),
    done: num(row.done),
  }))
}
