import { z } from 'zod'
import { settings } from '../../src/domain/settings/index.ts'
import { addDays, localDate } from '../../src/domain/time.ts'
import { dueWithin } from '../../src/features/nudges/hours.ts'
import { forgottenDays, managersToTell, tellLeft } from '../../src/features/outings/chase.ts'
import { closeForgotten } from '../../src/features/outings/store.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** In the morning each manager hears whose outings of earlier days have no result; silent without any. */
export const tellLeftOutings = defineJob({
  name: 'outings.left-open',
  payload: z.object({ openId: z.string(), date: localDate }),
  trigger: {
    due: async (ctx, date) =>
      dueWithin(ctx, { code: '', path: [] }, date, ctx.rules.get(settings.notStartedAt)),
    fanOut: async (ctx, date) =>
      (await managersToTell(ctx)).map(({ openId }) => ({ openId, date })),
    until: '14:00',
  },
  dedupe: ({ openId, date }) => `${openId}/${date}`,
  run: ({ ctx, payload: { openId, date } }) => tellLeft(ctx, openId, date),
})

/** In the night: outings that nobody will tell about any more are closed without a result. */
export const closeForgottenOutings = defineJob({
  name: 'outings.close-forgotten',
  payload: z.object({ date: localDate }),
  trigger: {
    due: async () => [{ scope: '', at: '03:50' }],
    fanOut: async (_ctx, date) => [{ date }],
  },
  dedupe: ({ date }) => date,
  async run({ ctx, payload: { date } }) {
    const day = date < ctx.today ? date : ctx.today
    const closed = await closeForgotten(ctx, addDays(day, -forgottenDays))
    if (closed > 0) ctx.log.info({ closed }, 'outings without a result were closed')
  },
})
