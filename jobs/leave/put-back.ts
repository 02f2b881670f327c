import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { freeTimeEnded } from '../../src/events.ts'
import { putBack } from '../../src/features/leave/apply.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** After a free day was removed: the stops that nobody has settled go back to their plans. */
export const putBackStops = defineJob({
  name: 'leave.put-back',
  payload: z.object({ openId: z.string(), from: localDate, to: localDate }),
  on: [freeTimeEnded],
  dedupe: ({ openId, from, to }) => `${openId}/${from}/${to}`,
  lock: ({ openId }) => `person:${openId}`,
  async run({ ctx, payload: { openId, from, to } }) {
    const rep = await loadRep(ctx.tx, openId)
    if (rep) await putBack(ctx, rep, { from, to })
  },
})
