/** Requests of leave, who rules on them, and the calendar days that follow. */
import { and, asc, eq, gte, inArray, lte, ne, or, sql } from 'drizzle-orm'
import type { LeaveKind, LeavePart, LeaveView } from '../../../cards/leave/view.ts'
import type { Ctx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import { daysFrom, type LocalDate } from '../../domain/time.ts'
import { getUsers, teamPath, type User } from '../org/store.ts'
import { calendarDays, teamManagers, users } from '../org/tables.ts'
import { leaveRequests } from './tables.ts'

export type LeaveRequest = typeof leaveRequests.$inferSelect

/** Days of one person, whole or the same half of each. */
export interface Span {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly part: LeavePart
}

export const spanOf = (row: LeaveRequest): Span => ({
  from: row.fromDate as LocalDate,
  to: row.toDate as LocalDate,
  part: row.part,
})

/** A request, locked against others who rule on it at the same time; null when there is none. */
export async function requestFor(tx: Tx, id: string): Promise<LeaveRequest | null> {
  const [row] = await tx.select().from(leaveRequests).where(eq(leaveRequests.id, id)).for('update')
  return row ?? null
}

/** What somebody asked for or was granted and that is not over, soonest first. */
export async function openRequests(
  tx: Tx,
  openId: string,
  today: LocalDate,
): Promise<LeaveRequest[]> {
  return tx
    .select()
    .from(leaveRequests)
    .where(
      and(
        eq(leaveRequests.openId, openId),
        inArray(leaveRequests.status, ['asked', 'approved']),
        gte(leaveRequests.toDate, today),
      ),
    )
    .orderBy(asc(leaveRequests.fromDate), asc(leaveRequests.id))
    .limit(5)
}

export interface Overlap extends Span {
  readonly kind: LeaveKind
  /** Null when the day came by a file. */
  readonly status: 'asked' | 'approved' | null
}

/** The first leave or trip of a person, asked for, granted or imported, that a span would double. */
export async function overlapOf(tx: Tx, openId: string, span: Span): Promise<Overlap | null> {
  const { from, to, part } = span
  const [asked] = await tx
    .select()
    .from(leaveRequests)
    .where(
      and(
        eq(leaveRequests.openId, openId),
        inArray(leaveRequests.status, ['asked', 'approved']),
        lte(leaveRequests.fromDate, to),
        gte(leaveRequests.toDate, from),
        part === '' ? undefined : inArray(leaveRequests.part, ['', part]),
      ),
    )
    .orderBy(asc(leaveRequests.fromDate))
    .limit(1)
  if (asked) {
    const status = asked.status === 'asked' ? 'asked' : 'approved'
    return { ...spanOf(asked), kind: asked.kind, status }
  }
  const [day] = await tx
    .select()
    .from(calendarDays)
    .where(
      and(
        eq(calendarDays.scope, `person:${openId}`),
        inArray(calendarDays.kind, ['leave', 'trip']),
        gte(calendarDays.date, from),
        lte(calendarDays.date, to),
        part === '' ? undefined : inArray(calendarDays.part, ['', part]),
      ),
    )
    .orderBy(asc(calendarDays.date))
    .limit(1)
  if (!day) return null
  const date = day.date as LocalDate
  return {
    from: date,
    to: date,
    part: day.part,
    kind: day.kind === 'trip' ? 'trip' : 'leave',
    status: null,
  }
}

/**
 * The teams whose managers rule on a person's leave, nearest first: the person's own team upwards, but
 * never a team that the person leads: a manager's leave goes to the manager above.
 */
export async function rulingTeams(
  tx: Tx,
  person: { openId: string; teamCode: string | null },
): Promise<string[]> {
  const led = await tx
    .select({ code: teamManagers.teamCode })
    .from(teamManagers)
    .where(eq(teamManagers.openId, person.openId))
  const codes = new Set(led.map((row) => row.code))
  const path = await teamPath(tx, person.teamCode ?? led[0]?.code ?? null)
  return path.slice(path.findLastIndex((code) => codes.has(code)) + 1)
}

/** Who rules: the managers of the nearest of those teams that has an active one, else the admins. */
export async function judgesOf(
  tx: Tx,
  person: { openId: string; teamCode: string | null },
): Promise<User[]> {
  const path = await rulingTeams(tx, person)
  const rows =
    path.length === 0
      ? []
      : await tx
          .select({ code: teamManagers.teamCode, user: users })
          .from(teamManagers)
          .innerJoin(users, eq(users.openId, teamManagers.openId))
          .where(
            and(
              inArray(teamManagers.teamCode, path),
              eq(users.status, 'active'),
              ne(users.openId, person.openId),
            ),
          )
          .orderBy(asc(users.name), asc(users.openId))
  for (const code of path) {
    const here = rows.filter((row) => row.code === code).map((row) => row.user)
    if (here.length > 0) return here
  }
  return tx
    .select()
    .from(users)
    .where(
      and(eq(users.role, 'admin'), eq(users.status, 'active'), ne(users.openId, person.openId)),
    )
    .orderBy(asc(users.openId))
}

/** Writes the calendar days of a granted request; what is there already stays. */
export async function writeDays(tx: Tx, request: LeaveRequest): Promise<void> {
  const { from, to, part } = spanOf(request)
  const scope = `person:${request.openId}`
  await tx
    .insert(calendarDays)
    .values(daysFrom(from, to).map((date) => ({ scope, date, kind: request.kind, part })))
    .onConflictDoNothing()
}

/** Takes the calendar days of a request back. */
export async function removeDays(tx: Tx, request: LeaveRequest): Promise<void> {
  await tx
    .delete(calendarDays)
    .where(
      and(
        eq(calendarDays.scope, `person:${request.openId}`),
        eq(calendarDays.kind, request.kind),
        eq(calendarDays.part, request.part),
        gte(calendarDays.date, request.fromDate),
        lte(calendarDays.date, request.toDate),
      ),
    )
}

/** Whether the person can still take it back: while it is asked for, or before its first day. */
export function mayCancel(row: LeaveRequest, today: LocalDate): boolean {
  return row.status === 'asked' || (row.status === 'approved' && row.fromDate > today)
}

/** Requests as cards show them. */
export async function viewsOf(ctx: Ctx, rows: readonly LeaveRequest[]): Promise<LeaveView[]> {
  const ids = rows.flatMap((row) => (row.ruledBy ? [row.openId, row.ruledBy] : [row.openId]))
  const people = await getUsers(ctx.tx, ids)
  return rows.map((row) => ({
    requestId: row.id,
    name: people.get(row.openId)?.name ?? '',
    kind: row.kind,
    ...spanOf(row),
    reason: row.reason,
    status: row.status,
    byName: row.ruledBy ? (people.get(row.ruledBy)?.name ?? '') : null,
    mayCancel: mayCancel(row, ctx.today),
  }))
}

/** Of these people, those whom their own leave or trip keeps away for the whole of one of the days. */
export async function awayOn(
  tx: Tx,
  openIds: readonly string[],
  dates: readonly LocalDate[],
): Promise<Set<string>> {
  if (openIds.length === 0 || dates.length === 0) return new Set()
  const scopes = openIds.map((openId) => `person:${openId}`)
  const rows = await tx
    .select({ scope: calendarDays.scope })
    .from(calendarDays)
    .where(
      and(
        inArray(calendarDays.scope, scopes),
        inArray(calendarDays.date, [...dates]),
        inArray(calendarDays.kind, ['leave', 'trip']),
        or(
          eq(calendarDays.part, ''),
          sql`exists (select 1 from calendar_days o
          where o.scope = ${calendarDays.scope} and o.date = ${calendarDays.date}
            and o.kind in ('leave', 'trip') and o.part <> ${calendarDays.part} and o.part <> '')`,
        ),
      ),
    )
  return new Set(rows.map((row) => row.scope.slice('person:'.length)))
}

/** Who has stops to visit, or a manager's wish waiting, on some of these days. */
export async function repsWithPlans(tx: Tx, dates: readonly string[]): Promise<string[]> {
  if (dates.length === 0) return []
  const rows = await tx.execute<{ open_id: string }>(sql`
    select rep_open_id as open_id from plan_stops where date in ${[...dates]} and status = 'planned'
    union
    select rep_open_id from plan_wishes
    where date in ${[...dates]} and status = 'waiting' and source = 'manual'
    order by 1`)
  return rows.map((row) => row.open_id)
}
