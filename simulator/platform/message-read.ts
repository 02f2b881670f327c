import { imageKeysIn } from '../client/image-keys.ts'
import type { Message } from '../types.ts'
import { type Api, type Platform, pageOf, queryEnum, success } from './context.ts'
import { fieldError, refusal } from './errors.ts'
import { bytesResponse } from './images.ts'
import { messageView } from './message-view.ts'

/** One message, the messages of a chat, and what people attached to them. */
export function messageReadRoutes(api: Api, platform: Platform): void {
  const { state } = platform
  api.get('/open-apis/im/v1/messages', (c) => {
    queryEnum(c, 'container_id_type', ['chat'])
    const chatId = c.req.query('container_id') ?? ''
    const chat = state.chats.get(chatId)
    if (!chat) throw fieldError('container_id', 'unknown chat', chatId)
    if (!chat.botIsMember) throw refusal(230002)
    const from = Number(c.req.query('start_time') || 0) * 1000
    const to = Number(c.req.query('end_time') || Number.MAX_SAFE_INTEGER / 1000) * 1000
    const messages = state.inChat(chatId).filter(({ at }) => at >= from && at <= to)
    if (c.req.query('sort_type') === 'ByCreateTimeDesc') messages.reverse()
    const rawCard = c.req.query('card_msg_content_type') === 'user_card_content'
    const page = pageOf(c, messages, 50)
    const items = page.items.map((message) => messageView(platform, message, rawCard))
    return success(c, { ...page, items })
  })
  api.get('/open-apis/im/v1/messages/:id', (c) => {
    const message = heardMessage(platform, c.req.param('id'), 230002)
    const rawCard = c.req.query('card_msg_content_type') === 'user_card_content'
    return success(c, { items: [messageView(platform, message, rawCard)] })
  })
  api.get('/open-apis/im/v1/messages/:id/resources/:key', (c) => {
    const kind = c.req.query('type')
    if (kind !== 'image' && kind !== 'file') throw refusal(234001, 'type must be image or file')
    const message = heardMessage(platform, c.req.param('id'), 234004)
    if (message.type === 'interactive') throw refusal(234043)
    const key = c.req.param('key')
    const resource = state.resources.get(key)
    const bytes = state.blob(key)
    if (!resource || !bytes || message.recalled || !isAttached(message, key)) throw refusal(234003)
    return bytesResponse(bytes, resource)
  })
}

/** A message of a chat that the bot is in. */
function heardMessage(platform: Platform, id: string, outsideCode: number): Message {
  const message = platform.state.messages.get(id)
  if (!message) throw refusal(230001, 'invalid message_id')
  if (!platform.state.chats.get(message.chatId)?.botIsMember) throw refusal(outsideCode)
  return message
}

function isAttached(message: Message, key: string): boolean {
  const content: unknown = JSON.parse(message.content)
  return imageKeysIn(content).includes(key)
}
