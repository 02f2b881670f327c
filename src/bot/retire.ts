import { and, eq } from 'drizzle-orm'
import type { Card } from '../../cards/kit/card.ts'
import { writePatch } from '../db/outbox.ts'
import { cardMessages } from '../db/tables.ts'
import type { ActorCtx } from './context.ts'
import { targetOf } from './outbound.ts'

/** The message that showed the thing before the clicked one does says that it is no longer the newest. */
export async function retireElsewhere(ctx: ActorCtx, thing: string, retired: Card): Promise<void> {
  const target = targetOf(ctx.here)
  const [old] = await ctx.tx
    .select({ messageId: cardMessages.messageId })
    .from(cardMessages)
    .where(and(eq(cardMessages.thing, thing), eq(cardMessages.target, target)))
  if (!old || old.messageId === ctx.messageId) return
  const { messageId } = old
  const cause = { causeId: ctx.causeId, nowOverride: null }
  await writePatch(ctx.tx, cause, target, '', retired, { messageId, fallback: 'drop' })
}
