import { newMessageId } from '../ids.ts'
import { asArray, asObject, asString } from '../json.ts'
import type { Message } from '../types.ts'
import { type Api, bodyOf, type Platform, pageOf, queryEnum, success } from './context.ts'
import { fieldError, refusal } from './errors.ts'
import { messageView } from './message-view.ts'
import { openIdBy, RECEIVE_ID_TYPES, receiverChat, userIdType } from './receivers.ts'

const FOLLOW_UP_MS = 600_000
const READ_STATUS_MS = 7 * 24 * 3600_000
const MAX_URGENT = 200

/** What draws attention to a message: urging, bubbles, pins, passing on; and who has read it. */
export function attentionRoutes(api: Api, platform: Platform): void {
  const { state } = platform
  api.patch('/open-apis/im/v1/messages/:id/:how{urgent_(app|sms|phone)}', (c) => {
    const message = sentByBot(platform, c.req.param('id'))
    const members = state.chats.get(message.chatId)?.members ?? []
    const given = asArray(bodyOf(c).user_id_list).map(asString)
    const type = userIdType(c)
    const resolved = given.map((id) => ({ id, openId: resolve(platform, type, id) }))
    const valid = resolved.filter(({ openId }) => openId && members.includes(openId))
    if (valid.length === 0) throw refusal(230001, 'user_id_list')
    const urged = valid.map(({ openId }) => openId as string)
    for (const openId of urged)
      if (unreadUrgent(platform, openId) >= MAX_URGENT) throw refusal(230023)
    const urgentTo = [...new Set([...(message.urgentTo ?? []), ...urged])]
    state.commit({ kind: 'change', messageId: message.messageId, change: { urgentTo } })
    const invalid_user_id_list = resolved.filter((one) => !valid.includes(one)).map(({ id }) => id)
    return success(c, { invalid_user_id_list })
  })
  api.post('/open-apis/im/v1/messages/:id/push_follow_up', (c) => {
    const message = state.messages.get(c.req.param('id'))
    if (!message) throw refusal(230001, 'invalid message_id')
    const chat = state.chats.get(message.chatId)
    // This API's codes mean other things than elsewhere.
    if (platform.now().getTime() - message.at > FOLLOW_UP_MS) throw followUp(230002)
    if (chat?.type !== 'p2p') throw followUp(230003)
    if (message.from.kind !== 'bot' || message.recalled) throw followUp(230004)
    if (state.inChat(message.chatId).at(-1) !== message) throw followUp(230006)
    const texts = asArray(bodyOf(c).follow_ups).map((one) => asString(asObject(one).content))
    const fits = texts.length >= 1 && texts.length <= 3
    if (!fits || texts.some((text) => text === '' || text.length > 200)) throw followUp(230007)
    if (message.followUps) throw followUp(230008)
    state.commit({ kind: 'change', messageId: message.messageId, change: { followUps: texts } })
    return success(c)
  })
  api.get('/open-apis/im/v1/messages/:id/read_users', (c) => {
    const message = sentByBot(platform, c.req.param('id'))
    if (platform.now().getTime() - message.at > READ_STATUS_MS) throw refusal(230033)
    userIdType(c)
    const page = pageOf(c, Object.entries(message.readBy ?? {}), 100)
    const items = page.items.map(([openId, at]) => ({
      user_id_type: 'open_id',
      user_id: openId,
      timestamp: String(at),
      tenant_key: platform.tenantKey,
    }))
    return success(c, { ...page, items })
  })
  api.post('/open-apis/im/v1/messages/:id/forward', (c) => {
    const type = queryEnum(c, 'receive_id_type', RECEIVE_ID_TYPES)
    const original = state.messages.get(c.req.param('id'))
    if (!original) throw refusal(230001, 'invalid message_id')
    if (original.recalled) throw refusal(230110)
    const entity = original.cardId ? state.entities.get(original.cardId) : undefined
    if (original.visibleTo || entity?.streamingSince) throw refusal(230061)
    const chat = receiverChat(platform, type, asString(bodyOf(c).receive_id))
    const { type: kind, content } = original
    const at = platform.now().getTime()
    const from = { kind: 'bot' } as const
    const message = {
      messageId: newMessageId(),
      chatId: chat.chatId,
      at,
      from,
      type: kind,
      content,
    }
    state.commit({ kind: 'message', message })
    return success(c, messageView(platform, message))
  })
  api.post('/open-apis/im/v1/pins', (c) => {
    const message = seen(platform, asString(bodyOf(c).message_id))
    platform.limits.perSecond(`pin ${message.messageId}`, 5, 230047)
    const pinnedAt = message.pinnedAt || platform.now().getTime()
    state.commit({ kind: 'change', messageId: message.messageId, change: { pinnedAt } })
    return success(c, { pin: pinView(platform, { ...message, pinnedAt }) })
  })
  api.delete('/open-apis/im/v1/pins/:id', (c) => {
    const message = seen(platform, c.req.param('id'))
    platform.limits.perSecond(`pin ${message.messageId}`, 5, 230047)
    state.commit({ kind: 'change', messageId: message.messageId, change: { pinnedAt: 0 } })
    return success(c)
  })
  api.get('/open-apis/im/v1/pins', (c) => {
    const chatId = c.req.query('chat_id') ?? ''
    const chat = state.chats.get(chatId)
    if (!chat) throw fieldError('chat_id', 'unknown chat', chatId)
    if (!chat.botIsMember) throw refusal(230002)
    const pinned = state.inChat(chatId).filter((message) => message.pinnedAt && !message.recalled)
    pinned.sort((left, right) => (right.pinnedAt ?? 0) - (left.pinnedAt ?? 0))
    const page = pageOf(c, pinned, 50)
    return success(c, { ...page, items: page.items.map((one) => pinView(platform, one)) })
  })
}

const FOLLOW_UP: Record<number, string> = {
  230002: 'expired message.',
  230003: 'only support p2p chat.',
  230004: 'invisible message.',
  230006: 'only support latest message.',
  230007: 'invalid follow up.',
  230008: 'follow up already exist.',
}

function followUp(code: number) {
  const error = refusal(code)
  error.message = FOLLOW_UP[code] ?? error.message
  return error
}

function sentByBot(platform: Platform, id: string): Message {
  const message = seen(platform, id)
  if (message.from.kind !== 'bot') throw refusal(230012)
  if (message.recalled) throw refusal(230110)
  return message
}

function seen(platform: Platform, id: string): Message {
  const message = platform.state.messages.get(id)
  if (!message) throw refusal(230001, 'invalid message_id')
  if (!platform.state.chats.get(message.chatId)?.botIsMember) throw refusal(230002)
  return message
}

function resolve(platform: Platform, type: ReturnType<typeof userIdType>, id: string) {
  try {
    return openIdBy(platform, type, id)
  } catch {
    return undefined
  }
}

function unreadUrgent(platform: Platform, openId: string): number {
  const messages = [...platform.state.messages.values()]
  return messages.filter((one) => one.urgentTo?.includes(openId) && !one.readBy?.[openId]).length
}

function pinView(platform: Platform, message: Message) {
  return {
    message_id: message.messageId,
    chat_id: message.chatId,
    operator_id: platform.credentials.appId,
    operator_id_type: 'app_id',
    create_time: String(message.pinnedAt ?? 0),
  }
}
