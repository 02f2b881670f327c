import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { hasDrafts } from '../../src/features/cycles/store.ts'
import { showDrafts } from '../../src/features/cycles/tell.ts'
import { dueWithin } from '../../src/features/nudges/hours.ts'
import { teamsWithReps } from '../../src/features/plans/team.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** Drafts are made in the night; the managers get them in the morning, one card per team and cycle. */
export const showCycleDrafts = defineJob({
  name: 'plans.cycle-card',
  payload: z.object({ teamCode: z.string(), date: localDate }),
  trigger: {
    due: async (ctx, date) =>
      (await teamsWithReps(ctx)).flatMap((team) => dueWithin(ctx, team, date, '09:00')),
    fanOut: async (ctx, date, teamCode) =>
      (await hasDrafts(ctx.tx, teamCode)) ? [{ teamCode, date }] : [],
    until: '18:00',
  },
  dedupe: ({ teamCode, date }) => `${teamCode}/${date}`,
  run: ({ ctx, payload: { teamCode } }) => showDrafts(ctx, teamCode),
})
