import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { activeReps } from '../../src/features/org/store.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { nudge } from '../../src/features/plans/send.ts'
import { notStarted } from '../../src/features/plans/team.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** By hand: reminds the reps of a date who have stops planned and no visit yet, each once. */
export const remindReps = defineJob({
  name: 'plans.remind',
  payload: z.object({ repOpenId: z.string(), date: localDate }),
  trigger: {
    fanOut: async (ctx, date) =>
      (await notStarted(ctx, await activeReps(ctx.tx), date)).map((rep) => ({
        repOpenId: rep.openId,
        date,
      })),
  },
  dedupe: ({ repOpenId, date }) => `${repOpenId}/${date}`,
  lock: ({ repOpenId }) => `person:${repOpenId}`,
  async run({ ctx, payload: { repOpenId, date } }) {
    const rep = await loadRep(ctx.tx, repOpenId)
    if (rep) await nudge(ctx, rep, date)
  },
})
