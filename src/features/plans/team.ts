/** The days of many reps at once, for their managers. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { RepDay } from '../../../cards/plans/team.ts'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import { addDays, formatLocal, type LocalDate } from '../../domain/time.ts'
import { noon } from '../../domain/work-calendar.ts'
import { visibleTeams } from '../../policies.ts'
import { activeReps, allTeamPaths, teamPath, type User } from '../org/store.ts'
import { calendarDays, teamManagers, users } from '../org/tables.ts'

/** Reps whom the actor may see, without the actor. */
export async function visibleReps(ctx: ActorCtx): Promise<User[]> {
  const teams = visibleTeams(ctx.actor)
  const reps = await activeReps(ctx.tx, teams ?? undefined)
  return reps.filter((rep) => rep.openId !== ctx.actor.openId)
}

interface DayRow extends Record<string, unknown> {
  open_id: string
  planned: string
  done: string
  reminded_at: string | null
}

/** Stops planned (approved skips left out) and visited, per rep of a list, on a day. */
export async function repDays(
  ctx: Ctx,
  reps: readonly User[],
  date: LocalDate,
): Promise<(RepDay & { remindedAt: Date | null })[]> {
  if (reps.length === 0) return []
  const ids = reps.map((rep) => rep.openId)
  const rows = await ctx.tx.execute<DayRow>(sql`
    select p.rep_open_id as open_id, p.reminded_at,
      count(s.id) filter (where s.status <> 'skipped') as planned,
      count(s.id) filter (where s.status = 'visited') as done
    from daily_plans p left join plan_stops s on s.plan_id = p.id
    where p.date = ${date} and ${inArray(sql`p.rep_open_id`, ids)}
    group by p.id`)
  const byId = new Map(rows.map((row) => [row.open_id, row]))
  return reps.map(({ openId, name }) => {
    const row = byId.get(openId)
    return {
      openId,
      name,
      planned: Number(row?.planned ?? 0),
      done: Number(row?.done ?? 0),
      remindedAt: row?.reminded_at ? new Date(row.reminded_at) : null,
    }
  })
}

/** Reps with stops still to visit and no check-in on that day. */
export async function notStarted(
  ctx: Ctx,
  reps: readonly User[],
  date: LocalDate,
): Promise<(RepDay & { remindedAt: Date | null })[]> {
  if (reps.length === 0) return []
  const ids = reps.map((rep) => rep.openId)
  const idle = await ctx.tx.execute<{ open_id: string }>(sql`
    select distinct s.rep_open_id as open_id from plan_stops s
    where s.date = ${date} and s.status = 'planned' and s.skip_state is distinct from 'asked'
      and ${inArray(sql`s.rep_open_id`, ids)}
      and not exists (select 1 from visits v where v.rep_open_id = s.rep_open_id
        and v.date = ${date} and v.status <> 'cancelled')`)
  const waiting = new Set(idle.map((row) => row.open_id))
  for (const openId of await inFreeHalf(ctx, reps, date)) waiting.delete(openId)
  return repDays(
    ctx,
    reps.filter((rep) => waiting.has(rep.openId)),
    date,
  )
}

/** Of these, whose own leave or trip covers this half of today: they need not have begun. */
async function inFreeHalf(ctx: Ctx, reps: readonly User[], date: LocalDate): Promise<string[]> {
  if (date !== ctx.today) return []
  const half = formatLocal(ctx.now, ctx.zone, 'time') < noon ? 'am' : 'pm'
  const scopes = reps.map((rep) => `person:${rep.openId}`)
  const rows = await ctx.tx
    .select({ scope: calendarDays.scope })
    .from(calendarDays)
    .where(
      and(
        inArray(calendarDays.scope, scopes),
        eq(calendarDays.date, date),
        inArray(calendarDays.kind, ['leave', 'trip']),
        eq(calendarDays.part, half),
      ),
    )
  return rows.map((row) => row.scope.slice('person:'.length))
}

/** Who leads a team: its own managers and deputies, else those of the nearest team above. */
export async function leadersOf(ctx: Ctx, teamCode: string): Promise<User[]> {
  const path = await teamPath(ctx.tx, teamCode)
  return (await leadersIn(ctx, path))(path)
}

/** The same for many teams at one read; a team's path begins with the team. */
export async function leadersIn(
  { tx }: Pick<Ctx, 'tx'>,
  teamCodes: readonly string[],
): Promise<(path: readonly string[]) => User[]> {
  const rows = await tx
    .select({ code: teamManagers.teamCode, user: users })
    .from(teamManagers)
    .innerJoin(users, eq(users.openId, teamManagers.openId))
    .where(and(inArray(teamManagers.teamCode, [...teamCodes]), eq(users.status, 'active')))
    .orderBy(asc(users.name), asc(users.openId))
  const byTeam = new Map<string, User[]>()
  for (const { code, user } of rows) byTeam.set(code, [...(byTeam.get(code) ?? []), user])
  return (path) => byTeam.get(path.find((code) => byTeam.has(code)) ?? '') ?? []
}

/**
 * Teams that have active reps (or people of other roles), with the teams above, for times that differ by team. The code is `''` for
 * reps without a team.
 */
export async function teamsWithReps(
  ctx: Ctx,
  roles: readonly User['role'][] = ['rep'],
): Promise<{ code: string; path: string[] }[]> {
  const rows = await ctx.tx
    .selectDistinct({ code: users.teamCode })
    .from(users)
    .where(and(inArray(users.role, [...roles]), eq(users.status, 'active')))
  const paths = await allTeamPaths(ctx.tx)
  return rows
    .map((row) => row.code ?? '')
    .toSorted()
    .map((code) => ({ code, path: paths.get(code) ?? (code ? [code] : []) }))
}

/**
 * Those of the reps who have something to hear in the morning of a date: own customers that were there
 * before that day, or stops that somebody asked for. Who is set up in the course of a day begins with
 * the next one.
 */
export async function repsToWake(
  ctx: Ctx,
  openIds: readonly string[],
  date: LocalDate,
): Promise<Set<string>> {
  const rows = await ctx.tx.execute<{ open_id: string }>(sql`
    select open_id from jsonb_array_elements_text(${JSON.stringify(openIds)}::text::jsonb) r(open_id)
    where exists (
        select 1 from customers c
        where c.owner_open_id = r.open_id and c.status = 'active' and c.created_on < ${date})
      or exists (
        select 1 from plan_wishes w
        where w.rep_open_id = r.open_id and w.date = ${date} and w.status = 'waiting')`)
  return new Set(rows.map(({ open_id: openId }) => openId))
}

/** Wishes of so many days before may have been carried to a day: longer than any holiday. */
const carryDays = 30

/**
 * Active managers who have something of their own to drive to on a date: a stop on their plan, or what was
 * asked for and is not on it yet, such as 协访. The customers in their name alone wake nobody: a manager's
 * day is not planned for them. `teamCode` as `repsOf` takes it; null: everybody.
 */
export async function managersWithStops(
  ctx: Ctx,
  date: LocalDate,
  teamCode: string | null = null,
): Promise<User[]> {
  return ctx.tx
    .select()
    .from(users)
    .where(
      and(
        eq(users.role, 'manager'),
        eq(users.status, 'active'),
        teamCode === null ? undefined : sql`coalesce(${users.teamCode}, '') = ${teamCode}`,
        sql`(exists (select 1 from plan_stops s where s.rep_open_id = ${users.openId}
            and s.date = ${date} and s.status = 'planned')
          or exists (select 1 from plan_wishes w where w.rep_open_id = ${users.openId}
            and w.date <= ${date} and w.date > ${addDays(date, -carryDays)} and w.status = 'waiting'))`,
      ),
    )
    .orderBy(asc(users.openId))
}

/** The active reps of one of these. */
export async function repsOf(ctx: Ctx, teamCode: string): Promise<User[]> {
  const reps = await activeReps(ctx.tx, teamCode ? [teamCode] : undefined)
  return teamCode ? reps : reps.filter((rep) => rep.teamCode === null)
}
