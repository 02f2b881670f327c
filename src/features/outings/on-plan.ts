/** An outing told from the plan card, and the plan card when it is told elsewhere. */
import type { OnPlan } from '../../../cards/outings/actions.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { type Reply, replaceCard, type Toast } from '../../bot/reply.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { message } from '../../i18n/t.ts'
import { getUser } from '../org/store.ts'
import { repOf } from '../plans/people.ts'
import { planDayCard, planThing, refreshPlan } from '../plans/show.ts'
import type { Outing } from './store.ts'
import { cardOf, outingThing } from './views.ts'

/**
 * The actor's plan card of today that was tapped; undefined when it was another card, or one of an earlier
 * day, which stays as it is. Throws UserError on somebody else's: who gets a plan forwarded has an own one.
 */
export function planTapped(ctx: ActorCtx, onPlan: OnPlan): OnPlan {
  if (!onPlan) return undefined
  if (onPlan.repOpenId !== ctx.actor.openId)
    throw new UserError(message(botWords.notYours), 'error')
  return onPlan.date === ctx.today ? onPlan : undefined
}

async function actingRep(ctx: ActorCtx) {
  const user = await getUser(ctx.tx, ctx.actor.openId)
  if (!user) throw new Error(`the person who acts is not there: ${ctx.actor.openId}`)
  return repOf(user, ctx.actor.teamPath)
}

/** The plan card in the place of what was asked on it; the outing's own card, if one was sent, follows. */
export async function backOnPlan(ctx: ActorCtx, outing: Outing, said: Toast): Promise<Reply> {
  const rep = await actingRep(ctx)
  await ctx.show(
    { openId: rep.openId },
    outingThing(outing.id),
    await cardOf(ctx, outing, ctx.actor.teamPath, ctx.t),
    { ifShown: true },
  )
  const card = await planDayCard(ctx, rep, ctx.today, { own: true, t: ctx.t })
  return replaceCard(card, planThing(rep.openId, ctx.today), said)
}

/** Says on today's plan card, where one was sent, whether its rep is out. */
export const tellPlan = async (ctx: ActorCtx): Promise<void> =>
  refreshPlan(ctx, await actingRep(ctx), ctx.today)
