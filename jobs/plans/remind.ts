import { z } from 'zod'
import { formatLocal, localDate } from '../../src/domain/time.ts'
import { isAtWork } from '../../src/features/nudges/hours.ts'
import { awaitedStops, noteAwaited } from '../../src/features/plans/late.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { repsToWake } from '../../src/features/plans/team.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** Nudges reps about stops that are late or missed, each stop once for each; see `awaited`. */
export const remindReps = defineJob({
  name: 'plans.remind',
  payload: z.object({ repOpenId: z.string(), date: localDate }),
  trigger: {
    // Every minute is a run of its own; a day that is over or to come has nobody to nudge.
    due: async (ctx, date) => {
      const minute = formatLocal(ctx.now, ctx.zone, 'time')
      return date === ctx.today ? [{ scope: minute, at: minute }] : []
    },
    async fanOut(ctx, date) {
      const due: { repOpenId: string; date: typeof date }[] = []
      for (const rep of await awaitedStops(ctx))
        if (await isAtWork(ctx, rep)) due.push({ repOpenId: rep.openId, date })
      return due
    },
    // On the day on which a company is set up nobody is late.
    unasked: async (ctx, date, reps) => {
      const ids = reps.map(({ repOpenId }) => repOpenId)
      const awake = await repsToWake(ctx, ids, date)
      return reps.filter(({ repOpenId }) => awake.has(repOpenId))
    },
  },
  dedupe: ({ repOpenId, date }) => `${repOpenId}/${date}`,
  lock: ({ repOpenId }) => `person:${repOpenId}`,
  async run({ ctx, payload: { repOpenId, date } }) {
    const rep = await loadRep(ctx.tx, repOpenId)
    if (rep && date === ctx.today) await noteAwaited(ctx, rep)
  },
})
