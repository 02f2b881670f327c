import { cardText } from '../client/card-view.ts'
import { asObject, asString } from '../json.ts'
import type { Json, Message } from '../types.ts'
import type { Platform } from './context.ts'

/** A message as the API shows it. Cards come simplified unless the sent JSON is asked for. */
export function messageView(platform: Platform, message: Message, rawCard = false) {
  const isBot = message.from.kind === 'bot'
  return {
    message_id: message.messageId,
    ...(message.rootId ? { root_id: message.rootId } : {}),
    ...(message.parentId ? { parent_id: message.parentId } : {}),
    msg_type: message.type,
    create_time: String(message.at),
    update_time: String(message.updatedAt ?? message.at),
    deleted: message.recalled === true,
    updated: (message.edits ?? 0) > 0,
    chat_id: message.chatId,
    sender: {
      id: message.from.kind === 'bot' ? platform.credentials.appId : message.from.openId,
      id_type: isBot ? 'app_id' : 'open_id',
      sender_type: isBot ? 'app' : 'user',
      tenant_key: platform.tenantKey,
    },
    body: { content: message.recalled ? '' : shownContent(message, rawCard) },
    ...(message.mentions?.length
      ? {
          mentions: message.mentions.map(({ key, openId, name }) => ({
            key,
            id: openId,
            id_type: 'open_id',
            name,
            tenant_key: platform.tenantKey,
          })),
        }
      : {}),
  }
}

function shownContent(message: Message, rawCard: boolean): string {
  if (message.type !== 'interactive' || rawCard) return message.content
  const card = JSON.parse(message.content) as Json
  const title = asString(asObject(asObject(card.header).title).content)
  const lines = cardText({ body: card.body }).split('\n')
  const elements = lines.map((text) => [{ tag: 'text', text }])
  return JSON.stringify({ title: title || null, elements })
}
