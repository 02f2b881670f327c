import { z } from 'zod'
import { periodOf } from '../../src/domain/performance/periods.ts'
import { localDate } from '../../src/domain/time.ts'
import { getTeam, loadActor, teamPath } from '../../src/features/org/store.ts'
import { periodCard, showPeriodJob } from '../../src/features/performance/private-digest.ts'
import { may } from '../../src/policies.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/**
 * Fills in the week or month of a team of many where it was asked for, if whoever asked may still see it:
 * who leads the team, and in the team's own group whoever is of the team.
 */
export const showPeriod = defineJob({
  name: showPeriodJob,
  payload: z.object({
    openId: z.string(),
    /** The group where it stands; null: in private. */
    chatId: z.string().nullable(),
    teamCode: z.string(),
    kind: z.enum(['weekly', 'monthly']),
    from: localDate,
    page: z.number().int().min(0),
    on: z.enum(['group', 'private']),
    thing: z.string(),
  }),
  // Two taps on the same card: the newest page stands there in the end.
  dedupe: ({ thing, from, page }) => `${thing}/${from}/${page}`,
  async run({ ctx, payload: { openId, chatId, teamCode, kind, from, page, on, thing } }) {
    const actor = await loadActor(ctx.tx, openId)
    const team = await getTeam(ctx.tx, teamCode)
    if (!actor || !team) return
    const isOwnGroup =
      on === 'group' && chatId === team.chatId && actor.teamPath.includes(team.code)
    const path = await teamPath(ctx.tx, teamCode)
    if (!isOwnGroup && !may(actor, 'digest.see', { teamPath: path })) return
    const inGroup = chatId !== null
    const card = await periodCard(ctx, actor, team, periodOf(kind, from), { page, on, inGroup })
    await ctx.show(chatId === null ? { openId } : { chatId }, thing, card)
  },
})
