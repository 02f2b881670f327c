/** A team's day, week or month as its manager sees it in private; of many people a job works it out. */
import type { Card } from '../../../cards/kit/card.ts'
import { addingUpCard, privateDigestCard, workingCard } from '../../../cards/performance/digest.ts'
import {
  periodTitle,
  privatePeriodCard,
  teamPeriodCard,
} from '../../../cards/performance/period.ts'
import type { Actor, ActorCtx, Ctx } from '../../bot/context.ts'
import type { Reply } from '../../bot/reply.ts'
import type { Period } from '../../domain/performance/periods.ts'
import type { LocalDate } from '../../domain/time.ts'
import { allTeamPaths, type Team } from '../org/store.ts'
import { teams } from '../org/tables.ts'
import { repsBelow, teamTree } from './digest/people.ts'
import { readTeamPeriod } from './digest/period-view.ts'
import { readDigest } from './digest/read.ts'
import { teamsToTell } from './digest/send.ts'

/** From here on adding up takes longer than a click may: a job does it and patches the card. */
const manyReps = 60

export const showDigestJob = 'performance.show-digest'
export const showPeriodJob = 'performance.show-period'

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

export async function privateDigest(
  ctx: Ctx,
  actor: Actor,
  team: Team,
  date: LocalDate,
): Promise<Card> {
  const view = await readDigest(ctx, team, date)
  const moves = { today: ctx.today, teams: await teamsOf(ctx, actor) }
  const mayAct = actor.role !== 'viewer'
  return privateDigestCard(view, { ...moves, mayAct }, ctx.tFor(actor.locale))
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

/** The same as a message of its own, for who tapped a team on another card. */
export async function tellDigest(ctx: ActorCtx, team: Team, date: LocalDate): Promise<void> {
  const to = { openId: ctx.actor.openId }
  if (!(await hasMany(ctx, team.code)))
    return ctx.say(to, await privateDigest(ctx, ctx.actor, team, date))
  const thing = `digest:private:${ctx.messageId}:${team.code}`
  await ctx.show(to, thing, workingCard({ teamName: team.name, date }, ctx.t), { fresh: true })
  await ctx.enqueue(showDigestJob, { ...to, teamCode: team.code, date, thing })
}

/** Where a week or month stands and which page of it: a group's card is the same for everybody there. */
export interface Shown {
  readonly page: number
  readonly on: 'group' | 'private'
}

export async function periodCard(
  ctx: Ctx,
  actor: Actor,
  team: Team,
  period: Period,
  { page, on, inGroup }: Shown & { readonly inGroup: boolean },
): Promise<Card> {
  const view = await readTeamPeriod(ctx, team, period)
  if (on === 'group') {
    const t = inGroup ? ctx.tFor(null) : ctx.tFor(actor.locale)
    return teamPeriodCard({ ...view, noGroup: !team.chatId }, page, t)
  }
  const moves = { today: ctx.today, teams: await teamsOf(ctx, actor) }
  return privatePeriodCard(view, page, moves, ctx.tFor(actor.locale))
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
  if (!(await hasMany(ctx, team.code))) {
    const card = await periodCard(ctx, ctx.actor, team, period, { ...shown, inGroup: ctx.inGroup })
    return reply(card, thing)
  }
  await ctx.enqueue(showPeriodJob, {
    openId: ctx.actor.openId,
    chatId: ctx.inGroup ? ctx.chatId : null,
    teamCode: team.code,
    kind: period.kind,
    from: period.from,
    thing,
    ...shown,
  })
  const t = ctx.inGroup ? ctx.tFor(null) : ctx.t
  return reply(addingUpCard(periodTitle(period.kind, team.name, t), t), thing)
}

/** As `tellDigest`, for a week or month. */
export async function tellPeriod(ctx: ActorCtx, team: Team, period: Period): Promise<void> {
  const to = { openId: ctx.actor.openId }
  const shown = { page: 0, on: 'private' } as const
  if (!(await hasMany(ctx, team.code))) {
    const card = await periodCard(ctx, ctx.actor, team, period, { ...shown, inGroup: false })
    return ctx.say(to, card)
  }
  const { kind, from } = period
  const thing = `digest:private:${ctx.messageId}:${team.code}`
  const working = addingUpCard(periodTitle(kind, team.name, ctx.t), ctx.t)
  await ctx.show(to, thing, working, { fresh: true })
  const payload = { ...to, chatId: null, teamCode: team.code, kind, from, thing, ...shown }
  await ctx.enqueue(showPeriodJob, payload)
}

export async function hasMany(ctx: Ctx, teamCode: string): Promise<boolean> {
  return (await repsBelow(ctx.tx, await teamTree(ctx.tx, teamCode))).length > manyReps
}
