/** In the evening: ends the visits that their reps forgot to close. */
import { z } from 'zod'
import { closeIfStale, staleVisits } from '../../src/features/visits/stale.ts'
import { defineJob } from '../../src/queue/define-job.ts'

export const closeStale = defineJob({
  name: 'visits.close-stale',
  payload: z.object({ visitId: z.uuid(), repOpenId: z.string() }),
  trigger: {
    due: async () => [{ scope: '', at: '23:30' }],
    fanOut: async (ctx) => staleVisits(ctx),
    catchUpDays: 1,
  },
  lock: ({ repOpenId }) => `person:${repOpenId}`,
  async run({ ctx, payload }) {
    await closeIfStale(ctx, payload.visitId)
  },
})
