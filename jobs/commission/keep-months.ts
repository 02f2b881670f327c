import { z } from 'zod'
import { keepMonths, mayHaveToKeep } from '../../src/features/commission/kept/keep.ts'
import { defineJob } from '../../src/queue/define-job.ts'
import { dueEvery } from '../../src/queue/every.ts'

/**
 * Every five minutes: works the open months out anew of people for whom something has changed, a slice a
 * run. Nothing that is shown depends on when this runs, only how long showing takes.
 */
export const keepCommissionMonths = defineJob({
  name: 'commission.keep-months',
  payload: z.object({ slice: z.number().int().min(1) }),
  trigger: {
    due: dueEvery(5),
    fanOut: async (ctx) => ((await mayHaveToKeep(ctx)) ? [{ slice: 1 }] : []),
  },
  dedupe: ({ slice }) => String(slice),
  async run({ ctx, payload: { slice } }) {
    if (await keepMonths(ctx)) await ctx.enqueue('commission.keep-months', { slice: slice + 1 })
  },
})
