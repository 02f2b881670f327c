/** 说明情况: what the rep says about a doubtful visit, in words and photos, until somebody has ruled. */
import { and, eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { plainWords } from '../../bot/arguments.ts'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import type { ImageEvent, TextEvent } from '../../bot/inbound.ts'
import { nothing, type Reply, sayText } from '../../bot/reply.ts'
import { explanationPhotoReceived } from '../../events.ts'
import { trustWords as w } from '../../i18n/trust.ts'
import { happenedAt } from '../visits/when.ts'
import { windowOf } from './explain-window.ts'
import { showOwnCase } from './show.ts'
import { type Case, caseOf, type ExplanationPhoto, lockCase, mayExplain } from './show-case.ts'
import { explanationPhotos, visitExplanations } from './tables.ts'

export const maxPhotos = 9
const maxText = 1000

/** Keeps the words of an explanation; a later word takes the place of the earlier one. */
export async function keepExplanation(ctx: ActorCtx, one: Case, text: string): Promise<void> {
  const words = text.slice(0, maxText)
  await ctx.tx
    .insert(visitExplanations)
    .values({
      visitId: one.visit.id,
      openId: ctx.actor.openId,
      text: words,
      at: ctx.now,
      askedAt: ctx.now,
    })
    // It has been waiting since the first word.
    .onConflictDoUpdate({ target: visitExplanations.visitId, set: { text: words, at: ctx.now } })
}

/** A photo while the window is open; null leaves it to the next feature. */
export async function onImage(ctx: ActorCtx, event: ImageEvent): Promise<Reply | null> {
  return take(ctx, event.messageId, [event.imageKey], '')
}

/** Photos with or without a caption, or words, while the window is open. */
export async function onText(ctx: ActorCtx, event: TextEvent): Promise<Reply | null> {
  const text = plainWords(event).trim()
  if (text === '' && event.imageKeys.length === 0) return null
  return take(ctx, event.messageId, event.imageKeys, text)
}

async function take(
  ctx: ActorCtx,
  messageId: string,
  imageKeys: readonly string[],
  text: string,
): Promise<Reply | null> {
  if (ctx.inGroup) return null
  const at = happenedAt(ctx)
  const window = await windowOf(ctx, ctx.actor.openId, at)
  if (!window) return null
  const one = await lockCase(ctx.tx, window.visitId)
  if (!one || one.visit.repOpenId !== ctx.actor.openId || !mayExplain(ctx, one)) return null
  let left = maxPhotos - one.photos.filter(({ status }) => status !== 'failed').length
  if (imageKeys.length > 0 && left <= 0) return sayText(ctx.t(w.piecesFull, { n: maxPhotos }))
  for (const imageKey of imageKeys) {
    if (left <= 0) break
    left -= 1
    await keepPhoto(ctx, one, messageId, imageKey, at)
  }
  if (text !== '')
    await keepExplanation(ctx, one, [one.explanation?.text, text].filter(Boolean).join('\n'))
  const after = await caseOf(ctx.tx, window.visitId)
  if (after) await showOwnCase(ctx, after, {})
  return nothing
}

async function keepPhoto(
  ctx: ActorCtx,
  one: Case,
  messageId: string,
  imageKey: string,
  createdAt: Date,
): Promise<void> {
  // One that is sent again stands for one that could not be fetched.
  const [lost] = one.photos.filter(({ status }) => status === 'failed')
  if (lost) await ctx.tx.delete(explanationPhotos).where(eq(explanationPhotos.id, lost.id))
  const [photo] = await ctx.tx
    .insert(explanationPhotos)
    .values({
      id: uuidv7(),
      visitId: one.visit.id,
      repOpenId: ctx.actor.openId,
      messageId,
      imageKey,
      createdAt,
      status: 'fetching',
    })
    .onConflictDoNothing()
    .returning({ id: explanationPhotos.id })
  if (photo) await ctx.emit(explanationPhotoReceived, { photoId: photo.id })
}

/** The photo is stored, or lost for good (null): the rep's card says so. */
export async function explanationPhotoFetched(
  ctx: Ctx,
  photoId: string,
  stored: Pick<ExplanationPhoto, 'objectKey' | 'sha256' | 'size' | 'mime' | 'cardImageKey'> | null,
): Promise<void> {
  const [photo] = await ctx.tx
    .update(explanationPhotos)
    .set(stored ? { ...stored, status: 'stored' } : { status: 'failed' })
    .where(and(eq(explanationPhotos.id, photoId), eq(explanationPhotos.status, 'fetching')))
    .returning({ visitId: explanationPhotos.visitId })
  const one = photo ? await lockCase(ctx.tx, photo.visitId) : null
  if (one) await showOwnCase(ctx, one, { ifShown: true })
}

/** A photo that is to be fetched. */
export async function explanationPhotoOf(
  tx: Ctx['tx'],
  photoId: string,
): Promise<ExplanationPhoto | null> {
  const [photo] = await tx
    .select()
    .from(explanationPhotos)
    .where(and(eq(explanationPhotos.id, photoId), eq(explanationPhotos.status, 'fetching')))
  return photo ?? null
}
