import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { activeReps } from '../../src/features/org/store.ts'
import { ensurePlan } from '../../src/features/plans/generate.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { managersWithStops, repsToWake } from '../../src/features/plans/team.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** Makes the plans of a date early in the morning, one rep a run; `ensurePlan` says what a second run does. */
export const generatePlans = defineJob({
  name: 'plans.generate',
  payload: z.object({ repOpenId: z.string(), date: localDate }),
  trigger: {
    due: async () => [{ scope: '', at: '05:30' }],
    fanOut: async (ctx, date) =>
      [...(await activeReps(ctx.tx)), ...(await managersWithStops(ctx, date))].map(
        ({ openId }) => ({
          repOpenId: openId,
          date,
        }),
      ),
    // While a company is being set up its rules are still to come: the first plan is asked for.
    unasked: async (ctx, date, reps) => {
      const ids = reps.map(({ repOpenId }) => repOpenId)
      const awake = await repsToWake(ctx, ids, date)
      for (const { openId } of await managersWithStops(ctx, date)) awake.add(openId)
      return reps.filter(({ repOpenId }) => awake.has(repOpenId))
    },
    until: '20:00',
  },
  dedupe: ({ repOpenId, date }) => `${repOpenId}/${date}`,
  lock: ({ repOpenId }) => `person:${repOpenId}`,
  async run({ ctx, payload: { repOpenId, date } }) {
    const rep = await loadRep(ctx.tx, repOpenId)
    if (rep) await ensurePlan(ctx, rep, date)
  },
})
