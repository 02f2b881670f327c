import { eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { inboundEvents } from '../db/tables.ts'
import { botWords } from '../i18n/bot.ts'
import { inLocale, message } from '../i18n/t.ts'
import type { Answer } from './answer.ts'
import type { Inbound } from './inbound.ts'
import type { House } from './make-context.ts'

/** Claims the event, or answers what it was answered with before. */
export async function claimEvent(
  tx: Tx,
  house: House,
  event: Inbound,
  again: boolean,
): Promise<Answer | null> {
  if (again) {
    const [row] = await tx
      .select()
      .from(inboundEvents)
      .where(eq(inboundEvents.key, event.key))
      .for('update')
    return row?.status === 'handled' ? ((row.answer as Answer | null) ?? {}) : null
  }
  const claimed = await tx
    .insert(inboundEvents)
    .values({
      key: event.key,
      kind: event.kind,
      actorOpenId: event.actorOpenId,
      event,
      status: 'handled',
      receivedAt: house.now(),
    })
    .onConflictDoNothing()
    .returning({ key: inboundEvents.key })
  if (claimed.length > 0) return null
  const [row] = await tx.select().from(inboundEvents).where(eq(inboundEvents.key, event.key))
  return row?.status === 'handled'
    ? ((row.answer as Answer | null) ?? {})
    : { toast: { type: 'info', text: inLocale(message(botWords.busy), house.locale) } }
}
