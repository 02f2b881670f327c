import { z } from 'zod'
import { settings } from '../../src/domain/settings/index.ts'
import { isoWeekday, localDate } from '../../src/domain/time.ts'
import { managersToOffer, offerWeekly } from '../../src/features/alarms/weekly.ts'
import { dueWithin } from '../../src/features/nudges/hours.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** On Mondays managers get the abnormal customers that nobody has on a plan, to tick; silent without any. */
export const offerAbnormal = defineJob({
  name: 'alarms.weekly',
  payload: z.object({ openId: z.string(), date: localDate }),
  trigger: {
    due: async (ctx, date) =>
      isoWeekday(date) === 1 && ctx.rules.get(settings.alarmWeekly)
        ? dueWithin(ctx, { code: '', path: [] }, date, '09:10')
        : [],
    fanOut: async (ctx, date) =>
      (await managersToOffer(ctx)).map(({ openId }) => ({ openId, date })),
    until: '17:00',
  },
  dedupe: ({ openId, date }) => `${openId}/${date}`,
  lock: ({ openId }) => `person:${openId}`,
  run: ({ ctx, payload: { openId, date } }) => offerWeekly(ctx, openId, date),
})
