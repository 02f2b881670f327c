import { z } from 'zod'
import { showTry } from '../../src/features/commission/try-out.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** Tries a draft of a scheme on last month and shows it to who asked. */
export const tryScheme = defineJob({
  name: 'commission.try',
  payload: z.object({ versionId: z.uuid(), page: z.int().min(0), openId: z.string() }),
  dedupe: ({ versionId, openId }) => `${versionId} ${openId}`,
  run: ({ ctx, payload }) => showTry(ctx, payload),
})
