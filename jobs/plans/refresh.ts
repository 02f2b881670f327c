import { z } from 'zod'
import { visitClosed } from '../../src/events.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { refreshPlan } from '../../src/features/plans/show.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** Patches the rep's plan card of today when a visit was closed. */
export const refreshPlanCard = defineJob({
  name: 'plans.refresh',
  payload: z.object({ repOpenId: z.string() }),
  on: [visitClosed],
  lock: ({ repOpenId }) => `person:${repOpenId}`,
  async run({ ctx, payload: { repOpenId } }) {
    const rep = await loadRep(ctx.tx, repOpenId)
    if (rep) await refreshPlan(ctx, rep, ctx.today)
  },
})
