import { z } from 'zod'
import { isoWeekday } from '../../src/domain/time.ts'
import { tellHolidaysUnknown, unknownYear } from '../../src/features/leave/holidays.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** From November on, once a week until next year's holidays are known, admins hear that they are not. */
export const warnOfUnknownHolidays = defineJob({
  name: 'leave.holidays',
  payload: z.object({ year: z.number().int() }),
  trigger: {
    due: async (_ctx, date) =>
      isoWeekday(date) === 1 && date.slice(5) >= '11-01' ? [{ scope: '', at: '09:40' }] : [],
    fanOut: async (ctx, date) => {
      const year = await unknownYear(ctx, date)
      return year ? [{ year }] : []
    },
    until: '20:00',
  },
  dedupe: ({ year }) => String(year),
  run: ({ ctx, payload: { year } }) => tellHolidaysUnknown(ctx, year),
})
