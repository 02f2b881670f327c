/** Clicks on the plan card, on a stop and on the managers' cards. */
import { planActions } from '../../../cards/plans/actions.ts'
import { mendCard } from '../../../cards/plans/mend.ts'
import { reroutedText } from '../../../cards/plans/rerouted.ts'
import { stopCard } from '../../../cards/plans/stop.ts'
import { notStartedCard } from '../../../cards/plans/team.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { onAction, visitors } from '../../bot/define.ts'
import { type Reply, replaceCard, sendCard, toast } from '../../bot/reply.ts'
import type { LocalDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { planWords } from '../../i18n/plans.ts'
import { message } from '../../i18n/t.ts'
import { authorize, may, type Policy } from '../../policies.ts'
import { mendingList, mendingTotals } from '../customers/mending.ts'
import { customerScope } from '../customers/store.ts'
import { getUsers, teamPath } from '../org/store.ts'
import { nearby } from '../visits/handlers/more.ts'
import { loadRep, type Rep } from './people.ts'
import { reroute } from './reroute.ts'
import { notStartedThing, notStartedView, nudge } from './send.ts'
import { planDayCard, planThing } from './show.ts'
import { onRuleSkip, onSkip, onSubmitSkip } from './skip.ts'
import { stopFor, stopView } from './stop.ts'
import { notStarted, repsOf } from './team.ts'

/** The rep of a card, if the actor may; otherwise they learn nothing. Throws UserError. */
async function repFor(
  ctx: ActorCtx,
  openId: string,
  policy: Extract<Policy, `plan.${string}`>,
): Promise<Rep> {
  const rep = await loadRep(ctx.tx, openId)
  if (!rep) throw new UserError(message(botWords.notYours), 'error')
  authorize(ctx.actor, policy, rep)
  return rep
}

const onShow = onAction(planActions.show, { who: 'member' }, async (ctx, { payload }) => {
  const rep = await repFor(ctx, payload.repOpenId, 'plan.see')
  const own = rep.openId === ctx.actor.openId
  const card = await planDayCard(ctx, rep, payload.date, { own, t: ctx.t }, payload.page)
  return replaceCard(card, planThing(rep.openId, payload.date))
})

const onStop = onAction(planActions.stop, { who: 'member' }, async (ctx, { payload }) => {
  const found = await stopFor(ctx, payload.stopId, 'plan.see')
  const card = stopCard(await stopView(ctx, found), ctx.t)
  return replaceCard(card, planThing(found.rep.openId, found.date))
})

const onReroute = onAction(planActions.reroute, { who: 'member' }, async (ctx, { payload }) => {
  const rep = await repFor(ctx, payload.repOpenId, 'plan.change')
  if (payload.date < ctx.today) return toast('warning', ctx.t(planWords.dayIsOver))
  const brought = await reroute(ctx, rep, payload.date)
  const own = rep.openId === ctx.actor.openId
  const card = await planDayCard(ctx, rep, payload.date, { own, t: ctx.t })
  const text = brought ? reroutedText(brought, ctx.t) : ctx.t(planWords.nothingToReroute)
  const thing = planThing(rep.openId, payload.date)
  return replaceCard(card, thing, { type: brought ? 'success' : 'info', text })
})

const onNearby = onAction(planActions.nearby, { who: visitors }, (ctx) => nearby(ctx))

const mendPageSize = 10

/**
 * The customers to complete, without a point or with a doubtful one: a rep's own, those of a rep that somebody looks at, or for a manager who
 * names nobody all of their people's.
 */
export async function mendReply(ctx: ActorCtx, rep: Rep, page = 0) {
  const own = rep.openId === ctx.actor.openId
  const scope = own ? customerScope(ctx.actor) : { ownerOpenId: rep.openId }
  const { noPlace, noPoint, suspected } = await mendingTotals(ctx.tx, scope)
  const listed = noPlace + noPoint + suspected
  const offset = page * mendPageSize
  const limit = Math.max(0, Math.min(mendPageSize, listed - offset))
  // Those that nobody has found right yet come behind: they are routed, so they are not listed here.
  const rows = limit > 0 ? await mendingList(ctx.tx, scope, { limit, offset }) : []
  const many = own && ctx.actor.role !== 'rep'
  const owners = await getUsers(
    ctx.tx,
    many ? rows.flatMap(({ customer }) => customer.ownerOpenId ?? []) : [],
  )
  const view = {
    repOpenId: rep.openId,
    repName: own ? null : rep.name,
    all: noPlace + noPoint,
    without: noPlace,
    suspected,
    page,
    pages: Math.max(1, Math.ceil(listed / mendPageSize)),
    customers: rows.map(({ customer: { code, name, address, ownerOpenId }, suspicion }) => ({
      code,
      name,
      address: address?.trim() || null,
      ownerName: owners.get(ownerOpenId ?? '')?.name ?? null,
      suspicion,
    })),
  }
  return mendCard(view, ctx.t)
}

const onToMend = onAction(planActions.toMend, { who: 'member' }, async (ctx, { payload }) => {
  const rep = await repFor(ctx, payload.repOpenId, 'plan.see')
  const card = await mendReply(ctx, rep, payload.page)
  // The first click stands on the plan card, which stays; turning pages replaces the list.
  return payload.page === 0 ? sendCard(card) : replaceCard(card)
})

const onPick = onAction(planActions.pick, { who: 'member' }, async (ctx, { payload, option }) => {
  const rep = await repFor(ctx, option, 'plan.see')
  const own = rep.openId === ctx.actor.openId
  const card = await planDayCard(ctx, rep, payload.date, { own, t: ctx.t })
  return sendCard(card, planThing(rep.openId, payload.date))
})

async function teamReply(
  ctx: ActorCtx,
  teamCode: string,
  date: LocalDate,
  said: string,
): Promise<Reply> {
  const view = await notStartedView(ctx, teamCode, date)
  const thing = notStartedThing(teamCode, date)
  return replaceCard(notStartedCard(view, ctx.t), thing, { type: 'success', text: said })
}

const onNudge = onAction(planActions.nudge, { who: 'member' }, async (ctx, { payload }) => {
  const { date, teamCode } = payload
  const rep = await repFor(ctx, payload.repOpenId, 'plan.rule')
  const words = {
    sent: planWords.nudged,
    before: planWords.alreadyNudged,
    started: planWords.alreadyStarted,
  }
  const done = await nudge(ctx, rep, date)
  return teamReply(ctx, teamCode, date, ctx.t(words[done], { name: rep.name }))
})

const onNudgeAll = onAction(planActions.nudgeAll, { who: 'member' }, async (ctx, { payload }) => {
  const { date, teamCode } = payload
  authorize(ctx.actor, 'team.see', { teamPath: await teamPath(ctx.tx, teamCode) })
  const reminded: string[] = []
  for (const idle of await notStarted(ctx, await repsOf(ctx, teamCode), date)) {
    const rep = await loadRep(ctx.tx, idle.openId)
    if (!rep || !may(ctx.actor, 'plan.rule', rep)) continue
    if ((await nudge(ctx, rep, date)) === 'sent') reminded.push(rep.name)
  }
  return teamReply(
    ctx,
    teamCode,
    date,
    reminded.length > 0
      ? ctx.t(planWords.nudged, { name: reminded.join(ctx.t(botWords.and)) })
      : ctx.t(planWords.everybodyNudged),
  )
})

export const planHandlers = [
  onShow,
  onStop,
  onSkip,
  onSubmitSkip,
  onRuleSkip,
  onReroute,
  onNearby,
  onToMend,
  onPick,
  onNudge,
  onNudgeAll,
]
