import { z } from 'zod'
import { formatLocal } from '../../src/domain/time.ts'
import { isWaiting, sealWaiting } from '../../src/features/ledger/seal.ts'
import { defineJob } from '../../src/queue/define-job.ts'

const everyMinutes = 10

/** Every ten minutes: chains what was written into the ledger, a slice a run. */
export const seal = defineJob({
  name: 'ledger.seal',
  payload: z.object({ slice: z.number().int().min(1) }),
  trigger: {
    due: async (ctx, date) => {
      const [hour, minute] = formatLocal(ctx.now, ctx.zone, 'time').split(':').map(Number)
      const tens = Math.floor((minute ?? 0) / everyMinutes) * everyMinutes
      const at = `${String(hour).padStart(2, '0')}:${String(tens).padStart(2, '0')}`
      return date === ctx.today ? [{ scope: at, at }] : []
    },
    fanOut: async (ctx) => ((await isWaiting(ctx.tx)) ? [{ slice: 1 }] : []),
  },
  dedupe: ({ slice }) => String(slice),
  async run({ ctx, payload: { slice } }) {
    if (await sealWaiting(ctx.tx)) await ctx.enqueue('ledger.seal', { slice: slice + 1 })
  },
})
