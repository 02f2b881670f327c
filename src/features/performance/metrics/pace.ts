/** How visits follow each other: customers, days out, minutes in store and between visits. */
import { sql } from 'drizzle-orm'
import { among, num, type Scope } from '../figures/scope.ts'
import { keyOf, type MeasureKey } from './customers-seen.ts'

export interface Pace {
  readonly visits: number
  /** Distinct customers of the visits. */
  readonly customers: number
  /** Days with a visit, of each person. */
  readonly days: number
  /** In store, of the visits that their reps ended. */
  readonly minutes: number
  /** Median from one check-out to the same person's next check-in of the day; null without such a pair. */
  readonly minutesBetween: number | null
}

export const noPace: Pace = { visits: 0, customers: 0, days: 0, minutes: 0, minutesBetween: null }

/** Closed visits of the range. A visit that the system closed has no end to count a gap from. */
export async function paceBy(scope: Scope, key: MeasureKey): Promise<Map<string, Pace>> {
  const rows = await scope.tx.execute<
    Record<'key' | 'visits' | 'customers' | 'days' | 'minutes', string> & { between: number | null }
  >(sql`
    with walk as (
      select v.rep_open_id, v.customer_code, v.date, v.dwell_minutes, v.checked_in_at,
        lag(case when v.closed_by = 'rep' then v.checked_out_at end) over (
          partition by v.rep_open_id, v.date order by v.checked_in_at, v.id) as left_at
      from visits v
      where v.status = 'closed' and v.date between ${scope.from} and ${scope.to}
        and ${among(scope, sql`v.rep_open_id`)}
    )
    select ${keyOf(key, sql`v.rep_open_id`)} as key, count(*) as visits,
      count(distinct v.customer_code) as customers, count(distinct (v.rep_open_id, v.date)) as days,
      coalesce(sum(v.dwell_minutes), 0) as minutes,
      percentile_cont(0.5) within group (order by extract(epoch from v.checked_in_at - v.left_at) / 60)
        filter (where v.checked_in_at >= v.left_at) as between
    from walk v ${key === 'grade' || key === 'type' ? sql`left join customers c on c.code = v.customer_code` : sql``}
    group by 1`)
  return new Map(
    rows.map((row) => [
      row.key,
      {
        visits: num(row.visits),
        customers: num(row.customers),
        days: num(row.days),
        minutes: num(row.minutes),
        minutesBetween: row.between === null ? null : num(row.between),
      },
    ]),
  )
}
