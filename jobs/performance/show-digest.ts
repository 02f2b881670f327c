import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { getTeam, loadActor, teamPath } from '../../src/features/org/store.ts'
import { privateDigest, showDigestJob } from '../../src/features/performance/private-digest.ts'
import { may } from '../../src/policies.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** Fills in the digest of a team of many for the person who asked, if that person may still see it. */
export const showDigest = defineJob({
  name: showDigestJob,
  payload: z.object({
    openId: z.string(),
    teamCode: z.string(),
    date: localDate,
    thing: z.string(),
  }),
  dedupe: ({ thing }) => thing,
  async run({ ctx, payload: { openId, teamCode, date, thing } }) {
    const actor = await loadActor(ctx.tx, openId)
    const team = await getTeam(ctx.tx, teamCode)
    const path = await teamPath(ctx.tx, teamCode)
    if (!actor || !team || !may(actor, 'digest.see', { teamPath: path })) return
    await ctx.show({ openId }, thing, await privateDigest(ctx, actor, team, date))
  },
})
