import { z } from 'zod'
import { loadActor } from '../../src/features/org/store.ts'
import { showRetroJob } from '../../src/features/retro/command.ts'
import { makeRetro } from '../../src/features/retro/make.ts'
import { whoseOf } from '../../src/features/retro/people.ts'
import { retroThing, showRetro } from '../../src/features/retro/show.ts'
import { may } from '../../src/policies.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** Works a month of many people out for who asked, if they may still see it. */
export const showRetroOf = defineJob({
  name: showRetroJob,
  payload: z.object({ openId: z.string(), scope: z.string(), month: z.string() }),
  dedupe: ({ openId, scope, month }) => `${openId}/${scope}/${month}`,
  async run({ ctx, payload: { openId, scope, month } }) {
    const actor = await loadActor(ctx.tx, openId)
    const whose = await whoseOf(ctx, scope)
    if (!actor || !may(actor, 'settings.change', whose)) return
    const facts = await makeRetro(ctx, whose, month)
    const card = await showRetro(ctx, actor, { scope, month, facts })
    await ctx.show({ openId }, retroThing(scope, month), card)
  },
})
