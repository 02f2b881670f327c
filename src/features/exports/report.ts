import { asc, sql } from 'drizzle-orm'
import { isoWithOffset } from '../../domain/time.ts'
import type { Report } from '../../reports.ts'
import { exports } from './tables.ts'

/** `rounds report exports`: who took which data out on these days, refused and empty ones included. */
export const exportsReport: Report = {
  name: 'exports',
  async run(ctx, { from, to }) {
    const rows = await ctx.tx
      .select()
      .from(exports)
      .where(
        sql`(${exports.askedAt} at time zone ${ctx.zone})::date between ${from}::date and ${to}::date`,
      )
      .orderBy(asc(exports.askedAt), asc(exports.id))
    return rows.map((row) => ({
      id: row.id,
      open_id: row.openId,
      kind: row.kind,
      format: row.format,
      from: row.from,
      to: row.to,
      team_code: row.teamCode,
      of_open_id: row.ofOpenId,
      asked_at: isoWithOffset(row.askedAt, ctx.zone),
      status: row.state,
      rows: row.rows,
      files: row.files,
    }))
  },
}
