/** At the beginning of a month the admins get a preview: a grading that nobody looks at goes stale. */
import { z } from 'zod'
import { settings } from '../../src/domain/settings/index.ts'
import { localDate } from '../../src/domain/time.ts'
import { showGrading } from '../../src/features/grading/preview.ts'
import { computeGrading, openGrading } from '../../src/features/grading/store/compute.ts'
import { orders } from '../../src/features/orders/tables.ts'
import { activeAdmins } from '../../src/features/org/store.ts'
import { defineJob } from '../../src/queue/define-job.ts'

export const previewMonthly = defineJob({
  name: 'grading.monthly',
  payload: z.object({ date: localDate }),
  trigger: {
    due: async (_ctx, date) => (date.endsWith('-01') ? [{ scope: '', at: '09:10' }] : []),
    async fanOut(ctx, date) {
      const [anOrder] = await ctx.tx.select({ code: orders.code }).from(orders).limit(1)
      return anOrder && ctx.rules.get(settings.gradingMonthly) ? [{ date }] : []
    },
    catchUpDays: 2,
  },
  dedupe: ({ date }) => date,
  async run({ ctx, payload: { date } }) {
    const id = await openGrading(ctx, date, null)
    await computeGrading(ctx, id, date)
    for (const { openId } of await activeAdmins(ctx.tx)) await showGrading(ctx, id, openId)
  },
})
