/** Who sees whose scores, read as it is at the click. */
import type { ActorCtx } from '../../bot/context.ts'
import type { AskingCtx } from '../../bot/slow-card.ts'
import { UserError } from '../../errors.ts'
import { scoreWords as w } from '../../i18n/scores.ts'
import { message } from '../../i18n/t.ts'
import { may } from '../../policies.ts'
import { allTeamPaths, getTeam, getUser, type Team, teamPath, type User } from '../org/store.ts'
import { teams } from '../org/tables.ts'
import { teamsWithReps } from '../plans/team.ts'

const notYours = () => new UserError(message(w.notYours), 'error')

/** The person, if the actor may see their scores. The words tell nothing of who exists. */
export async function seenPerson(ctx: ActorCtx, openId: string): Promise<User> {
  const user = await getUser(ctx.tx, openId)
  const path = user ? await teamPath(ctx.tx, user.teamCode) : []
  if (!user || !may(ctx.actor, 'score.see', { repOpenId: openId, teamPath: path })) throw notYours()
  return user
}

/** The team, if the actor may see its people. */
export async function seenTeam(ctx: AskingCtx, teamCode: string): Promise<Team> {
  const team = (await seenTeams(ctx)).some(({ code }) => code === teamCode)
    ? await getTeam(ctx.tx, teamCode)
    : null
  if (!team) throw notYours()
  return team
}

/** Teams with reps, in them or below, that the actor may look at: the widest first. */
export async function seenTeams(ctx: AskingCtx): Promise<{ code: string; name: string }[]> {
  const { tx, actor } = ctx
  if (actor.role !== 'admin' && actor.seenTeams.length === 0) return []
  const inUse = new Set((await teamsWithReps(ctx)).flatMap(({ path }) => path))
  const paths = await allTeamPaths(tx)
  const depth = (code: string) => paths.get(code)?.length ?? 1
  return (await tx.select({ code: teams.code, name: teams.name }).from(teams))
    .filter(({ code }) => inUse.has(code))
    .filter(({ code }) => actor.role === 'admin' || actor.seenTeams.includes(code))
    .toSorted((a, b) => depth(a.code) - depth(b.code) || (a.code < b.code ? -1 : 1))
}

export function needsAdmin(ctx: ActorCtx): void {
  if (!may(ctx.actor, 'score.run', {})) throw new UserError(message(w.adminsOnly), 'error')
}
