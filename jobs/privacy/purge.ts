/** At night: deletes photos, locations and messages whose time is over. */
import { forgetPractices } from '../../src/features/practice/store.ts'
import { limitsOf, purgeLimits } from '../../src/features/privacy/purge.ts'
import { countPhotos, purgePhotos } from '../../src/features/privacy/purge-photos.ts'
import { countRecords, purgeRecords } from '../../src/features/privacy/purge-records.ts'
import { defineJob } from '../../src/queue/define-job.ts'

export const purge = defineJob({
  name: 'privacy.purge',
  payload: purgeLimits,
  trigger: {
    due: async () => [{ scope: '', at: '03:30' }],
    fanOut: async (ctx, date) => [limitsOf(ctx, date)],
  },
  dedupe: () => 'all',
  async outside(io, limits) {
    const photos = await countPhotos(io.db, limits)
    io.log.info({ photos, ...(await countRecords(io.db, limits)) }, 'purge: what is due')
    const objects = await purgePhotos(io.db, io.objects, limits)
    return { objects }
  },
  async run({ ctx, payload, fetched }) {
    await purgeRecords(ctx.tx, payload)
    await forgetPractices(ctx.tx, payload.looseBefore)
    ctx.log.info(fetched, 'purge: done')
  },
})
