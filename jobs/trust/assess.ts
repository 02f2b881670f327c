/** Each closed visit gets its trust score (信任分), and again when its photos were compared. */
import { z } from 'zod'
import { photosWereCompared, visitClosed } from '../../src/events.ts'
import { assessVisit } from '../../src/features/trust/assess.ts'
import { closedOn } from '../../src/features/trust/store/assessments.ts'
import { defineJob } from '../../src/queue/define-job.ts'

export const assessVisits = defineJob({
  name: 'visits.assess',
  payload: z.object({ visitId: z.uuid() }),
  on: [visitClosed, photosWereCompared],
  trigger: {
    // The end of a day is never reached on that day: a whole day is assessed by hand alone.
    due: async () => [{ scope: '', at: '24:00' }],
    fanOut: (ctx, date) => closedOn(ctx.tx, date),
  },
  dedupe: ({ visitId }) => visitId,
  async run({ ctx, payload: { visitId } }) {
    await assessVisit(ctx, visitId)
  },
})
