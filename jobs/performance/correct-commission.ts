import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { lockCloses } from '../../src/features/commission/close.ts'
import { bookCorrections } from '../../src/features/commission/corrections.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** What was changed in closed months is booked each night. */
export const correctCommission = defineJob({
  name: 'performance.correct-commission',
  payload: z.object({ date: localDate }),
  trigger: {
    due: async () => [{ scope: '', at: '03:50' }],
    fanOut: async (_ctx, date) => [{ date }],
  },
  dedupe: () => 'commission',
  async run({ ctx }) {
    await lockCloses(ctx.tx)
    const corrections = await bookCorrections(ctx)
    if (corrections > 0) ctx.log.info({ corrections }, 'commission corrected')
  },
})
