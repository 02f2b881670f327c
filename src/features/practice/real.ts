/** What is meant for real while somebody practises goes the real way, and the practice steps aside. */
import type { ActorCtx } from '../../bot/context.ts'
import { practiceWords as w } from '../../i18n/practice.ts'
import { currentIntent } from '../visits/store/fixes.ts'
import { findOpenVisit } from '../visits/store/visits.ts'
import { getPractice, isActive, leavePractice, type Practice } from './store.ts'

/**
 * The practice that takes this message, or null: nobody practises, a real visit is open, or the rep has
 * just named a real customer to check in at. Then it says that it waits.
 */
export async function practiceOf(ctx: ActorCtx): Promise<Practice | null> {
  const practice = await getPractice(ctx.tx, ctx.actor.openId)
  if (!isActive(practice, ctx.now)) return null
  const { openId } = ctx.actor
  const isReal =
    (await findOpenVisit(ctx.tx, openId)) !== null ||
    (await currentIntent(ctx.tx, openId, ctx.sentAt)) !== null
  if (!isReal) return practice
  await leavePractice(ctx.tx, openId)
  await ctx.say(ctx.here, ctx.t(w.paused))
  return null
}
