import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { publishGrades } from '../../src/features/grading/store.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/**
 * Grades the customers by the sales of the 90 days to a date. It is never due by itself: visit
 * frequencies follow from the grades, so somebody decides when they change.
 */
export const gradeCustomers = defineJob({
  name: 'customers.grade',
  payload: z.object({ date: localDate }),
  trigger: {
    // The end of a day is never reached on that day: it runs by hand alone.
    due: async () => [{ scope: '', at: '24:00' }],
    fanOut: async (_ctx, date) => [{ date }],
  },
  dedupe: ({ date }) => date,
  async run({ ctx, payload: { date } }) {
    const changed = await publishGrades(ctx.tx, date, ctx.now)
    ctx.log.info({ date, changed }, 'customers graded')
  },
})
