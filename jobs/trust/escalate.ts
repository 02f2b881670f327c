import { z } from 'zod'
import { formatLocal, localDate } from '../../src/domain/time.ts'
import { dueCases, passOn } from '../../src/features/trust/review-clock.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** Explanations and appeals without an answer: reminded, then one level up; see `stepOf`. */
export const passOnAnswers = defineJob({
  name: 'trust.escalate',
  payload: z.object({ date: localDate, hour: z.string() }),
  trigger: {
    // Every hour is a run of its own; a day that is over or to come has nobody to remind.
    due: async (ctx, date) => {
      const hour = `${formatLocal(ctx.now, ctx.zone, 'time').slice(0, 2)}:00`
      return date === ctx.today ? [{ scope: hour, at: hour }] : []
    },
    fanOut: async (ctx, date, hour) => ((await dueCases(ctx)).length > 0 ? [{ date, hour }] : []),
  },
  dedupe: ({ date, hour }) => `${date}/${hour}`,
  // Two runs at once would remind twice.
  lock: () => 'trust.escalate',
  async run({ ctx }) {
    await passOn(ctx)
  },
})
