import { z } from 'zod'
import { formatLocal } from '../../src/domain/time.ts'
import {
  hasMarkedCredits,
  settleMarkedCredits,
} from '../../src/features/performance/facts/credits.ts'
import { addUpMarkedDays, hasMarkedDays } from '../../src/features/performance/facts/rep-days.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** Every ten minutes: a day that changed is read visit by visit until then. */
const everyMinutes = 10

/**
 * Adds up the days of reps that have changed, and whose money payments are, a slice a run. Nothing that is shown depends on when it
 * runs, only how long showing takes.
 */
export const addUpDays = defineJob({
  name: 'performance.add-up-days',
  payload: z.object({ slice: z.number().int().min(1) }),
  trigger: {
    due: async (ctx, date) => {
      const [hour, minute] = formatLocal(ctx.now, ctx.zone, 'time').split(':').map(Number)
      const tens = Math.floor((minute ?? 0) / everyMinutes) * everyMinutes
      const at = `${String(hour).padStart(2, '0')}:${String(tens).padStart(2, '0')}`
      return date === ctx.today ? [{ scope: at, at }] : []
    },
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
