import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { computeGrading, openGrading } from '../../src/features/grading/store/compute.ts'
import { publishGrading } from '../../src/features/grading/store/publish.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/**
 * Grades the customers to a date and publishes it at once, for the command line. It is never due by
 * itself: visit frequencies follow from the grades, so somebody decides when they change.
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
    const id = await openGrading(ctx, date, null)
    await computeGrading(ctx, id, date)
    const changed = await publishGrading(ctx, id, null)
    ctx.log.info({ date, changed }, 'customers graded')
  },
})
