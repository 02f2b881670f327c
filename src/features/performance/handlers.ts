import { digestActions } from '../../../cards/performance/actions.ts'
import { managerDigestCard } from '../../../cards/performance/digest.ts'
import { myDayCard } from '../../../cards/performance/my-day.ts'
import { needDetailCard } from '../../../cards/performance/needs.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { leaders, onAction, readers } from '../../bot/define.ts'
import { replaceCard, toast } from '../../bot/reply.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { digestWords as w } from '../../i18n/performance.ts'
import { message } from '../../i18n/t.ts'
import { authorize } from '../../policies.ts'
import { getTeam, type Team, teamPath } from '../org/store.ts'
import { loadRep } from '../plans/people.ts'
import { reviewOf, reviewThing } from '../trust/review-send.ts'
import { readDigest, readMyDay, readNeeds } from './digest/read.ts'
import { answerDigest, hasMany, tellDigest } from './private-digest.ts'
import { digestAcks } from './tables.ts'

/** The team, if the person who acts may see it. */
async function visibleTeam(ctx: ActorCtx, teamCode: string): Promise<Team> {
  authorize(ctx.actor, 'digest.see', { teamPath: await teamPath(ctx.tx, teamCode) })
  const team = await getTeam(ctx.tx, teamCode)
  if (!team) throw new UserError(message(botWords.notYours), 'error')
  return team
}

/** 处理: names and reasons go to the private chat of whoever asks, wherever the card stands. */
const onHandle = onAction(digestActions.handle, { who: leaders }, async (ctx, { payload }) => {
  const team = await visibleTeam(ctx, payload.teamCode)
  const toActor = { openId: ctx.actor.openId }
  if (payload.kind === 'review') {
    // What is before this person, which those who lead the team need not all be.
    const card = await reviewOf(ctx, ctx.actor, {}, ctx.t)
    await ctx.show(toActor, reviewThing(ctx.today), card, { fresh: true })
    return toast('success', ctx.t(w.sentPrivately))
  }
  const needs = await readNeeds(ctx, team.code, payload.date)
  const need = needs.find(({ kind }) => kind === payload.kind) ?? null
  const head = { teamName: team.name, date: payload.date }
  const card = needDetailCard(head, need, payload.kind, ctx.t)
  await ctx.say(toActor, card)
  return toast('success', ctx.t(w.sentPrivately))
})

/** A tap on a person: that day, to the person and whoever leads them, in private wherever it was tapped. */
const onRepDay = onAction(digestActions.repDay, { who: 'member' }, async (ctx, { payload }) => {
  const rep = await loadRep(ctx.tx, payload.openId)
  if (!rep) throw new UserError(message(botWords.notYours), 'error')
  authorize(ctx.actor, 'figures.see', rep)
  const date = payload.date > ctx.today ? ctx.today : payload.date
  const card = myDayCard(await readMyDay(ctx, rep, date), ctx.today, ctx.t, {
    isOwn: rep.openId === ctx.actor.openId,
  })
  await ctx.say({ openId: ctx.actor.openId }, card)
  return toast('success', ctx.t(w.sentPrivately))
})

/** A tap on a team below: its day, to whoever leads it, in private. */
const onBranchDay = onAction(
  digestActions.branchDay,
  { who: readers },
  async (ctx, { payload }) => {
    const team = await visibleTeam(ctx, payload.teamCode)
    const date = payload.date > ctx.today ? ctx.today : payload.date
    await tellDigest(ctx, team, date)
    return toast('success', ctx.t(w.sentPrivately))
  },
)

/** 我知道了: the first who has seen it stays named. */
const onGotIt = onAction(digestActions.gotIt, { who: leaders }, async (ctx, { payload }) => {
  const { teamCode, date, kind, on } = payload
  const team = await visibleTeam(ctx, teamCode)
  await ctx.tx
    .insert(digestAcks)
    .values({ teamCode, date, point: kind, byOpenId: ctx.actor.openId, at: ctx.now })
    .onConflictDoNothing()
  if (on === 'private') return answerDigest(ctx, team, date, replaceCard)
  if (await hasMany(ctx, teamCode)) {
    // The evening's job patches the managers' card.
    await ctx.enqueue('performance.digest-daily', { teamCode, date })
    return toast('success', ctx.t(w.gotItSoon))
  }
  const view = await readDigest(ctx, team, date)
  return replaceCard(managerDigestCard(view, ctx.inGroup ? ctx.tFor(null) : ctx.t))
})

const onShow = onAction(digestActions.show, { who: readers }, async (ctx, { payload }) => {
  const team = await visibleTeam(ctx, payload.teamCode)
  const date = payload.date > ctx.today ? ctx.today : payload.date
  return answerDigest(ctx, team, date, replaceCard)
})

const onPick = onAction(digestActions.pick, { who: readers }, async (ctx, { payload, option }) => {
  const team = await visibleTeam(ctx, option)
  return answerDigest(ctx, team, payload.date, replaceCard)
})

const onMine = onAction(digestActions.mine, { who: 'member' }, async (ctx, { payload }) => {
  const date = payload.date > ctx.today ? ctx.today : payload.date
  return replaceCard(myDayCard(await readMyDay(ctx, ctx.actor, date), ctx.today, ctx.t))
})

export const digestHandlers = [onHandle, onGotIt, onShow, onPick, onMine, onRepDay, onBranchDay]
