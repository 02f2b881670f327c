/** A photo that the page took with the camera: it lands where one of the chat would. */
import type { ActorCtx } from '../../bot/context.ts'
import type { PageEvent } from '../../bot/inbound.ts'
import { held, type Reply } from '../../bot/reply.ts'
import { isInTime } from '../../domain/live/fix.ts'
import { photoReceived } from '../../events.ts'
import { holdUntilConsent } from '../privacy/hold.ts'
import { type Landed, refill, visitFor } from '../visits/attach.ts'
import { answer } from '../visits/on-pieces.ts'
import { rulesOf } from '../visits/scene.ts'
import { countPhotos, insertPhoto, replaceFailed } from '../visits/store/photos.ts'
import { getVisit } from '../visits/store/visits.ts'
import type { PhotoAct } from './body.ts'
import { challengeFor, liveVisit } from './show.ts'
import type { LiveSession } from './store.ts'
import type { LiveAnswer } from './wire.ts'

export async function onPhoto(
  ctx: ActorCtx,
  session: LiveSession,
  event: PageEvent,
  deviceId: string,
  act: PhotoAct,
): Promise<LiveAnswer | Reply> {
  const at = ctx.sentAt < session.openedAt ? session.openedAt : ctx.sentAt
  if (!isInTime(at, session.openedAt)) return { state: 'expired' }
  if (await holdUntilConsent(ctx)) return held
  const visit = await visitFor(ctx, at)
  const max = visit ? (await rulesOf(ctx, visit, ctx.actor)).photosMax : null
  if (visit && max !== null && (await countPhotos(ctx.tx, visit.id)) >= max)
    return { state: 'photos', visit: await liveVisit(ctx, session, visit), full: max }

  const { objectKey, sha256, size, mime, kind, queued } = act
  const photo = await insertPhoto(ctx.tx, {
    repOpenId: ctx.actor.openId,
    visitId: visit?.id ?? null,
    messageId: event.key,
    imageKey: event.key,
    at,
    live: {
      ...{ objectKey, sha256, size, mime, kind, queued, deviceId },
      // A photo over and above what was asked for may still fill a kind.
      kindByHand: kind !== 'other',
      challenge: challengeFor(ctx, session),
      clientSentAt: new Date(act.pressedAt),
      receivedAt: ctx.now,
    },
  })
  if (photo) {
    if (visit) {
      await replaceFailed(ctx.tx, visit.id)
      await refill(ctx, visit)
    }
    await ctx.emit(photoReceived, { photoId: photo.id })
  }
  const landed: Landed = visit ? { kind: 'visit', visit, first: false } : { kind: 'held' }
  await answer(ctx, landed, 1)
  const now = visit ? await getVisit(ctx.tx, visit.id) : null
  return now
    ? { state: 'photos', visit: await liveVisit(ctx, session, now) }
    : { state: 'photoHeld' }
}
