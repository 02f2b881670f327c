import { z } from 'zod'
import { settings } from '../../src/domain/settings/index.ts'
import { localDate } from '../../src/domain/time.ts'
import { keepNight, scanNight } from '../../src/features/alarms/scan/night.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** Each night all customers are judged by the whole history: who is about to leave, whose orders plunge or fade. */
export const detectChurn = defineJob({
  name: 'customers.detect-churn',
  payload: z.object({ date: localDate }),
  trigger: {
    due: async (ctx) => [{ scope: '', at: ctx.rules.get(settings.alarmsAt) }],
    fanOut: async (_ctx, date) => [{ date }],
    until: '20:00',
  },
  dedupe: ({ date }) => date,
  // Nobody's transaction waits for seconds of reading and arithmetic.
  outside: ({ db }, { date }) => scanNight(db, date),
  run: ({ ctx, payload: { date }, fetched }) => keepNight(ctx, fetched, date),
})
