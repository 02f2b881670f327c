/** The slow steps of a grading that somebody waits for: work it out, publish it. */
import { z } from 'zod'
import { gradingAccepted, gradingWanted } from '../../src/events.ts'
import { fillGrading, finishGrading } from '../../src/features/grading/preview.ts'
import { defineJob } from '../../src/queue/define-job.ts'

const payload = z.object({ gradingId: z.uuid(), openId: z.string() })

export const previewGrading = defineJob({
  name: 'grading.preview',
  payload,
  on: [gradingWanted],
  dedupe: ({ gradingId }) => gradingId,
  run: ({ ctx, payload: { gradingId, openId } }) => fillGrading(ctx, gradingId, openId),
})

export const publishGrading = defineJob({
  name: 'grading.publish',
  payload,
  on: [gradingAccepted],
  dedupe: ({ gradingId }) => gradingId,
  run: ({ ctx, payload: { gradingId, openId } }) => finishGrading(ctx, gradingId, openId),
})
