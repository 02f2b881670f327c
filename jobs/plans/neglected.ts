import { z } from 'zod'
import { isoWeekday, localDate, startOfWeek } from '../../src/domain/time.ts'
import { dueWithin } from '../../src/features/nudges/hours.ts'
import { noteNeglected } from '../../src/features/plans/batch/weekly.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { repsOf, repsToWake, teamsWithReps } from '../../src/features/plans/team.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** On Mondays each rep hears which customers are neglected; silent when none is, once a week at most. */
export const tellNeglected = defineJob({
  name: 'plans.neglected',
  payload: z.object({ repOpenId: z.string(), date: localDate }),
  trigger: {
    due: async (ctx, date) =>
      isoWeekday(date) === 1
        ? (await teamsWithReps(ctx)).flatMap((team) => dueWithin(ctx, team, date, '09:00'))
        : [],
    fanOut: async (ctx, date, scope) =>
      (await repsOf(ctx, scope)).map((rep) => ({ repOpenId: rep.openId, date })),
    unasked: async (ctx, date, reps) => {
      const ids = reps.map(({ repOpenId }) => repOpenId)
      const awake = await repsToWake(ctx, ids, date)
      return reps.filter(({ repOpenId }) => awake.has(repOpenId))
    },
    until: '17:00',
  },
  dedupe: ({ repOpenId, date }) => `${repOpenId}/${date}`,
  lock: ({ repOpenId }) => `person:${repOpenId}`,
  async run({ ctx, payload: { repOpenId, date } }) {
    const rep = await loadRep(ctx.tx, repOpenId)
    if (rep) await noteNeglected(ctx, rep, startOfWeek(date))
  },
})
