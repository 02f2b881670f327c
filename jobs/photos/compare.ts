/** Compares a photo with all that were sent in the time before it, and keeps which are the same shot. */
import { z } from 'zod'
import { photoFingerprinted, photosWereCompared } from '../../src/events.ts'
import { comparePhoto } from '../../src/features/photos/compare.ts'
import { lookBackFrom } from '../../src/features/photos/since.ts'
import {
  closedVisitsOf,
  type Match,
  saveComparison,
  unfinishedPhotos,
} from '../../src/features/photos/store.ts'
import { defineJob } from '../../src/queue/define-job.ts'

const mostANight = 5000

export const comparePhotos = defineJob<{ photoId: string; since: string }, Match[]>({
  name: 'photos.compare',
  payload: z.object({ photoId: z.uuid(), since: z.iso.datetime() }),
  on: [photoFingerprinted],
  trigger: {
    due: async () => [{ scope: '', at: '03:10' }],
    fanOut: async (ctx) => {
      const from = lookBackFrom(ctx, ctx.now)
      const found = await unfinishedPhotos(ctx.tx, from, mostANight)
      return found.notCompared.map((photoId) => ({ photoId, since: from.toISOString() }))
    },
  },
  dedupe: ({ photoId }) => photoId,
  outside: (io, { photoId, since }) => comparePhoto(io.db, photoId, new Date(since)),
  async run({ ctx, payload: { photoId }, fetched: matches }) {
    await saveComparison(ctx.tx, photoId, matches, ctx.now)
    // A visit that is still open is assessed when it is over; of the others, those about which more is known now.
    const later = [photoId, ...matches.map((match) => match.photoId)]
    for (const visitId of await closedVisitsOf(ctx.tx, [...new Set(later)]))
      await ctx.emit(photosWereCompared, { visitId })
  },
})
