/** A team's day, week or month as its manager sees it in private; of many people a job works it out. */
import { z } from 'zod'
import type { Card } from '../../../cards/kit/card.ts'
import { privateDigestCard } from '../../../cards/performance/digest.ts'
import { digestTitle } from '../../../cards/performance/parts.ts'
import {
  periodTitle,
  privatePeriodCard,
  teamPeriodCard,
} from '../../../cards/performance/period.ts'
import type { Actor, ActorCtx, Ctx } from '../../bot/context.ts'
import type { Reply } from '../../bot/reply.ts'
import { type AskingCtx, manyPeople, type SlowCard, workOut } from '../../bot/slow-card.ts'
import { type Period, periodOf } from '../../domain/performance/periods.ts'
import { type LocalDate, localDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { message } from '../../i18n/t.ts'
import { may } from '../../policies.ts'
import { allTeamPaths, getTeam, type Team, teamPath } from '../org/store.ts'
import { teams } from '../org/tables.ts'
import { repsBelow, teamTree } from './digest/people.ts'
import { readTeamPeriod } from './digest/period-view.ts'
import { readDigest } from './digest/read.ts'
import { teamsToTell } from './digest/send.ts'

/** Teams with reps that the actor may look at, the widest first: admins every one, leaders their own. */
export async function teamsOf(ctx: Ctx, actor: Actor): Promise<{ code: string; name: string }[]> {
  if (actor.role !== 'admin' && actor.seenTeams.length === 0) return []
  const told = new Set((await teamsToTell(ctx)).map(({ code }) => code))
  const paths = await allTeamPaths(ctx.tx)
  const depth = (code: string) => paths.get(code)?.length ?? 1
  return (await ctx.tx.select({ code: teams.code, name: teams.name }).from(teams))
    .filter(({ code }) => told.has(code))
    .filter(({ code }) => actor.role === 'admin' || actor.seenTeams.includes(code))
    .toSorted((a, b) => depth(a.code) - depth(b.code) || (a.code < b.code ? -1 : 1))
}

async function nameOfTeam(ctx: Pick<Ctx, 'tx'>, code: string): Promise<string> {
  return (await getTeam(ctx.tx, code))?.name ?? code
}

async function privateDigest(ctx: AskingCtx, team: Team, date: LocalDate): Promise<Card> {
  const view = await readDigest(ctx, team, date)
  const moves = { today: ctx.today, teams: await teamsOf(ctx, ctx.actor) }
  const mayAct = ctx.actor.role !== 'viewer'
  return privateDigestCard(view, { ...moves, mayAct }, ctx.tFor(ctx.actor.locale))
}

/** The team, if the asker may see its figures, or `also` holds. Throws UserError. */
async function seenTeam(
  ctx: AskingCtx,
  code: string,
  also: (team: Team) => boolean = () => false,
): Promise<Team> {
  const team = await getTeam(ctx.tx, code)
  const path = await teamPath(ctx.tx, code)
  if (!team || !(also(team) || may(ctx.actor, 'digest.see', { teamPath: path })))
    throw new UserError(message(botWords.notYours), 'error')
  return team
}

const dayAsk = z.object({ teamCode: z.string(), date: localDate })

export const slowDigest: SlowCard<z.output<typeof dayAsk>> = {
  name: 'digest',
  ask: dayAsk,
  title: async (ctx, { teamCode, date }) =>
    digestTitle({ teamName: await nameOfTeam(ctx, teamCode), date }, ctx.t),
  card: async (ctx, { teamCode, date }) => privateDigest(ctx, await seenTeam(ctx, teamCode), date),
}

/** Answers with the digest at once, or for a team of many with a card that a job fills in. */
export async function answerDigest(
  ctx: ActorCtx,
  team: Team,
  date: LocalDate,
  reply: (card: Card, thing: string) => Reply,
): Promise<Reply> {
  const thing = `digest:private:${ctx.messageId}`
  if (!(await hasMany(ctx, team.code))) return reply(await privateDigest(ctx, team, date), thing)
  const ask = { teamCode: team.code, date }
  return reply(await workOut(ctx, slowDigest, ask, thing, { inPrivate: true }), thing)
}

/** The same as a message of its own, for who tapped a team on another card. */
export async function tellDigest(ctx: ActorCtx, team: Team, date: LocalDate): Promise<void> {
  const to = { openId: ctx.actor.openId }
  if (!(await hasMany(ctx, team.code))) return ctx.say(to, await privateDigest(ctx, team, date))
  const thing = `digest:private:${ctx.messageId}:${team.code}`
  const ask = { teamCode: team.code, date }
  const working = await workOut(ctx, slowDigest, ask, thing, { inPrivate: true })
  await ctx.show(to, thing, working, { fresh: true })
}

/** Where a week or month stands and which page of it: a group's card is the same for everybody there. */
export interface Shown {
  readonly page: number
  readonly on: 'group' | 'private'
}

async function periodCard(
  ctx: AskingCtx,
  team: Team,
  period: Period,
  { page, on }: Shown,
): Promise<Card> {
  const view = await readTeamPeriod(ctx, team, period)
  if (on === 'group') {
    const t = ctx.inGroup ? ctx.tFor(null) : ctx.tFor(ctx.actor.locale)
    return teamPeriodCard({ ...view, noGroup: !team.chatId }, page, t)
  }
  const moves = { today: ctx.today, teams: await teamsOf(ctx, ctx.actor) }
  return privatePeriodCard(view, page, moves, ctx.tFor(ctx.actor.locale))
}

const periodAsk = z.object({
  teamCode: z.string(),
  kind: z.enum(['weekly', 'monthly']),
  from: localDate,
  page: z.number().int().min(0),
  on: z.enum(['group', 'private']),
})

/** For who leads the team, and in the team's own group for whoever is of the team. */
export const slowPeriod: SlowCard<z.output<typeof periodAsk>> = {
  name: 'period',
  ask: periodAsk,
  title: async (ctx, { kind, teamCode }) =>
    periodTitle(kind, await nameOfTeam(ctx, teamCode), ctx.t),
  async card(ctx, { teamCode, kind, from, page, on }) {
    const team = await seenTeam(
      ctx,
      teamCode,
      ({ chatId }) =>
        on === 'group' &&
        ctx.inGroup &&
        ctx.chatId === chatId &&
        ctx.actor.teamPath.includes(teamCode),
    )
    return periodCard(ctx, team, periodOf(kind, from), { page, on })
  },
}

/** As `answerDigest`, for a week or month; in a group the answer stands there. */
export async function answerPeriod(
  ctx: ActorCtx,
  team: Team,
  period: Period,
  shown: Shown,
  reply: (card: Card, thing: string) => Reply,
): Promise<Reply> {
  const kind = shown.on === 'group' ? 'asked' : 'private'
  const thing = `digest:${kind}:${ctx.messageId}`
  if (!(await hasMany(ctx, team.code)))
    return reply(await periodCard(ctx, team, period, shown), thing)
  const ask = { teamCode: team.code, kind: period.kind, from: period.from, ...shown }
  return reply(await workOut(ctx, slowPeriod, ask, thing), thing)
}

/** As `tellDigest`, for a week or month. */
export async function tellPeriod(ctx: ActorCtx, team: Team, period: Period): Promise<void> {
  const to = { openId: ctx.actor.openId }
  const shown = { page: 0, on: 'private' } as const
  if (!(await hasMany(ctx, team.code)))
    return ctx.say(to, await periodCard(ctx, team, period, shown))
  const { kind, from } = period
  const thing = `digest:private:${ctx.messageId}:${team.code}`
  const ask = { teamCode: team.code, kind, from, ...shown }
  const working = await workOut(ctx, slowPeriod, ask, thing, { inPrivate: true })
  await ctx.show(to, thing, working, { fresh: true })
}

/** From here on adding up takes longer than a click may. */
export async function hasMany(ctx: Ctx, teamCode: string): Promise<boolean> {
  return (await repsBelow(ctx.tx, await teamTree(ctx.tx, teamCode))).length > manyPeople
}
