import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { replanFrom } from '../../src/features/cycles/make.ts'
import { repsWithCycle } from '../../src/features/cycles/store.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/**
 * Keeps the rest of each agreed cycle true, one rep a run, before the day's plans are made: missed
 * visits find a new day, visits made meanwhile count, free days and new customers are taken in. The
 * same data change nothing.
 */
export const replanCycles = defineJob({
  name: 'plans.replan',
  payload: z.object({ repOpenId: z.string(), date: localDate }),
  trigger: {
    due: async () => [{ scope: '', at: '04:40' }],
    fanOut: async (ctx, date) =>
      (await repsWithCycle(ctx.tx, date)).map((repOpenId) => ({ repOpenId, date })),
    until: '05:30',
  },
  dedupe: ({ repOpenId, date }) => `${repOpenId}/${date}`,
  lock: ({ repOpenId }) => `person:${repOpenId}`,
  async run({ ctx, payload: { repOpenId, date } }) {
    const rep = await loadRep(ctx.tx, repOpenId)
    if (!rep) return
    const changed = await replanFrom(ctx, rep, date)
    if (changed > 0) ctx.log.info({ repOpenId, date, changed }, 'cycle planned again')
  },
})
