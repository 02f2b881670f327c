import { eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { cardMessages } from '../db/tables.ts'
import type { Inbound } from './inbound.ts'
import type { Recipient } from './outbound.ts'

/** Where the event happened, and where its answer goes: a person's private chat is addressed by person. */
export async function placeOf(
  tx: Tx,
  event: Inbound,
): Promise<{ here: Recipient; inGroup: boolean; chatId: string; messageId: string }> {
  const messageId = 'messageId' in event ? event.messageId : ''
  const chatId = 'chatId' in event ? event.chatId : ''
  if (event.kind === 'botAdded' || event.kind === 'botRemoved')
    return { here: { chatId }, inGroup: true, chatId, messageId }
  let inGroup = 'chatType' in event && event.chatType === 'group'
  if (event.kind === 'cardAction') {
    const [shown] = await tx
      .select({ target: cardMessages.target })
      .from(cardMessages)
      .where(eq(cardMessages.messageId, messageId))
      .limit(1)
    inGroup = shown?.target.startsWith('chat_id:') ?? false
  }
  return { here: inGroup ? { chatId } : { openId: event.actorOpenId }, inGroup, chatId, messageId }
}
