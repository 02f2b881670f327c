import { z } from 'zod'
import { settings } from '../../src/domain/settings/index.ts'
import { localDate } from '../../src/domain/time.ts'
import {
  isWorkday,
  sendDailyDigest,
  teamsToTell,
} from '../../src/features/performance/digest/send.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** 拜访日报: one a team, at the team's own time; made up for the next day if it was missed. */
export const sendDailyDigests = defineJob({
  name: 'performance.digest-daily',
  payload: z.object({ teamCode: z.string(), date: localDate }),
  trigger: {
    due: async (ctx) =>
      (await teamsToTell(ctx)).map(({ code, path }) => ({
        scope: code,
        at: ctx.rules.get(settings.digestDaily, { teams: path }),
      })),
    fanOut: async (_ctx, date, scope) => [{ teamCode: scope, date }],
    // On a free day nobody is disturbed: the next working day's digest tells it as well.
    unasked: async (ctx, date, teams) => {
      const working: (typeof teams)[number][] = []
      for (const team of teams) if (await isWorkday(ctx, team.teamCode, date)) working.push(team)
      return working
    },
    catchUpDays: 1,
  },
  dedupe: ({ teamCode, date }) => `${teamCode}/${date}`,
  run: ({ ctx, payload: { teamCode, date } }) => sendDailyDigest(ctx, teamCode, date),
})
