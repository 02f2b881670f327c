/** What Feishu's own attendance says of a phone, kept only where the rule `trust.attendance` is on. */
import { and, eq, or, sql } from 'drizzle-orm'
import type { PlaceCtx } from '../../bot/context.ts'
import type { AttendanceEvent } from '../../bot/inbound.ts'
import { nothing, type Reply } from '../../bot/reply.ts'
import { trustRulesIn } from '../../domain/settings/trust.ts'
import { attendance } from '../../domain/trust/rules/attendance.ts'
import { teamPath } from '../org/store.ts'
import { users } from '../org/tables.ts'
import { attendanceFlows } from './tables.ts'

/**
 * Keeps a punch of a person that is found by employee number, or by an id that the company took over as
 * open_id. One that is doubted has the visits of those hours assessed anew.
 */
export async function onAttendance(ctx: PlaceCtx, event: AttendanceEvent): Promise<Reply | null> {
  const { employeeNo, userId, recordId, risk } = event
  const [person] = await ctx.tx
    .select()
    .from(users)
    .where(
      and(
        eq(users.status, 'active'),
        or(
          employeeNo === '' ? undefined : eq(users.employeeNo, employeeNo),
          userId === '' ? sql`false` : eq(users.openId, userId),
        ),
      ),
    )
    .limit(1)
  if (!person) return nothing
  const teams = await teamPath(ctx.tx, person.teamCode)
  const isOn = trustRulesIn(ctx.rules, { teams }).some(({ rule }) => rule.id === attendance.id)
  if (!isOn) return nothing
  const at = new Date(event.sentAt)
  await ctx.tx
    .insert(attendanceFlows)
    .values({ recordId, openId: person.openId, at, risk })
    .onConflictDoNothing()
  if (risk === 'none') return nothing
  const near = await ctx.tx.execute<{ id: string }>(sql`
    select id from visits
    where rep_open_id = ${person.openId} and status = 'closed'
      and date between ${at.toISOString()}::timestamptz::date - 2 and ${at.toISOString()}::timestamptz::date + 2
      and checked_in_at between ${at.toISOString()}::timestamptz - interval '24 hours'
        and ${at.toISOString()}::timestamptz + interval '24 hours'`)
  for (const { id } of near) await ctx.enqueue('visits.assess', { visitId: id })
  return nothing
}
