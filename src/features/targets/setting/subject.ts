/** Whose targets somebody may set, read as it is now. */
import { asc } from 'drizzle-orm'
import type { ActorCtx } from '../../../bot/context.ts'
import { UserError } from '../../../errors.ts'
import { message } from '../../../i18n/t.ts'
import { settingWords as w } from '../../../i18n/target-setting.ts'
import { may } from '../../../policies.ts'
import {
  allTeamPaths,
  getTeam,
  getUser,
  getUsers,
  type Team,
  teamPath,
  type User,
} from '../../org/store.ts'
import { teams } from '../../org/tables.ts'

export type Subject =
  | { readonly kind: 'team'; readonly team: Team; readonly path: readonly string[] }
  | { readonly kind: 'person'; readonly user: User; readonly path: readonly string[] }

export const scopeOf = (subject: Subject): string =>
  subject.kind === 'team' ? `team:${subject.team.code}` : `person:${subject.user.openId}`
export const nameOfSubject = (subject: Subject): string =>
  subject.kind === 'team' ? subject.team.name : subject.user.name

const notYours = () => new UserError(message(w.notYours), 'error')

export async function teamSubject(
  ctx: ActorCtx,
  code: string,
): Promise<Subject & { kind: 'team' }> {
  const team = await getTeam(ctx.tx, code)
  const path = await teamPath(ctx.tx, code)
  if (!team || !may(ctx.actor, 'targets.set', { repOpenId: '', teamPath: path })) throw notYours()
  return { kind: 'team', team, path }
}

export async function personSubject(
  ctx: ActorCtx,
  openId: string,
): Promise<Subject & { kind: 'person' }> {
  const user = await getUser(ctx.tx, openId)
  const path = user ? await teamPath(ctx.tx, user.teamCode) : []
  if (!user || !may(ctx.actor, 'targets.set', { repOpenId: openId, teamPath: path })) {
    const isOwn = openId === ctx.actor.openId
    throw isOwn ? new UserError(message(w.notOwn), 'error') : notYours()
  }
  return { kind: 'person', user, path }
}

/** The subject of `team:<code>` or `person:<open_id>`. Throws UserError for whom the actor may not set. */
export function subjectOf(ctx: ActorCtx, scope: string): Promise<Subject> {
  const [kind, id] = [scope.slice(0, scope.indexOf(':')), scope.slice(scope.indexOf(':') + 1)]
  if (kind === 'team') return teamSubject(ctx, id)
  if (kind === 'person') return personSubject(ctx, id)
  throw notYours()
}

/** Teams whose targets the actor may set, the widest first. */
export async function teamsToSet(ctx: ActorCtx): Promise<Team[]> {
  const paths = await allTeamPaths(ctx.tx)
  const pathOf = (code: string) => paths.get(code) ?? [code]
  return (await ctx.tx.select().from(teams).orderBy(asc(teams.code)))
    .filter(({ code }) => may(ctx.actor, 'targets.set', { repOpenId: '', teamPath: pathOf(code) }))
    .toSorted((a, b) => pathOf(a.code).length - pathOf(b.code).length)
}

/** Of these the ones that lie under none of the others: what a target without a name is for, if it is one. */
export const topOf = (all: readonly Team[]): Team[] =>
  all.filter(({ parentCode }) => !all.some(({ code }) => code === parentCode))

/** Of many at once, in two reads. Throws UserError when there is one that the actor may not set. */
export async function authorizeScopes(ctx: ActorCtx, scopes: readonly string[]): Promise<void> {
  const idsOf = (kind: string) =>
    scopes.flatMap((one) => (one.startsWith(kind) ? [one.slice(kind.length)] : []))
  const paths = await allTeamPaths(ctx.tx)
  const people = await getUsers(ctx.tx, idsOf('person:'))
  const pathOf = (code: string | null | undefined) => (code ? (paths.get(code) ?? [code]) : [])
  const records = [
    ...idsOf('team:').map((code) => ({ repOpenId: '', teamPath: pathOf(code) })),
    ...idsOf('person:').map((openId) => ({
      repOpenId: openId,
      teamPath: pathOf(people.get(openId)?.teamCode),
    })),
  ]
  if (!records.every((record) => may(ctx.actor, 'targets.set', record))) throw notYours()
}
