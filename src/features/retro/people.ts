/** Of whom a 月度复盘 is, and who gets it. */

import { eq } from 'drizzle-orm'
import type { Actor, Ctx } from '../../bot/context.ts'
import type { SettingPlace } from '../../domain/settings/define.ts'
import { retroWords as w } from '../../i18n/retro.ts'
import type { T } from '../../i18n/t.ts'
import { authorize, may } from '../../policies.ts'
import {
  activeAdmins,
  activeReps,
  allTeamPaths,
  getTeam,
  teamPath,
  type User,
} from '../org/store.ts'
import { teamManagers, teams, users } from '../org/tables.ts'
import { repsBelow, teamTree } from '../performance/digest/people.ts'
import { teamsToTell } from '../performance/digest/send.ts'

/** The company (`org`) or a team with those below it (`team:<code>`). */
export interface Whose {
  readonly scope: string
  /** Where its rules are read; also what the policy of rules asks about. */
  readonly teamPath: readonly string[]
  readonly place: SettingPlace
}

const codeOf = (scope: string): string | null =>
  scope.startsWith('team:') ? scope.slice('team:'.length) : null

export async function whoseOf(ctx: Pick<Ctx, 'tx'>, scope: string): Promise<Whose> {
  const code = codeOf(scope)
  if (code === null) return { scope: 'org', teamPath: [], place: {} }
  const path = await teamPath(ctx.tx, code)
  return { scope, teamPath: path, place: { teams: path } }
}

/** The active reps, by name. */
export async function repsIn(ctx: Pick<Ctx, 'tx'>, { scope }: Whose): Promise<User[]> {
  const code = codeOf(scope)
  return code === null ? activeReps(ctx.tx) : repsBelow(ctx.tx, await teamTree(ctx.tx, code))
}

export async function nameOf(ctx: Pick<Ctx, 'tx'>, scope: string, t: T): Promise<string> {
  const code = codeOf(scope)
  return code === null ? t(w.company) : ((await getTeam(ctx.tx, code))?.name ?? code)
}

/** Whose rules somebody may change, their months they may look at. Throws UserError. */
export async function authorizeScope(
  ctx: Pick<Ctx, 'tx'> & { readonly actor: Actor },
  scope: string,
): Promise<Whose> {
  const whose = await whoseOf(ctx, scope)
  authorize(ctx.actor, 'settings.change', whose)
  return whose
}

/** What a person may look at, the widest first: admins the company and every team, leaders their own. */
export async function scopesOf(
  ctx: Ctx,
  actor: Actor,
  t: T,
): Promise<{ scope: string; name: string }[]> {
  const isAdmin = may(actor, 'settings.change', { teamPath: [] })
  const told = new Map((await teamsToTell(ctx)).map(({ code, path }) => [code, path]))
  const rows = await ctx.tx.select({ code: teams.code, name: teams.name }).from(teams)
  const own = rows
    .filter(({ code }) => told.has(code))
    .filter(
      ({ code }) => isAdmin || (told.get(code) ?? []).some((one) => actor.ledTeams.includes(one)),
    )
    .toSorted(
      (a, b) =>
        (told.get(a.code)?.length ?? 1) - (told.get(b.code)?.length ?? 1) ||
        (a.code < b.code ? -1 : 1),
    )
    .map(({ code, name }) => ({ scope: `team:${code}`, name }))
  return isAdmin ? [{ scope: 'org', name: t(w.company) }, ...own] : own
}

/**
 * Who gets the card of each month unasked: of the company its admins, of a team who leads it and none
 * above it, so that nobody gets two of the same people.
 */
export async function recipients(ctx: Ctx): Promise<Map<string, User[]>> {
  const paths = await allTeamPaths(ctx.tx)
  const told = new Set((await teamsToTell(ctx)).map(({ code }) => code))
  const rows = await ctx.tx
    .select({ code: teamManagers.teamCode, user: users })
    .from(teamManagers)
    .innerJoin(users, eq(users.openId, teamManagers.openId))
    .where(eq(users.status, 'active'))
    .orderBy(teamManagers.teamCode, users.openId)
  const found = new Map<string, User[]>()
  const add = (scope: string, user: User) => {
    const list = found.get(scope) ?? []
    if (!list.some(({ openId }) => openId === user.openId)) list.push(user)
    found.set(scope, list)
  }
  const admins = await activeAdmins(ctx.tx)
  for (const admin of admins) add('org', admin)
  for (const { code, user } of rows) {
    if (!told.has(code) || user.role === 'admin') continue
    const above = (paths.get(code) ?? [code]).filter((one) => one !== code)
    const leadsAbove = rows.some(
      (row) => row.user.openId === user.openId && above.includes(row.code),
    )
    if (!leadsAbove) add(`team:${code}`, user)
  }
  return found
}
