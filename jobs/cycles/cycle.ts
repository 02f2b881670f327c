import { z } from 'zod'
import { type LocalDate, localDate } from '../../src/domain/time.ts'
import { cycleAround } from '../../src/features/cycles/inputs.ts'
import { draft, draftDue } from '../../src/features/cycles/make.ts'
import { followDraft } from '../../src/features/cycles/tell.ts'
import { activeReps } from '../../src/features/org/store.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/**
 * Drafts the cycle that is due, one rep a run: the running one where there is none, the next one when
 * its first day is near. `again` works a draft out anew.
 */
export const planCycles = defineJob<{
  repOpenId: string
  date: LocalDate
  again?: boolean | undefined
}>({
  name: 'plans.cycle',
  payload: z.object({ repOpenId: z.string(), date: localDate, again: z.boolean().optional() }),
  trigger: {
    due: async () => [{ scope: '', at: '04:10' }],
    fanOut: async (ctx, date) =>
      (await activeReps(ctx.tx)).map((rep) => ({ repOpenId: rep.openId, date })),
    until: '05:00',
  },
  dedupe: ({ repOpenId, date, again }) => `${repOpenId}/${date}/${again ?? false}`,
  lock: ({ repOpenId }) => `person:${repOpenId}`,
  async run({ ctx, payload: { repOpenId, date, again } }) {
    const rep = await loadRep(ctx.tx, repOpenId)
    if (!rep) return
    const made = again
      ? await draft(ctx, rep, { from: date, to: cycleAround(ctx, date).to })
      : await draftDue(ctx, rep, date)
    if (made) await followDraft(ctx, rep, made)
  },
})
