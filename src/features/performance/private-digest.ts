import type { Card } from '../../../cards/kit/card.ts'
import { privateDigestCard } from '../../../cards/performance/digest.ts'
import type { ActorCtx } from '../../bot/context.ts'
import type { LocalDate } from '../../domain/time.ts'
import { allTeamPaths, type Team } from '../org/store.ts'
import { teams } from '../org/tables.ts'
import { readDigest } from './digest/read.ts'
import { teamsToTell } from './digest/send.ts'

/** Teams with reps that the actor may look at, the widest first: admins every one, leaders their own. */
export async function teamsOf(ctx: ActorCtx): Promise<{ code: string; name: string }[]> {
  const { actor } = ctx
  if (actor.role !== 'admin' && actor.ledTeams.length === 0) return []
  const told = new Set((await teamsToTell(ctx)).map(({ code }) => code))
  const paths = await allTeamPaths(ctx.tx)
  const depth = (code: string) => paths.get(code)?.length ?? 1
  return (await ctx.tx.select({ code: teams.code, name: teams.name }).from(teams))
    .filter(({ code }) => told.has(code))
    .filter(({ code }) => actor.role === 'admin' || actor.ledTeams.includes(code))
    .toSorted((a, b) => depth(a.code) - depth(b.code) || (a.code < b.code ? -1 : 1))
}

/** A team's day as its manager sees it in private. */
export async function privateDigest(ctx: ActorCtx, team: Team, date: LocalDate): Promise<Card> {
  const view = await readDigest(ctx, team, date)
  return privateDigestCard(view, { today: ctx.today, teams: await teamsOf(ctx) }, ctx.t)
}
