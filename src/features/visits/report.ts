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
}

/** Every visit of the days, in order of check-in; photos count when they are stored. */
export const visitsReport: Report = {
  name: 'visits',
  async run(ctx, { from, to }) {
    const rows = await ctx.tx.execute<Row>(sql`
      select v.id, v.date::text as date, v.rep_open_id as open_id, v.customer_code, v.planned, v.status,
        v.checked_in_at, v.checked_out_at, v.dwell_minutes, v.distance_m, v.check_out_distance_m,
        v.location_source, v.location_name, v.verdict, coalesce(p.n, 0)::int as photos, v.summary, v.outcome
      from visits v
      left join (select visit_id, count(*) as n from visit_photos where status = 'stored' group by 1) p
        on p.visit_id = v.id
      where v.date between ${from} and ${to}
      order by v.checked_in_at, v.id`)
    const instant = (text: string) => isoWithOffset(new Date(text), ctx.zone)
    return rows.map((row) => ({
      ...row,
      checked_in_at: instant(row.checked_in_at),
      checked_out_at: row.checked_out_at === null ? null : instant(row.checked_out_at),
      trust: null,
      flags: '',
    }))
  },
}
