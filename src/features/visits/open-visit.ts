/** The visit that somebody acts on, read and authorised anew. */

import type { Card } from '../../../cards/kit/card.ts'
import { retiredCard } from '../../../cards/visits/moving.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { type Reply, replaceCard, type toast } from '../../bot/reply.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { message } from '../../i18n/t.ts'
import { visitWords as w } from '../../i18n/visits.ts'
import { authorize } from '../../policies.ts'
import { closeForgotten } from './close.ts'
import { nameOf } from './names.ts'
import { type Scene, sceneOf } from './scene.ts'
import { findOpenVisit, getVisit, updateVisit, type Visit } from './store/visits.ts'
import { visitCard } from './views.ts'

export const visitThing = (visit: { id: string }) => `visit:${visit.id}`

/** The open visit of the person who acts. One that was left open over midnight ends here. */
export async function openVisit(ctx: ActorCtx): Promise<Visit | null> {
  const visit = await findOpenVisit(ctx.tx, ctx.actor.openId)
  if (!visit || visit.date >= ctx.today) return visit
  await closeForgotten(ctx, visit)
  return null
}

/** Reads the rep's own open visit for a click; one that is over answers with its card. */
export async function onOpenVisit(
  ctx: ActorCtx,
  visitId: string,
  act: (scene: Scene) => Promise<Reply>,
): Promise<Reply> {
  const visit = await getVisit(ctx.tx, visitId)
  if (!visit) throw new UserError(message(botWords.notYours), 'error')
  authorize(ctx.actor, 'visit.change', { repOpenId: visit.repOpenId, teamPath: [] })
  const scene = await sceneOf(ctx, visit, ctx.actor)
  if (visit.status === 'open') return act(scene)
  return replaceCard(await visitCard(ctx, scene, ctx.t), visitThing(visit), {
    type: 'warning',
    text: ctx.t(w.visitOver),
  })
}

/** The visit's card in the place of the clicked one. */
export async function visitReply(
  ctx: ActorCtx,
  visit: Visit,
  said?: ReturnType<typeof toastOf>,
): Promise<Reply> {
  const now = visit.formShown ? await updateVisit(ctx.tx, visit.id, { formShown: false }) : visit
  const scene = await sceneOf(ctx, now, ctx.actor)
  const card = await visitCard(ctx, scene, ctx.t)
  return replaceCard(card, visitThing(visit), said, retiredOf(scene, ctx))
}

/**
 * Shows the visit's card after something arrived. While its card is a form, a fresh card says it and the
 * form stays as the rep left it; so does `fresh`, for what must be seen.
 */
export async function showVisit(
  ctx: ActorCtx,
  visit: Visit,
  options: { fresh?: boolean } = {},
): Promise<void> {
  const isForm = visit.formShown
  const now = isForm ? await updateVisit(ctx.tx, visit.id, { formShown: false }) : visit
  const scene = await sceneOf(ctx, now, ctx.actor)
  const card = await visitCard(ctx, scene, ctx.t)
  const isFresh = visit.status === 'open' && (isForm || options.fresh === true)
  const retired = isForm ? undefined : retiredOf(scene, ctx)
  await ctx.show(ctx.here, visitThing(visit), card, { fresh: isFresh, retired })
}

/** What the visit's older message becomes, unless it is a form in which the rep may be typing. */
export function retiredOf({ visit, customer }: Scene, ctx: ActorCtx): Card {
  return retiredCard(nameOf(customer, visit.customerCode).name, ctx.t)
}

const toastOf = (type: Parameters<typeof toast>[0], text: string) => ({ type, text })
