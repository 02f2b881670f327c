/** People and teams, read: who somebody is, whom they lead, who leads them. */
import { and, asc, eq, ilike, inArray, or, sql } from 'drizzle-orm'
import type { Actor } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import type { Locale } from '../../i18n/t.ts'
import { teamManagers, teams, users } from './tables.ts'

export type User = typeof users.$inferSelect
export type Team = typeof teams.$inferSelect

/**
 * The registered, active person behind an open_id with the teams above and the teams led, or null:
 * who is unknown or has left learns nothing.
 */
export async function loadActor(
  tx: Tx,
  openId: string,
  fallback: Locale = 'zh-CN',
): Promise<Actor | null> {
  const rows = await tx.execute<{
    name: string
    role: Actor['role']
    team_code: string | null
    locale: Locale | null
    team_path: string[] | null
    led: string[] | null
    looked: string[] | null
  }>(sql`
    with recursive up(code, parent_code, depth) as (
      select t.code, t.parent_code, 0 from teams t join users u on u.team_code = t.code where u.open_id = ${openId}
      union all
      select t.code, t.parent_code, up.depth + 1 from teams t join up on t.code = up.parent_code where up.depth < 20
    ), down(code, depth) as (
      select team_code, 0 from team_managers where open_id = ${openId}
      union
      select t.code, down.depth + 1 from teams t join down on t.parent_code = down.code where down.depth < 20
    ), looked(code, depth) as (
      select team_code, 0 from users where open_id = ${openId} and role = 'viewer' and team_code is not null
      union
      select t.code, looked.depth + 1 from teams t join looked on t.parent_code = looked.code
      where looked.depth < 20
    )
    select u.name, u.role, u.team_code, u.locale,
      (select array_agg(code order by depth) from up) as team_path,
      (select array_agg(distinct code) from down) as led,
      (select array_agg(distinct code) from looked) as looked
    from users u where u.open_id = ${openId} and u.status = 'active'`)
  const row = rows[0]
  if (!row) return null
  return {
    openId,
    name: row.name,
    role: row.role,
    teamCode: row.team_code,
    locale: row.locale ?? fallback,
    teamPath: row.team_path ?? [],
    ledTeams: row.led ?? [],
    seenTeams: [...new Set([...(row.led ?? []), ...(row.looked ?? [])])],
  }
}

export async function getUser(tx: Tx, openId: string): Promise<User | null> {
  const [user] = await tx.select().from(users).where(eq(users.openId, openId))
  return user ?? null
}

export async function getUsers(tx: Tx, openIds: readonly string[]): Promise<Map<string, User>> {
  if (openIds.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(users)
    .where(inArray(users.openId, [...openIds]))
  return new Map(rows.map((user) => [user.openId, user]))
}

/** Everybody who administers, in the order of their ids. */
export async function activeAdmins(tx: Tx): Promise<User[]> {
  return tx
    .select()
    .from(users)
    .where(and(eq(users.role, 'admin'), eq(users.status, 'active')))
    .orderBy(asc(users.openId))
}

/** Active people who visit, by team and name. `teams` limits to those team codes. */
export async function activeReps(tx: Tx, teamCodes?: readonly string[]): Promise<User[]> {
  if (teamCodes?.length === 0) return []
  return tx
    .select()
    .from(users)
    .where(
      and(
        eq(users.role, 'rep'),
        eq(users.status, 'active'),
        teamCodes ? inArray(users.teamCode, [...teamCodes]) : undefined,
      ),
    )
    .orderBy(asc(users.teamCode), asc(users.name), asc(users.openId))
}

/** How many active people visit; `teamCodes` limits to those teams, null: everybody. */
export async function countReps(tx: Tx, teamCodes: readonly string[] | null): Promise<number> {
  if (teamCodes?.length === 0) return 0
  const visits = and(eq(users.role, 'rep'), eq(users.status, 'active'))
  return tx.$count(users, teamCodes ? and(visits, inArray(users.teamCode, [...teamCodes])) : visits)
}

/** A team and the teams above it, nearest first. */
export async function teamPath(tx: Tx, code: string | null): Promise<string[]> {
  if (!code) return []
  const rows = await tx.execute<{ code: string }>(sql`
    with recursive up(code, parent_code, depth) as (
      select code, parent_code, 0 from teams where code = ${code}
      union all
      select t.code, t.parent_code, up.depth + 1 from teams t join up on t.code = up.parent_code where up.depth < 20)
    select code from up order by depth`)
  return rows.length > 0 ? rows.map((row) => row.code) : [code]
}

/** Every team's path, for jobs that go over all people. */
export async function allTeamPaths(tx: Tx): Promise<Map<string, string[]>> {
  const all = await tx.select().from(teams)
  const parent = new Map(all.map((team) => [team.code, team.parentCode]))
  return new Map(
    all.map((team) => {
      const path: string[] = []
      for (
        let code: string | null | undefined = team.code;
        code && !path.includes(code);
        code = parent.get(code)
      )
        path.push(code)
      return [team.code, path]
    }),
  )
}

/**
 * Who decides about a person's work: the managers of the nearest team upwards that has an active one
 * other than the person. Managers come before deputies.
 */
export async function managersOf(
  tx: Tx,
  person: { openId: string; teamCode: string | null },
): Promise<User[]> {
  const path = await teamPath(tx, person.teamCode)
  if (path.length === 0) return []
  const rows = await tx
    .select({ teamCode: teamManagers.teamCode, kind: teamManagers.kind, user: users })
    .from(teamManagers)
    .innerJoin(users, eq(users.openId, teamManagers.openId))
    .where(and(inArray(teamManagers.teamCode, path), eq(users.status, 'active')))
    .orderBy(sql`case ${teamManagers.kind} when 'manager' then 0 else 1 end`, asc(users.name))
  for (const code of path) {
    const here = rows.filter((row) => row.teamCode === code && row.user.openId !== person.openId)
    if (here.length > 0) return here.map((row) => row.user)
  }
  return []
}

export async function getTeam(tx: Tx, code: string): Promise<Team | null> {
  const [team] = await tx.select().from(teams).where(eq(teams.code, code))
  return team ?? null
}

export async function getTeams(tx: Tx, codes: readonly string[]): Promise<Map<string, Team>> {
  const rows = await tx
    .select()
    .from(teams)
    .where(inArray(teams.code, [...codes]))
  return new Map(rows.map((team) => [team.code, team]))
}

/** Active people whose name, employee number or mobile fits; exact names first. `teams` limits the search. */
export async function findPeople(
  tx: Tx,
  query: string,
  options: { teams?: readonly string[]; limit?: number } = {},
): Promise<User[]> {
  const text = query.replace(/^@/, '').trim()
  if (text === '') return []
  const like = `%${text.replace(/[%_\\]/g, '\\$&')}%`
  return tx
    .select()
    .from(users)
    .where(
      and(
        eq(users.status, 'active'),
        or(
          ilike(users.name, like),
          eq(users.employeeNo, text),
          eq(users.mobile, text),
          eq(users.openId, text),
        ),
        options.teams ? inArray(users.teamCode, [...options.teams]) : undefined,
      ),
    )
    .orderBy(sql`case when ${users.name} = ${text} then 0 else 1 end`, asc(users.name))
    .limit(options.limit ?? 20)
}
