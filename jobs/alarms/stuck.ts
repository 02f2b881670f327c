import { z } from 'zod'
import { settings } from '../../src/domain/settings/index.ts'
import { localDate, minutesToTime, timeToMinutes } from '../../src/domain/time.ts'
import { customerStageMoved } from '../../src/events.ts'
import { endStuck, findStuck } from '../../src/features/alarms/stuck.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** After the scan, whose alarms have the first claim on the day's room. */
const afterScanMinutes = 30
const latest = 23 * 60

/** 阶段停滞: once a stage, its owner is told of a deal that does not move. */
export const findStuckDeals = defineJob({
  name: 'customers.find-stuck',
  payload: z.object({ date: localDate }),
  trigger: {
    due: async (ctx) => {
      const scan = timeToMinutes(ctx.rules.get(settings.alarmsAt))
      return [{ scope: '', at: minutesToTime(Math.min(scan + afterScanMinutes, latest)) }]
    },
    fanOut: async (_ctx, date) => [{ date }],
    until: '20:00',
  },
  dedupe: ({ date }) => date,
  async run({ ctx, payload: { date } }) {
    if (date === ctx.today) await findStuck(ctx)
  },
})

/** A customer came to another stage: what asked about the one before is over, and its cards say so. */
export const followStage = defineJob({
  name: 'alarms.follow-stage',
  payload: z.object({ customerCode: z.string() }),
  on: [customerStageMoved],
  dedupe: ({ customerCode }) => customerCode,
  run: ({ ctx, payload: { customerCode } }) => endStuck(ctx, customerCode),
})
