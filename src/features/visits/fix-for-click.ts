import type { ActorCtx } from '../../bot/context.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { message } from '../../i18n/t.ts'
import { visitWords as w } from '../../i18n/visits.ts'
import { type Fix, getFix } from './store/fixes.ts'

/** How long a card may act on a location that was sent. */
export const fixMinutes = 30

/** Reads the rep's own location behind a click; refuses one of somebody else or one that is too old. */
export async function fixForClick(ctx: ActorCtx, fixId: string): Promise<Fix> {
  const fix = await getFix(ctx.tx, fixId)
  if (!fix || fix.repOpenId !== ctx.actor.openId) {
    throw new UserError(message(botWords.notYours), 'error')
  }
  if (isOld(ctx, fix)) throw new UserError(message(w.oldFix, { n: fixMinutes }))
  return fix
}

export function isOld(ctx: ActorCtx, fix: Fix): boolean {
  return ctx.now.getTime() - fix.sentAt.getTime() > fixMinutes * 60_000
}
