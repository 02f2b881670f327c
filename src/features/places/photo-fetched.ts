/** What becomes of a request when its photo was fetched, or could not be. */
import { eq } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { senderOf } from './people.ts'
import { showRulers } from './show.ts'
import { getPlacePhoto, type PlacePhoto, updatePlacePhoto } from './store/photos.ts'
import { customerPins, outletRequests } from './tables.ts'

/** The photo is stored, or lost for good (null): the cards of those who decide say so. */
export async function placePhotoFetched(
  ctx: Ctx,
  photoId: string,
  stored: Pick<PlacePhoto, 'objectKey' | 'sha256' | 'size' | 'mime' | 'cardImageKey'> | null,
): Promise<void> {
  const photo = await getPlacePhoto(ctx.tx, photoId)
  if (photo?.status !== 'fetching') return
  await updatePlacePhoto(ctx.tx, photoId, stored ? { ...stored, status: 'stored' } : lost)
  const pins = await ctx.tx.select().from(customerPins).where(eq(customerPins.photoId, photoId))
  const outlets = await ctx.tx
    .select()
    .from(outletRequests)
    .where(eq(outletRequests.photoId, photoId))
  for (const request of [...pins, ...outlets]) {
    const sender = await senderOf(ctx, request.byOpenId)
    if (sender) await showRulers(ctx, request, sender, { ifShown: true })
  }
}

const lost = { status: 'failed' } as const
