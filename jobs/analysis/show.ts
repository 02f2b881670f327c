import { z } from 'zod'
import { ask } from '../../cards/analysis/actions.ts'
import { refusedCard } from '../../cards/analysis/parts.ts'
import { UserError } from '../../src/errors.ts'
import { analyse, showAnalysisJob } from '../../src/features/analysis/answer.ts'
import { loadActor } from '../../src/features/org/store.ts'
import { inLocale } from '../../src/i18n/t.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** Fills in an analysis of many for the person who asked, as far as that person may still see it. */
export const showAnalysis = defineJob({
  name: showAnalysisJob,
  payload: z.object({ openId: z.string(), thing: z.string(), ask }),
  dedupe: ({ thing, ask: asked }) => `${thing}/${JSON.stringify(asked)}`,
  async run({ ctx, payload: { openId, thing, ask } }) {
    const actor = await loadActor(ctx.tx, openId)
    if (!actor) return
    const t = ctx.tFor(actor.locale)
    try {
      const { card } = await analyse({ ...ctx, actor, t }, ask)
      await ctx.show({ openId }, thing, card)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      await ctx.show({ openId }, thing, refusedCard(inLocale(error.said, t.locale)))
    }
  },
})
