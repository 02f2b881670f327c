import { z } from 'zod'
import { isoWeekday, localDate } from '../../src/domain/time.ts'
import { dueWithin } from '../../src/features/nudges/hours.ts'
import { suggestThresholds } from '../../src/features/trust/learn-tell.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** 阈值建议: on Mondays admins hear what rulings newly suggest about the rules. */
export const learnThresholds = defineJob({
  name: 'trust.learn',
  payload: z.object({ date: localDate }),
  trigger: {
    due: async (ctx, date) =>
      isoWeekday(date) === 1 ? dueWithin(ctx, { code: '', path: [] }, date, '09:30') : [],
    fanOut: async (_ctx, date) => [{ date }],
    until: '18:00',
  },
  dedupe: ({ date }) => date,
  async run({ ctx }) {
    await suggestThresholds(ctx)
  },
})
