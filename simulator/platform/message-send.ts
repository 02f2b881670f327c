import { newMessageId } from '../ids.ts'
import { asObject, asString, parseObject } from '../json.ts'
import type { Chat, Json, Message } from '../types.ts'
import { entityOf } from './card-entities.ts'
import { checkedContent } from './content.ts'
import {
  type Api,
  bodyOf,
  type Call,
  type Platform,
  queryEnum,
  requiredString,
  success,
} from './context.ts'
import { fieldError, refusal } from './errors.ts'
import { messageView } from './message-view.ts'
import { checkWritable, RECEIVE_ID_TYPES, receiverChat } from './receivers.ts'

/** Within this time one `uuid` makes at most one message. */
const UUID_LIFE_MS = 3600_000

/** Create and reply. */
export function messageSendRoutes(api: Api, platform: Platform): void {
  api.post('/open-apis/im/v1/messages', (c) => {
    const type = queryEnum(c, 'receive_id_type', RECEIVE_ID_TYPES)
    const body = bodyOf(c)
    const receiver = requiredString(body, 'receive_id')
    const msgType = requiredString(body, 'msg_type')
    return send(c, platform, body, msgType, () => receiverChat(platform, type, receiver))
  })
  api.post('/open-apis/im/v1/messages/:id/reply', (c) => {
    const parent = platform.state.messages.get(c.req.param('id'))
    if (!parent) throw refusal(230001, 'invalid message_id')
    if (parent.recalled) throw refusal(230011)
    const body = bodyOf(c)
    const msgType = requiredString(body, 'msg_type')
    const chatOf = () => {
      const chat = platform.state.chats.get(parent.chatId)
      if (!chat) throw refusal(230002)
      checkWritable(platform, chat)
      return chat
    }
    return send(c, platform, body, msgType, chatOf, parent)
  })
}

function send(
  c: Call,
  platform: Platform,
  body: Json,
  type: string,
  chatOf: () => Chat,
  parent?: Message,
) {
  const { state } = platform
  const uuid = asString(body.uuid)
  if (uuid.length > 50) throw fieldError('uuid', 'the max len is 50', uuid)
  const earlier = earlierMessage(platform, uuid)
  if (earlier) return success(c, messageView(platform, earlier))
  const chat = chatOf()
  platform.limits.perSecond(`send ${chat.chatId}`)
  const content = checkedContent(platform, type, asString(body.content), c.get('raw'))
  checkAtAll(chat, content)
  const entity = type === 'interactive' ? entityIn(platform, content) : undefined
  const message: Message = {
    messageId: newMessageId(),
    chatId: chat.chatId,
    at: platform.now().getTime(),
    from: { kind: 'bot' },
    type,
    content: entity ? JSON.stringify(entity.card) : content,
    ...(entity ? { cardId: entity.cardId } : {}),
    ...(parent ? { parentId: parent.messageId, rootId: parent.rootId ?? parent.messageId } : {}),
    ...(uuid ? { uuid } : {}),
  }
  state.commit({ kind: 'message', message })
  if (entity) {
    const sent = { ...entity, messageId: message.messageId }
    state.commit({ kind: 'entity', entity: sent })
  }
  return success(c, messageView(platform, message))
}

/** The card entity that the content names instead of a card. */
function entityIn(platform: Platform, content: string) {
  const { type, data } = asObject(parseObject(content))
  return type === 'card' ? entityOf(platform, asString(asObject(data).card_id)) : undefined
}

/** @all in a group where only the owner may do that refuses the whole message. */
function checkAtAll(chat: Chat, content: string): void {
  const isAll = /<at [^>]*\bid=\\?["']?all\b|<at [^>]*\buser_id=\\?["']?all\b/.test(content)
  if (isAll && chat.atAll === 'only_owner' && chat.owner !== 'bot') throw refusal(230018)
}

/** The message that this uuid made in the last hour. */
function earlierMessage(platform: Platform, uuid: string): Message | undefined {
  const id = uuid ? platform.state.uuids.get(uuid) : undefined
  const message = id ? platform.state.messages.get(id) : undefined
  return message && platform.now().getTime() - message.at < UUID_LIFE_MS ? message : undefined
}
