import { z } from 'zod'
import { isoWeekday, localDate } from '../../src/domain/time.ts'
import { dueWithin } from '../../src/features/nudges/hours.ts'
import { noteScorecards } from '../../src/features/performance/digest/scorecards.ts'
import { teamsWithReps } from '../../src/features/plans/team.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** On Mondays: each rep's own week, as far as the team wants it, among the unasked messages of the day. */
export const sendScorecards = defineJob({
  name: 'performance.scorecards',
  payload: z.object({ teamCode: z.string(), date: localDate }),
  trigger: {
    due: async (ctx, date) =>
      isoWeekday(date) === 1
        ? (await teamsWithReps(ctx)).flatMap((team) => dueWithin(ctx, team, date, '09:10'))
        : [],
    fanOut: async (_ctx, date, scope) => [{ teamCode: scope, date }],
    until: '18:00',
  },
  dedupe: ({ teamCode, date }) => `${teamCode}/${date}`,
  async run({ ctx, payload: { teamCode, date } }) {
    const told = await noteScorecards(ctx, teamCode, date)
    ctx.log.info({ teamCode, told }, 'scorecards noted')
  },
})
