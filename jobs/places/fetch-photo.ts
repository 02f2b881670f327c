/** Fetches a shopfront's photo from the platform, as those of visits are fetched. */
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { placePhotoReceived } from '../../src/events.ts'
import { placePhotoFetched } from '../../src/features/places/photo-fetched.ts'
import { placePhotos } from '../../src/features/places/tables.ts'
import { defineJob } from '../../src/queue/define-job.ts'
import { type FetchedPhoto, fetchPhotoOf } from '../visits/fetch-photo.ts'

export const fetchPlacePhoto = defineJob<{ photoId: string }, FetchedPhoto>({
  name: 'places.fetch-photo',
  payload: z.object({ photoId: z.uuid() }),
  on: [placePhotoReceived],
  retry: { attempts: 5, backoffMs: 5_000 },
  dedupe: ({ photoId }) => photoId,
  async outside(io, { photoId }, { isLast }) {
    const [photo] = await io.db.select().from(placePhotos).where(eq(placePhotos.id, photoId))
    return photo?.status === 'fetching' ? fetchPhotoOf(io, photo, isLast) : null
  },
  async run({ ctx, payload: { photoId }, fetched }) {
    if (fetched.kind === 'failed') return placePhotoFetched(ctx, photoId, null)
    const { kind: _, ...stored } = fetched
    await placePhotoFetched(ctx, photoId, stored)
  },
})
