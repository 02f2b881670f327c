import { sql } from 'drizzle-orm'
import { isoWithOffset } from '../../domain/time.ts'
import type { Report } from '../../reports.ts'

interface Row extends Record<string, unknown> {
  id: string
  date: string
  open_id: string
  customer_code: string
  planned: boolean
  status: string
  checked_in_at: string
  checked_out_at: string | null
  dwell_minutes: number | null
  distance_m: number | null
  check_out_distance_m: number | null
  location_source: string
  location_name: string | null
  verdict: string
  photos: number
  summary: string | null
  outcome: string | null
  trust: number | null
  flags: string
}

/**
 * Every visit of the days, in order of check-in; photos count when they are stored. `trust` is null and
 * `flags` empty until a visit was assessed; flags that are only told (`info`) are not among them.
 */
export const visitsReport: Report = {
  name: 'visits',
  async run(ctx, { from, to }) {
    const rows = await ctx.tx.execute<Row>(sql`
      select v.id, v.date::text as date, v.rep_open_id as open_id, v.customer_code, v.planned, v.status,
        v.checked_in_at, v.checked_out_at, v.dwell_minutes, v.distance_m, v.check_out_distance_m,
        v.location_source, v.location_name, v.verdict, coalesce(p.n, 0)::int as photos, v.summary, v.outcome,
        a.score as trust, coalesce(s.flags, '') as flags
      from visits v
      left join (select visit_id, count(*) as n from visit_photos where status = 'stored' group by 1) p
        on p.visit_id = v.id
      left join visit_assessments a on a.visit_id = v.id
      left join lateral (select string_agg(rule_id, ';' order by weight desc, rule_id) as flags
        from visit_signals where visit_id = a.visit_id and state = 'flag' and strength <> 'info') s on true
      where v.date between ${from} and ${to}
      order by v.checked_in_at, v.id`)
    const instant = (text: string) => isoWithOffset(new Date(text), ctx.zone)
    return rows.map((row) => ({
      ...row,
      checked_in_at: instant(row.checked_in_at),
      checked_out_at: row.checked_out_at === null ? null : instant(row.checked_out_at),
    }))
  },
}
