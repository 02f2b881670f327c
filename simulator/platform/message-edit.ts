import { CARD_LIFE_MS } from '../client/click.ts'
import { asString } from '../json.ts'
import type { Message } from '../types.ts'
import { checkedContent } from './content.ts'
import { type Api, bodyOf, type Platform, requiredString, success } from './context.ts'
import { PlatformError, refusal } from './errors.ts'
import { messageView } from './message-view.ts'

const RECALL_LIMIT_MS = 24 * 3600_000
const MAX_EDITS = 20
const LOCKED =
  'Failed to create card content, ext=ErrCode: 11310; ErrMsg: card action is lock; ErrorValue: ; '

/** PATCH for cards, PUT for text and post, DELETE to recall. */
export function messageEditRoutes(api: Api, platform: Platform): void {
  const { state } = platform
  api.patch('/open-apis/im/v1/messages/:id', (c) => {
    const message = ownMessage(platform, c.req.param('id'), 230027)
    if (message.visibleTo || message.batchId) throw refusal(230001, 'it cannot be updated')
    if (message.type !== 'interactive') throw refusal(230001, 'This message is NOT a card.')
    platform.limits.perSecond(`patch ${message.messageId}`)
    if (platform.now().getTime() - message.at > CARD_LIFE_MS) throw refusal(230031)
    const content = asString(bodyOf(c).content)
    checkedContent(platform, 'interactive', content, c.get('raw'))
    // A click that is being answered locks the card: the callback's own answer must not be lost.
    if (state.isLocked(message.messageId)) throw new PlatformError(400, 230099, LOCKED)
    const change = { content, updatedAt: platform.now().getTime() }
    state.commit({ kind: 'change', messageId: message.messageId, change })
    return success(c)
  })
  api.put('/open-apis/im/v1/messages/:id', (c) => {
    const message = ownMessage(platform, c.req.param('id'), 230027)
    const body = bodyOf(c)
    const type = requiredString(body, 'msg_type')
    if (!/^(text|post)$/.test(type) || !/^(text|post)$/.test(message.type)) {
      throw refusal(230001, 'invalid msg_type')
    }
    const edits = (message.edits ?? 0) + 1
    if (edits > MAX_EDITS) throw refusal(230072)
    const content = checkedContent(platform, type, asString(body.content), c.get('raw'))
    const change = { type, content, edits, updatedAt: platform.now().getTime() }
    state.commit({ kind: 'change', messageId: message.messageId, change })
    return success(c, messageView(platform, { ...message, ...change }))
  })
  api.delete('/open-apis/im/v1/messages/:id', (c) => {
    const message = ownMessage(platform, c.req.param('id'), 230026)
    if (platform.now().getTime() - message.at > RECALL_LIMIT_MS) throw refusal(230009)
    const change = { recalled: true }
    state.commit({ kind: 'change', messageId: message.messageId, change })
    return success(c)
  })
}

function ownMessage(platform: Platform, id: string, foreignCode: number): Message {
  const message = platform.state.messages.get(id)
  if (!message) throw refusal(230001, 'invalid message_id')
  if (message.from.kind !== 'bot') throw refusal(foreignCode)
  if (message.recalled) throw refusal(230011)
  return message
}
