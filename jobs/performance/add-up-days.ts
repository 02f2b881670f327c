import { z } from 'zod'
import {
  hasMarkedCredits,
  settleMarkedCredits,
} from '../../src/features/performance/facts/credits.ts'
import { addUpMarkedDays, hasMarkedDays } from '../../src/features/performance/facts/rep-days.ts'
import { defineJob } from '../../src/queue/define-job.ts'
import { dueEvery } from '../../src/queue/every.ts'

/**
 * Every ten minutes: adds up the days of reps that have changed, and whose money payments are, a slice a
 * run. A day that changed is read visit by visit until then: nothing that is shown depends on when this
 * runs, only how long showing takes.
 */
export const addUpDays = defineJob({
  name: 'performance.add-up-days',
  payload: z.object({ slice: z.number().int().min(1) }),
  trigger: {
    due: dueEvery(10),
    fanOut: async (ctx) =>
      (await hasMarkedDays(ctx.tx)) || (await hasMarkedCredits(ctx.tx)) ? [{ slice: 1 }] : [],
  },
  dedupe: ({ slice }) => String(slice),
  async run({ ctx, payload: { slice } }) {
    const credits = await settleMarkedCredits(ctx.tx)
    const days = await addUpMarkedDays(ctx.tx)
    if (days || credits) await ctx.enqueue('performance.add-up-days', { slice: slice + 1 })
  },
})
