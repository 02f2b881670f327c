import { z } from 'zod'
import { isPending, writeGenesis } from '../../src/features/ledger/genesis.ts'
import { defineJob } from '../../src/queue/define-job.ts'
import { dueEvery } from '../../src/queue/every.ts'

/** What somebody is just changing is tried again after so long. */
const busyMs = 5_000

/** After an update: writes down what was there before the ledger took from a table, a slice a run. */
export const writeBegin = defineJob({
  name: 'ledger.genesis',
  payload: z.object({ slice: z.number().int().min(1) }),
  trigger: {
    due: dueEvery(10),
    fanOut: async (ctx) => ((await isPending(ctx.tx)) ? [{ slice: 1 }] : []),
  },
  // One row of them waits at most: a second one would only write the same slice a little later.
  dedupe: () => 'slice',
  async run({ ctx, payload: { slice } }) {
    const left = await writeGenesis(ctx.tx)
    if (left === 'done') return
    const delay = left === 'busy' ? { delayMs: busyMs } : {}
    await ctx.enqueue('ledger.genesis', { slice: slice + 1 }, delay)
  },
})
