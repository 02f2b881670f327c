/** Measures that are sets of customers: they cannot be added up over days, so they are read as sets. */
import { type SQL, sql } from 'drizzle-orm'
import type { LocalDate } from '../../../domain/time.ts'
import { among, num, type Scope } from '../figures/scope.ts'

/** By whom, by what kind of customer, or everything as one (`all`). */
export type MeasureKey = 'rep' | 'grade' | 'type' | 'all'

/** The key of a row with the person's column and the customer `c`. */
export const keyOf = (key: MeasureKey, openId: SQL): SQL =>
  ({
    rep: openId,
    grade: sql`coalesce(c.grade, '')`,
    type: sql`coalesce(c.type, '')`,
    all: sql`'all'`,
  })[key]

export type Deals = { visited: number; dealt: number }

/**
 * 拜访后成交: customers visited in the range, and of those who ordered after the check-out and at most
 * `days` days after the visit's day, from whomever.
 */
export async function dealsBy(
  scope: Scope,
  key: MeasureKey,
  days: number,
): Promise<Map<string, Deals>> {
  const rows = await scope.tx.execute<{ key: string; visited: string; dealt: string }>(sql`
    select ${keyOf(key, sql`v.rep_open_id`)} as key, count(distinct v.customer_code) as visited,
      count(distinct v.customer_code) filter (where exists (
        select 1 from orders o where o.customer_code = v.customer_code and o.sale_lines > 0
          and o.ordered_at > v.checked_out_at
          and o.ordered_on between v.date and v.date + ${days}::int)) as dealt
    from visits v left join customers c on c.code = v.customer_code
    where v.status = 'closed' and v.date between ${scope.from} and ${scope.to}
      and ${among(scope, sql`v.rep_open_id`)}
    group by 1`)
  return new Map(rows.map((row) => [row.key, { visited: num(row.visited), dealt: num(row.dealt) }]))
}

export interface DealsAsked {
  /** Within how many days of the visit; the first is the one that groups and `pending` go by. */
  readonly days: readonly [number, ...number[]]
  /** The group of each person. */
  readonly groups: ReadonlyMap<string, string>
  /** As far as orders are known; null: nothing is. */
  readonly asOf: LocalDate | null
}

export interface DealsRead {
  /** For each number of days. */
  readonly within: readonly Deals[]
  /** By the customers' grade, `''` without one. */
  readonly grades: ReadonlyMap<string, Deals>
  readonly groups: ReadonlyMap<string, Deals>
  /** Customers without an order yet whose days are not over, as far as orders are known. */
  readonly pending: number
}

/** `dealsBy` as one, by grade and by groups of people, for several numbers of days: each visit is looked at once. */
export async function dealsOf(
  scope: Scope,
  { days, groups, asOf }: DealsAsked,
): Promise<DealsRead> {
  const [first] = days
  const dealt = sql.join(
    days.map(
      (n, i) =>
        sql`count(distinct made.code) filter (where gap <= ${n}::int) as ${sql.raw(`d${i}`)}`,
    ),
    sql`, `,
  )
  const none = sql.raw(days.map(() => '0').join(', '))
  const rows = await scope.tx.execute<Record<'by' | 'key' | 'visited', string> & Dealt>(sql`
    with made as materialized (
      select v.rep_open_id as open_id, v.customer_code as code, max(v.date) as last, min((
        select min(o.ordered_on) - v.date from orders o
        where o.customer_code = v.customer_code and o.sale_lines > 0 and o.ordered_at > v.checked_out_at
          and o.ordered_on between v.date and v.date + ${Math.max(...days)}::int)) as gap
      from visits v
      where v.status = 'closed' and v.date between ${scope.from} and ${scope.to}
        and ${among(scope, sql`v.rep_open_id`)}
      group by 1, 2)
    select 'all' as by, '' as key, count(distinct code) as visited, ${dealt} from made
    union all
    select 'grade', coalesce(c.grade, ''), count(distinct made.code), ${dealt}
    from made left join customers c on c.code = made.code group by 2
    union all
    select 'group', g.value, count(distinct code), ${dealt}
    from made join jsonb_each_text(${JSON.stringify(Object.fromEntries(groups))}::text::jsonb) g on g.key = open_id
    group by 2
    union all
    select 'pending', '', count(*), ${none} from (
      select code from made group by code
      having max(last) + ${first}::int > ${asOf}::date
        and not coalesce(bool_or(gap <= ${first}::int), false)) waiting`)
  const of = (by: string) => rows.filter((row) => row.by === by)
  const deals = (row: (typeof rows)[number], i = 0): Deals => ({
    visited: num(row.visited),
    dealt: num(row[`d${i}`] ?? 0),
  })
  const [all] = of('all')
  return {
    within: days.map((_, i) => (all ? deals(all, i) : { visited: 0, dealt: 0 })),
    grades: new Map(of('grade').map((row) => [row.key, deals(row)])),
    groups: new Map(of('group').map((row) => [row.key, deals(row)])),
    pending: num(of('pending')[0]?.visited ?? 0),
  }
}

type Dealt = { readonly [dealt: `d${number}`]: string }

/** 交易客户数: customers with an order of the range's people that sells. */
export async function buyersBy(scope: Scope, key: MeasureKey): Promise<Map<string, number>> {
  const rows = await scope.tx.execute<{ key: string; buyers: string }>(sql`
    select ${keyOf(key, sql`o.rep_open_id`)} as key, count(distinct o.customer_code) as buyers
    from orders o left join customers c on c.code = o.customer_code
    where o.sale_lines > 0 and o.rep_open_id is not null
      and o.ordered_on between ${scope.from} and ${scope.to} and ${among(scope, sql`o.rep_open_id`)}
    group by 1`)
  return new Map(rows.map((row) => [row.key, num(row.buyers)]))
}

export type AlarmCounts = { open: number; judged: number; rescued: number }

/** An order within so many days of an alarm rescues the customer (features, Rescue rate). */
export const rescueDays = 30

/**
 * Customers of the owners with an alarm: how many have one that is open now; of those who were alerted
 * in the range, how many have had their `rescueDays`, and how many of these ordered within them.
 */
export async function alarmsBy(scope: Scope, key: MeasureKey): Promise<Map<string, AlarmCounts>> {
  const rows = await scope.tx.execute<Record<'key' | 'open' | 'judged' | 'rescued', string>>(sql`
    with newest as (select max(ordered_on) as day from orders), told as (
      select a.customer_code, ${keyOf(key, sql`a.owner_open_id`)} as key,
        a.state in ('open', 'planned') as is_open,
        a.raised_on between ${scope.from} and ${scope.to}
          and a.raised_on + ${rescueDays}::int <= (select day from newest) as is_judged,
        exists (select 1 from orders o where o.customer_code = a.customer_code and o.sale_lines > 0
          and o.ordered_on > a.data_as_of and o.ordered_on <= a.raised_on + ${rescueDays}::int) as is_rescued
      from customer_alarms a left join customers c on c.code = a.customer_code
      where a.state <> 'waiting' and a.owner_open_id is not null
        and ${among(scope, sql`a.owner_open_id`)}
        and (a.state in ('open', 'planned') or a.raised_on between ${scope.from} and ${scope.to})
    )
    select key, count(distinct customer_code) filter (where is_open) as open,
      count(distinct customer_code) filter (where is_judged) as judged,
      count(distinct customer_code) filter (where is_judged and is_rescued) as rescued
    from told group by key`)
  return new Map(
    rows.map(({ key: of, open, judged, rescued }) => [
      of,
      { open: num(open), judged: num(judged), rescued: num(rescued) },
    ]),
  )
}
