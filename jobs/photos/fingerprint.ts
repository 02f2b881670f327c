/** Works out what a stored photo looks like. At night it makes up for photos that have no fingerprint yet. */
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { photoFingerprinted, photoStored } from '../../src/events.ts'
import { lookBackFrom } from '../../src/features/photos/since.ts'
import { insertFingerprint, unfinishedPhotos } from '../../src/features/photos/store.ts'
import { visitPhotos } from '../../src/features/visits/tables.ts'
import { type Fingerprint, fingerprintOf } from '../../src/photos/fingerprint.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** So many a night: the rest follows the night after. */
const mostANight = 5000

export const fingerprintPhoto = defineJob<
  { photoId: string },
  { takenAt: Date; print: Fingerprint | null }
>({
  name: 'photos.fingerprint',
  payload: z.object({ photoId: z.uuid() }),
  on: [photoStored],
  trigger: {
    due: async () => [{ scope: '', at: '02:10' }],
    fanOut: async (ctx) => {
      const found = await unfinishedPhotos(ctx.tx, lookBackFrom(ctx, ctx.now), mostANight)
      return found.withoutPrint.map((photoId) => ({ photoId }))
    },
  },
  dedupe: ({ photoId }) => photoId,
  // Rows appear in the order of their numbers: who has read up to one has read all below it.
  lock: () => 'photo-fingerprints',
  async outside(io, { photoId }) {
    const [photo] = await io.db.select().from(visitPhotos).where(eq(visitPhotos.id, photoId))
    if (photo?.status !== 'stored' || !photo.objectKey) return null
    // Few processes look at pictures: a bot that only answers need not load what opens them.
    const { readPicture } = await import('../../src/photos/read-picture.ts')
    const picture = await readPicture(await io.objects.get(photo.objectKey))
    if (!picture) io.log.warn({ photoId, mime: photo.mime }, 'photo is no picture that we can read')
    return { takenAt: photo.createdAt, print: picture && fingerprintOf(picture) }
  },
  async run({ ctx, payload: { photoId }, fetched: { takenAt, print } }) {
    await insertFingerprint(ctx.tx, { id: photoId, takenAt }, print)
    await ctx.emit(photoFingerprinted, {
      photoId,
      since: lookBackFrom(ctx, takenAt).toISOString(),
    })
  },
})
