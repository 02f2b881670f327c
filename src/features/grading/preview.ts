/** From "grade them" to "published": each slow step is a job, and the card follows. */

import { eq } from 'drizzle-orm'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import { type Reply, replaceCard, sendCard, toast } from '../../bot/reply.ts'
import type { LocalDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { gradingAccepted, gradingWanted } from '../../events.ts'
import { botWords } from '../../i18n/bot.ts'
import { gradingWords as w } from '../../i18n/grading.ts'
import { message } from '../../i18n/t.ts'
import { loadActor } from '../org/store.ts'
import { computeGrading, openGrading } from './store/compute.ts'
import { type Grading, getGrading, publishGrading } from './store/publish.ts'
import { gradings } from './tables.ts'
import { gradingCardFor, gradingThing } from './view.ts'

/** A grading's card that says that it is being worked out; a job does so. */
export async function askForGrading(ctx: ActorCtx): Promise<Reply> {
  const gradingId = await openGrading(ctx, ctx.today, ctx.actor.openId)
  await ctx.emit(gradingWanted, { gradingId, openId: ctx.actor.openId })
  const card = await gradingCardFor(ctx, await gradingOf(ctx, gradingId), ctx.actor, ctx.t)
  return sendCard(card, gradingThing(gradingId))
}

export async function gradingOf(ctx: Ctx, id: string): Promise<Grading> {
  const grading = await getGrading(ctx.tx, id)
  if (!grading) throw new UserError(message(botWords.staleCard))
  return grading
}

/** Accepts a preview once: whoever clicks second, or on a preview that was overtaken, hears what happened. */
export async function acceptGrading(ctx: ActorCtx, id: string): Promise<Reply> {
  const grading = await gradingOf(ctx, id)
  const { actor, t } = ctx
  if (grading.status === 'publishing') return toast('info', t(w.alreadyRunning))
  if (grading.status !== 'preview')
    return replaceCard(await gradingCardFor(ctx, grading, actor, t), gradingThing(id), {
      type: 'warning',
      text: t(grading.status === 'stale' ? w.stale : w.pointDone, { n: 0 }),
    })
  await ctx.tx.update(gradings).set({ status: 'publishing' }).where(eq(gradings.id, id))
  await ctx.emit(gradingAccepted, { gradingId: id, openId: actor.openId })
  const card = await gradingCardFor(ctx, { ...grading, status: 'publishing' }, actor, t)
  return replaceCard(card, gradingThing(id))
}

/** Works a grading out and shows it to who asked. */
export async function fillGrading(ctx: Ctx, id: string, openId: string): Promise<void> {
  const grading = await getGrading(ctx.tx, id)
  if (grading?.status !== 'computing') return
  await computeGrading(ctx, id, grading.onDate as LocalDate)
  await showGrading(ctx, id, openId)
}

/** Publishes an accepted grading; the right to do so is read again. */
export async function finishGrading(ctx: Ctx, id: string, openId: string): Promise<void> {
  const grading = await getGrading(ctx.tx, id)
  if (grading?.status !== 'publishing') return
  const actor = await loadActor(ctx.tx, openId)
  if (actor?.role === 'admin') {
    const changed = await publishGrading(ctx, id, openId)
    ctx.log.info({ gradingId: id, by: openId, changed }, 'grades published')
  } else await ctx.tx.update(gradings).set({ status: 'preview' }).where(eq(gradings.id, id))
  await showGrading(ctx, id, openId)
}

/** The grading's card to somebody, in their language. */
export async function showGrading(ctx: Ctx, id: string, openId: string): Promise<void> {
  const actor = await loadActor(ctx.tx, openId)
  const grading = await getGrading(ctx.tx, id)
  if (!actor || !grading) return
  const card = await gradingCardFor(ctx, grading, actor, ctx.tFor(actor.locale))
  await ctx.show({ openId }, gradingThing(id), card)
}
