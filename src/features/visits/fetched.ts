/** What becomes of a visit when a photo was fetched, or could not be. */
import type { Ctx } from '../../bot/context.ts'
import { photoStored } from '../../events.ts'
import { photosComplete, sceneOf } from './scene.ts'
import { getPhoto, type Photo, refillKinds, updatePhoto } from './store/photos.ts'
import { getVisit, updateVisit, type Visit } from './store/visits.ts'
import { visitCard } from './views.ts'

/** The photo is stored: its card shows it. */
export async function photoFetched(
  ctx: Ctx,
  photoId: string,
  stored: Pick<Photo, 'objectKey' | 'sha256' | 'size' | 'mime' | 'cardImageKey'>,
): Promise<void> {
  const photo = await getPhoto(ctx.tx, photoId)
  if (!photo || photo.status === 'deleted') return
  const visit = await visitOf(ctx, photo)
  await updatePhoto(ctx.tx, photoId, { ...stored, status: 'stored' })
  await ctx.emit(photoStored, { photoId })
  if (visit) await showPhotos(ctx, visit, false)
}

/** The photo is lost: the others take its place, and the rep is asked to send it again. */
export async function photoFailed(ctx: Ctx, photoId: string): Promise<void> {
  const photo = await getPhoto(ctx.tx, photoId)
  if (photo?.status !== 'fetching') return
  const visit = await visitOf(ctx, photo)
  await updatePhoto(ctx.tx, photoId, { status: 'failed' })
  if (visit) await showPhotos(ctx, visit, true)
}

/** Locks the visit before its photos, as the chat does. */
async function visitOf(ctx: Ctx, { visitId }: Photo): Promise<Visit | null> {
  const visit = visitId ? await getVisit(ctx.tx, visitId) : null
  return visit?.status === 'cancelled' ? null : visit
}

async function showPhotos(ctx: Ctx, visit: Visit, isLost: boolean): Promise<void> {
  const before = await sceneOf(ctx, visit)
  if (isLost) await refillKinds(ctx.tx, visit.id, before.rules.photos)
  const scene = await sceneOf(ctx, visit, before.rep)
  if (visit.status === 'closed') {
    if (!isLost) return
    await updateVisit(ctx.tx, visit.id, { photosComplete: photosComplete(scene) })
  }
  // A form under the rep's fingers stays as it is, unless there is something to mend.
  if (visit.formShown && !isLost) return
  const card = await visitCard(ctx, scene, ctx.tFor(scene.rep.locale))
  await ctx.show({ openId: visit.repOpenId }, `visit:${visit.id}`, card, {
    fresh: visit.formShown,
  })
  if (visit.formShown) await updateVisit(ctx.tx, visit.id, { formShown: false })
}
