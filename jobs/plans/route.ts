import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { planChanged } from '../../src/events.ts'
import { activeReps } from '../../src/features/org/store.ts'
import { findPlan } from '../../src/features/plans/generate.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { needsRoute, routePlan } from '../../src/features/plans/route.ts'
import { refreshPlan } from '../../src/features/plans/show.ts'
import { absorbWishes } from '../../src/features/plans/wishes.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/**
 * Takes new wishes into a plan that exists, orders its open stops and patches the rep's card. After an
 * event the order changes only if a stop has no place yet, so that nothing moves under the rep's eyes;
 * `always` (by hand, 重新规划) orders in any case, and a copied order is over.
 */
export const routePlans = defineJob({
  name: 'plans.route',
  payload: z.object({
    repOpenId: z.string(),
    date: localDate,
    always: z.boolean().default(false),
  }),
  on: [planChanged],
  trigger: {
    fanOut: async (ctx, date) =>
      (await activeReps(ctx.tx)).map((rep) => ({ repOpenId: rep.openId, date, always: true })),
  },
  dedupe: ({ repOpenId, date, always }) => `${repOpenId}/${date}/${always}`,
  lock: ({ repOpenId }) => `person:${repOpenId}`,
  async run({ ctx, payload: { repOpenId, date, always } }) {
    const rep = await loadRep(ctx.tx, repOpenId)
    const plan = rep && (await findPlan(ctx.tx, repOpenId, date))
    if (!plan) return
    await absorbWishes(ctx, rep, plan)
    if (always || (await needsRoute(ctx, plan.id))) {
      await routePlan(ctx, rep, plan.id, { anew: always })
    }
    await refreshPlan(ctx, rep, date)
  },
})
