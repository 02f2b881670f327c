/** Fetches a photo of an explanation from the platform, as those of visits are fetched. */
import { z } from 'zod'
import { explanationPhotoReceived } from '../../src/events.ts'
import { explanationPhotoFetched, explanationPhotoOf } from '../../src/features/trust/explain.ts'
import { defineJob } from '../../src/queue/define-job.ts'
import { type FetchedPhoto, fetchPhotoOf } from '../visits/fetch-photo.ts'

export const fetchExplanationPhoto = defineJob<{ photoId: string }, FetchedPhoto>({
  name: 'trust.fetch-photo',
  payload: z.object({ photoId: z.uuid() }),
  on: [explanationPhotoReceived],
  retry: { attempts: 5, backoffMs: 5_000 },
  dedupe: ({ photoId }) => photoId,
  async outside(io, { photoId }, { isLast }) {
    const photo = await explanationPhotoOf(io.db, photoId)
    return photo ? fetchPhotoOf(io, photo, isLast) : null
  },
  async run({ ctx, payload: { photoId }, fetched }) {
    if (fetched.kind === 'failed') return explanationPhotoFetched(ctx, photoId, null)
    const { kind: _, ...stored } = fetched
    await explanationPhotoFetched(ctx, photoId, stored)
  },
})
