/** What admins are told of what rulings teach. */
import { learnCard } from '../../../cards/trust/learn.ts'
import type { Ctx } from '../../bot/context.ts'
import { activeAdmins } from '../org/store.ts'
import { learnThing } from './handlers/learn.ts'
import { learnView, refreshSuggestions } from './learn.ts'

/** Once a week: admins hear of suggestions that are new. Nothing changes by itself. */
export async function suggestThresholds(ctx: Ctx): Promise<void> {
  if ((await refreshSuggestions(ctx)) === 0) return
  for (const admin of await activeAdmins(ctx.tx)) {
    const t = ctx.tFor(admin.locale)
    const card = learnCard(await learnView(ctx, t), t)
    await ctx.show({ openId: admin.openId }, learnThing, card, { fresh: true })
  }
}
