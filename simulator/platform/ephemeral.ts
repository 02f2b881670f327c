import { newMessageId } from '../ids.ts'
import { asString, isObject } from '../json.ts'
import type { Message } from '../types.ts'
import { checkedContent } from './content.ts'
import { type Api, bodyOf, type Platform } from './context.ts'
import { PlatformError, refusal } from './errors.ts'
import { openIdBy } from './receivers.ts'

const PER_SECOND = 40

/** Cards in a group that one member alone sees: no notice, no update, no passing on. */
export function ephemeralRoutes(api: Api, platform: Platform): void {
  const { state } = platform
  api.post('/open-apis/ephemeral/v1/send', (c) => {
    const body = bodyOf(c)
    const chat = state.chats.get(asString(body.chat_id))
    if (chat?.type !== 'group') throw bad('chat_id must be a group')
    if (!chat.botIsMember) throw refusal(230002)
    const id = (['open_id', 'user_id', 'email'] as const).find((type) => body[type])
    if (!id) throw bad('one of open_id, user_id, email is required')
    const visibleTo = openIdBy(platform, id, asString(body[id]))
    if (!chat.members.includes(visibleTo)) throw bad('the person is not in the group')
    if (body.msg_type !== 'interactive' || !isObject(body.card)) throw bad('card is required')
    platform.limits.perSecond(`ephemeral ${chat.chatId}`, PER_SECOND)
    const content = checkedContent(platform, 'interactive', JSON.stringify(body.card), c.get('raw'))
    const message: Message = {
      messageId: newMessageId(),
      chatId: chat.chatId,
      at: platform.now().getTime(),
      from: { kind: 'bot' },
      type: 'interactive',
      content,
      visibleTo,
    }
    state.commit({ kind: 'message', message })
    return c.json({ code: 0, msg: 'ok', data: { message_id: message.messageId } })
  })
  api.post('/open-apis/ephemeral/v1/delete', (c) => {
    const messageId = asString(bodyOf(c).message_id)
    if (!state.messages.get(messageId)?.visibleTo) throw bad('message_id')
    state.commit({ kind: 'change', messageId, change: { recalled: true } })
    return c.json({ code: 0, msg: 'ok', data: {} })
  })
}

const bad = (why: string) => new PlatformError(400, 10003, `Invalid parameter, ${why}.`)
