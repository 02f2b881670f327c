/** A team's day as its manager sees it in private. */
import type { Card } from '../../../cards/kit/card.ts'
import { privateDigestCard, workingCard } from '../../../cards/performance/digest.ts'
import type { Actor, ActorCtx, Ctx } from '../../bot/context.ts'
import type { Reply } from '../../bot/reply.ts'
import type { LocalDate } from '../../domain/time.ts'
import { allTeamPaths, type Team } from '../org/store.ts'
import { teams } from '../org/tables.ts'
import { repsBelow, teamTree } from './digest/people.ts'
import { readDigest } from './digest/read.ts'
import { teamsToTell } from './digest/send.ts'

/** From here on adding up takes longer than a click may: a job does it and patches the card. */
const manyReps = 60

export const showDigestJob = 'performance.show-digest'

/** Teams with reps that the actor may look at, the widest first: admins every one, leaders their own. */
export async function teamsOf(ctx: Ctx, actor: Actor): Promise<{ code: string; name: string }[]> {
  if (actor.role !== 'admin' && actor.ledTeams.length === 0) return []
  const told = new Set((await teamsToTell(ctx)).map(({ code }) => code))
  const paths = await allTeamPaths(ctx.tx)
  const depth = (code: string) => paths.get(code)?.length ?? 1
  return (await ctx.tx.select({ code: teams.code, name: teams.name }).from(teams))
    .filter(({ code }) => told.has(code))
    .filter(({ code }) => actor.role === 'admin' || actor.ledTeams.includes(code))
    .toSorted((a, b) => depth(a.code) - depth(b.code) || (a.code < b.code ? -1 : 1))
}

export async function privateDigest(
  ctx: Ctx,
  actor: Actor,
  team: Team,
  date: LocalDate,
): Promise<Card> {
  const view = await readDigest(ctx, team, date)
  const moves = { today: ctx.today, teams: await teamsOf(ctx, actor) }
  return privateDigestCard(view, moves, ctx.tFor(actor.locale))
}

/**
 * Answers with the digest at once, or, for a team of many, with a card that says that it is being added
 * up and that a job fills in.
 */
export async function answerDigest(
  ctx: ActorCtx,
  team: Team,
  date: LocalDate,
  reply: (card: Card, thing: string) => Reply,
): Promise<Reply> {
  const thing = `digest:private:${ctx.messageId}`
  if (!(await hasMany(ctx, team.code))) {
    return reply(await privateDigest(ctx, ctx.actor, team, date), thing)
  }
  const payload = { openId: ctx.actor.openId, teamCode: team.code, date, thing }
  await ctx.enqueue(showDigestJob, payload)
  return reply(workingCard({ teamName: team.name, date }, ctx.t), thing)
}

export async function hasMany(ctx: Ctx, teamCode: string): Promise<boolean> {
  return (await repsBelow(ctx.tx, await teamTree(ctx.tx, teamCode))).length > manyReps
}
