import { z } from 'zod'
import { settings } from '../../src/domain/settings/index.ts'
import { localDate } from '../../src/domain/time.ts'
import { dueWithin } from '../../src/features/nudges/hours.ts'
import { tellNotStarted } from '../../src/features/plans/send.ts'
import { repsOf, repsToWake, teamsWithReps } from '../../src/features/plans/team.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** 未开始拜访: one private card a team for its managers; patched by a second run, silent when nobody. */
export const tellNotStartedReps = defineJob({
  name: 'plans.not-started',
  payload: z.object({ teamCode: z.string(), date: localDate }),
  trigger: {
    due: async (ctx, date) =>
      (await teamsWithReps(ctx)).flatMap((team) => {
        const wanted = ctx.rules.get(settings.notStartedAt, { teams: team.path })
        return dueWithin(ctx, team, date, wanted)
      }),
    fanOut: async (_ctx, date, scope) => [{ teamCode: scope, date }],
    // On the day on which a company is set up nobody is late.
    unasked: async (ctx, date, payloads) => {
      const teams = payloads.map(async (payload) => {
        const ids = (await repsOf(ctx, payload.teamCode)).map(({ openId }) => openId)
        return (await repsToWake(ctx, ids, date)).size > 0 ? [payload] : []
      })
      return (await Promise.all(teams)).flat()
    },
    until: '14:00',
  },
  dedupe: ({ teamCode, date }) => `${teamCode}/${date}`,
  run: ({ ctx, payload: { teamCode, date } }) => tellNotStarted(ctx, teamCode, date),
})
