import { z } from 'zod'
import { settings } from '../../src/domain/settings/index.ts'
import { localDate } from '../../src/domain/time.ts'
import { dueWithin } from '../../src/features/nudges/hours.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { sendMorning } from '../../src/features/plans/send.ts'
import {
  managersWithStops,
  repsOf,
  repsToWake,
  teamsWithReps,
} from '../../src/features/plans/team.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/**
 * Sends the morning card at the hour of each team, and freezes the plans; a second run sends nothing. Managers
 * get theirs on days on which they have stops of their own.
 */
export const sendPlans = defineJob({
  name: 'plans.send',
  payload: z.object({ repOpenId: z.string(), date: localDate }),
  trigger: {
    due: async (ctx, date) =>
      (await teamsWithReps(ctx, ['rep', 'manager'])).flatMap((team) => {
        const wanted = ctx.rules.get(settings.morningCard, { teams: team.path })
        return dueWithin(ctx, team, date, wanted, { always: true })
      }),
    fanOut: async (ctx, date, scope) =>
      [...(await repsOf(ctx, scope)), ...(await managersWithStops(ctx, date, scope))].map(
        ({ openId }) => ({ repOpenId: openId, date }),
      ),
    // While a company is being set up, nobody is told of a plan before its admin says so.
    unasked: async (ctx, date, reps) => {
      const ids = reps.map(({ repOpenId }) => repOpenId)
      const awake = await repsToWake(ctx, ids, date)
      // A manager is only here for what somebody asked for.
      const managers = await managersWithStops(ctx, date)
      for (const { openId } of managers) awake.add(openId)
      return reps.filter(({ repOpenId }) => awake.has(repOpenId))
    },
    until: '16:00',
  },
  dedupe: ({ repOpenId, date }) => `${repOpenId}/${date}`,
  lock: ({ repOpenId }) => `person:${repOpenId}`,
  async run({ ctx, payload: { repOpenId, date } }) {
    const rep = await loadRep(ctx.tx, repOpenId)
    if (rep) await sendMorning(ctx, rep, date)
  },
})
