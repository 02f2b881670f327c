/** Fetches a shopfront's photo from the platform, as those of visits are fetched. */
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { SendError } from '../../src/bot/outbound.ts'
import { placePhotoReceived } from '../../src/events.ts'
import { placePhotoFetched } from '../../src/features/places/photo-fetched.ts'
import { placePhotos } from '../../src/features/places/tables.ts'
import { defineJob } from '../../src/queue/define-job.ts'
import { type FetchedPhoto, keep } from '../visits/fetch-photo.ts'

const attempts = 5

export const fetchPlacePhoto = defineJob<{ photoId: string }, FetchedPhoto>({
  name: 'places.fetch-photo',
  payload: z.object({ photoId: z.uuid() }),
  on: [placePhotoReceived],
  retry: { attempts, backoffMs: 5_000 },
  dedupe: ({ photoId }) => photoId,
  async outside(io, { photoId }) {
    const [photo] = await io.db.select().from(placePhotos).where(eq(placePhotos.id, photoId))
    if (photo?.status !== 'fetching') return null
    try {
      return await keep(io, photo.messageId, photo.imageKey)
    } catch (error) {
      const refused = error instanceof SendError && error.outcome.kind === 'refused'
      io.log.warn({ err: error, photoId, attempt: photo.fetchAttempts + 1 }, 'photo not fetched')
      if (refused || photo.fetchAttempts + 1 >= attempts) return { kind: 'failed' }
      await io.db
        .update(placePhotos)
        .set({ fetchAttempts: sql`${placePhotos.fetchAttempts} + 1` })
        .where(eq(placePhotos.id, photoId))
      throw error
    }
  },
  async run({ ctx, payload: { photoId }, fetched }) {
    const { kind, ...stored } = fetched
    await placePhotoFetched(
      ctx,
      photoId,
      kind === 'stored' && 'objectKey' in stored ? stored : null,
    )
  },
})
