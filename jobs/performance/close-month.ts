import { z } from 'zod'
import { settings } from '../../src/domain/settings/index.ts'
import { closeMonth } from '../../src/features/commission/close.ts'
import { bookCorrections } from '../../src/features/commission/corrections.ts'
import { monthOver } from '../../src/features/commission/months.ts'
import { firstMonth } from '../../src/features/commission/schemes.ts'
import { showClosed } from '../../src/features/commission/tell-closed.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/**
 * Closes the newest month that is over when the date ends, and books what changed in months closed before.
 * The clock does so on the day of the rule; by hand any day. Closed months are left as they are.
 */
export const closeCommissionMonth = defineJob({
  name: 'performance.close-month',
  payload: z.object({ month: z.string(), by: z.string().nullable() }),
  trigger: {
    due: async () => [{ scope: '', at: '03:40' }],
    async fanOut(ctx, date) {
      return (await firstMonth(ctx.tx)) === null ? [] : [{ month: monthOver(date), by: null }]
    },
    async unasked(ctx, date, payloads) {
      return Number(date.slice(8)) === ctx.rules.get(settings.commissionCloseDay) ? payloads : []
    },
    catchUpDays: 3,
  },
  dedupe: ({ month }) => month,
  async run({ ctx, payload: { month, by } }) {
    const closed = await closeMonth(ctx, month, by)
    const corrections = await bookCorrections(ctx)
    ctx.log.info({ closed, corrections }, 'commission months closed')
    await showClosed(ctx, month, closed, by)
  },
})
