import { z } from 'zod'
import { visitAssessed } from '../../src/events.ts'
import { tellAssessed } from '../../src/features/trust/review-tell.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** A visit was assessed: its card says so, and the rep is asked where something is unusual. */
export const tellAssessedRep = defineJob({
  name: 'trust.tell',
  payload: z.object({ visitId: z.uuid(), repOpenId: z.string() }),
  on: [visitAssessed],
  dedupe: ({ visitId }) => visitId,
  lock: ({ repOpenId }) => `person:${repOpenId}`,
  async run({ ctx, payload: { visitId } }) {
    await tellAssessed(ctx, visitId)
  },
})
