/** At night: how fast people really travel, from their own check-ins; and old travel times are forgotten. */
import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { forgetLegs } from '../../src/features/travel/legs.ts'
import { calibrate } from '../../src/features/travel/paces.ts'
import { defineJob } from '../../src/queue/define-job.ts'

export const calibrateTravel = defineJob({
  name: 'plans.calibrate',
  payload: z.object({ date: localDate }),
  trigger: {
    due: async () => [{ scope: '', at: '03:50' }],
    fanOut: async (_ctx, date) => [{ date }],
  },
  dedupe: () => 'all',
  async run({ ctx, payload: { date } }) {
    const paces = await calibrate(ctx, date)
    const forgotten = await forgetLegs(ctx)
    ctx.log.info({ paces, forgotten }, 'travel: paces worked out')
  },
})
