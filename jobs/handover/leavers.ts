import { z } from 'zod'
import { peopleImported } from '../../src/events.ts'
import { followUpLeaving, followUpReturn, unsettled } from '../../src/features/handover/leave.ts'
import { getUser } from '../../src/features/org/store.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** Before the plans of the day are made. */
const dailyAt = '05:00'

/** Finds who has left, or is back, by a file or by hand in the database: after each import and every morning. */
export const findLeavers = defineJob({
  name: 'handover.leavers',
  payload: z.object({}),
  on: [peopleImported],
  trigger: {
    due: async () => [{ scope: '', at: dailyAt }],
    fanOut: async () => [{}],
  },
  dedupe: () => 'all',
  async run({ ctx }) {
    for (const { openId } of await unsettled(ctx)) {
      await ctx.enqueue('handover.leaver', { openId })
    }
  },
})

/** Follows up one person's leaving or return. */
export const settleLeaver = defineJob({
  name: 'handover.leaver',
  payload: z.object({ openId: z.string() }),
  dedupe: ({ openId }) => openId,
  lock: ({ openId }) => `person:${openId}`,
  async run({ ctx, payload: { openId } }) {
    const user = await getUser(ctx.tx, openId)
    if (user?.status === 'left') await followUpLeaving(ctx, user)
    else await followUpReturn(ctx, openId)
  },
})
