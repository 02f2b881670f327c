import { z } from 'zod'
import { localDate, monthOf, monthRange } from '../../src/domain/time.ts'
import { dueWithin } from '../../src/features/nudges/hours.ts'
import { calendarOf } from '../../src/features/plans/people.ts'
import { lastMonth } from '../../src/features/retro/make.ts'
import { recipients } from '../../src/features/retro/people.ts'
import { sendRetro } from '../../src/features/retro/send.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** 月度复盘 of the month that is over: on the first working day of the new one, one run a card. */
export const sendMonthlyRetros = defineJob({
  name: 'retro.monthly',
  payload: z.object({ scope: z.string(), date: localDate }),
  trigger: {
    due: async (ctx, date) => dueWithin(ctx, { code: '', path: [] }, date, '09:20'),
    fanOut: async (ctx, date) =>
      [...(await recipients(ctx)).keys()].map((scope) => ({ scope, date })),
    async unasked(ctx, date, payloads) {
      const { from } = monthRange(monthOf(date))
      const calendar = await calendarOf(ctx, { openId: '', teamPath: [] }, from)
      const [first] = calendar.workingDays(from, date)
      return first === date ? payloads : []
    },
    catchUpDays: 3,
  },
  dedupe: ({ scope, date }) => `${scope}/${date}`,
  async run({ ctx, payload: { scope, date } }) {
    const sent = await sendRetro(ctx, scope, lastMonth(date))
    ctx.log.info({ scope, sent }, 'retro of the month sent')
  },
})
