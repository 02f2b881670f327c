import { z } from 'zod'
import { showTry } from '../../src/features/scores/try-out.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** Tries a draft of a score on last month and shows it to who asked. */
export const tryScore = defineJob({
  name: 'scores.try',
  payload: z.object({ versionId: z.uuid(), page: z.int().min(0), openId: z.string() }),
  dedupe: ({ versionId, openId }) => `${versionId} ${openId}`,
  run: ({ ctx, payload }) => showTry(ctx, payload),
})
