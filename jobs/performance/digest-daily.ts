import { z } from 'zod'
import { settings } from '../../src/domain/settings/index.ts'
import { localDate } from '../../src/domain/time.ts'
import { sendDailyDigest, teamsToTell } from '../../src/features/performance/digest/send.ts'
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
    catchUpDays: 1,
  },
  dedupe: ({ teamCode, date }) => `${teamCode}/${date}`,
  run: ({ ctx, payload: { teamCode, date } }) => sendDailyDigest(ctx, teamCode, date),
})
