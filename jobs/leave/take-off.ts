import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { leaveGranted } from '../../src/events.ts'
import { takeOffPlans } from '../../src/features/leave/apply.ts'
import { repsWithPlans } from '../../src/features/leave/store.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/**
 * After leave was granted or imported: the stops of the free time leave the plans that stand, and the
 * managers are asked who takes them. By hand for everybody on one date.
 */
export const takeOffFreeTime = defineJob({
  name: 'leave.take-off',
  payload: z.object({ openId: z.string(), from: localDate, to: localDate }),
  on: [leaveGranted],
  trigger: {
    fanOut: async (ctx, date) =>
      (await repsWithPlans(ctx.tx, [date])).map((openId) => ({ openId, from: date, to: date })),
  },
  dedupe: ({ openId, from, to }) => `${openId}/${from}/${to}`,
  lock: ({ openId }) => `person:${openId}`,
  async run({ ctx, payload: { openId, from, to } }) {
    const rep = await loadRep(ctx.tx, openId)
    if (rep) await takeOffPlans(ctx, rep, { from, to })
  },
})
