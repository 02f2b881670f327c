import { z } from 'zod'
import type { PeriodKind } from '../../src/domain/performance/periods.ts'
import { localDate } from '../../src/domain/time.ts'
import {
  isSlotDay,
  sendPeriodDigests,
  slots,
  slotText,
} from '../../src/features/performance/digest/send-period.ts'
import { defineJob } from '../../src/queue/define-job.ts'

const payload = z.object({ day: z.number().int(), at: z.string(), date: localDate })

/** One run for all teams that share a day and time; missed ones are made up for within two days. */
const periodJob = (name: string, kind: PeriodKind) =>
  defineJob({
    name,
    payload,
    trigger: {
      due: async (ctx) =>
        (await slots(ctx, kind)).map((slot) => ({ scope: slotText(slot), at: slot.at })),
      async fanOut(_ctx, date, scope) {
        const [day, at] = scope.split(' ')
        return [{ day: Number(day), at: at ?? '', date }]
      },
      unasked: async (_ctx, date, payloads) =>
        payloads.filter((slot) => isSlotDay(kind, slot, date)),
      catchUpDays: 2,
    },
    dedupe: ({ day, at, date }) => `${day}/${at}/${date}`,
    async run({ ctx, payload: { date, ...slot } }) {
      const sent = await sendPeriodDigests(ctx, kind, slot, date)
      ctx.log.info({ kind, sent }, 'digests of the period sent')
    },
  })

/** 拜访周报. */
export const sendWeeklyDigests = periodJob('performance.digest-weekly', 'weekly')
/** 拜访月报. */
export const sendMonthlyDigests = periodJob('performance.digest-monthly', 'monthly')
