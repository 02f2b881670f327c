import { newReactionId } from '../ids.ts'
import { asObject, asString } from '../json.ts'
import type { Reaction } from '../types.ts'
import { type Api, bodyOf, type Platform, pageOf, success } from './context.ts'
import { refusal } from './errors.ts'

/** Emoji that the bot puts under messages. */
export function reactionRoutes(api: Api, platform: Platform): void {
  const { state } = platform
  const view = ({ reactionId, emojiType, at, by }: Reaction) => ({
    reaction_id: reactionId,
    operator: by
      ? { operator_id: by, operator_type: 'user' }
      : { operator_id: platform.credentials.appId, operator_type: 'app' },
    action_time: String(at),
    reaction_type: { emoji_type: emojiType },
  })
  api.get('/open-apis/im/v1/messages/:id/reactions', (c) => {
    const messageId = c.req.param('id')
    if (!state.messages.has(messageId)) throw refusal(231003)
    const wanted = c.req.query('reaction_type')
    const all = [...state.reactions.values()].filter((one) => one.messageId === messageId)
    const page = pageOf(
      c,
      all.filter((one) => !wanted || one.emojiType === wanted),
      50,
    )
    return success(c, { ...page, items: page.items.map(view) })
  })
  api.post('/open-apis/im/v1/messages/:id/reactions', (c) => {
    const message = state.messages.get(c.req.param('id'))
    if (!message) throw refusal(231003)
    if (message.recalled) throw refusal(230110)
    const emojiType = asString(asObject(bodyOf(c).reaction_type).emoji_type)
    if (!/^[A-Za-z0-9_]+$/.test(emojiType)) throw refusal(231001)
    const reactionId = newReactionId()
    const at = platform.now().getTime()
    const reaction = { reactionId, messageId: message.messageId, emojiType, at }
    state.commit({ kind: 'reaction', reaction })
    return success(c, view(reaction))
  })
  api.delete('/open-apis/im/v1/messages/:id/reactions/:reaction', (c) => {
    const reaction = state.reactions.get(c.req.param('reaction'))
    if (reaction?.messageId !== c.req.param('id')) throw refusal(231003)
    if (reaction.by) throw refusal(231002)
    state.commit({
      kind: 'reactionGone',
      reactionId: reaction.reactionId,
      messageId: reaction.messageId,
    })
    return success(c, view(reaction))
  })
}
