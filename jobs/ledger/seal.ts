import { z } from 'zod'
import { isWaiting, sealWaiting } from '../../src/features/ledger/seal.ts'
import { defineJob } from '../../src/queue/define-job.ts'
import { dueEvery } from '../../src/queue/every.ts'

/** Every ten minutes: chains what was written into the ledger, a slice a run. */
export const seal = defineJob({
  name: 'ledger.seal',
  payload: z.object({ slice: z.number().int().min(1) }),
  trigger: {
    due: dueEvery(10),
    fanOut: async (ctx) => ((await isWaiting(ctx.tx)) ? [{ slice: 1 }] : []),
  },
  dedupe: ({ slice }) => String(slice),
  async run({ ctx, payload: { slice } }) {
    if (await sealWaiting(ctx.tx)) await ctx.enqueue('ledger.seal', { slice: slice + 1 })
  },
})
