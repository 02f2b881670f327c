import { newReactionId } from '../ids.ts'
import { asObject, asString } from '../json.ts'
import { type Api, bodyOf, type Platform, success } from './context.ts'
import { fieldError, refusal } from './errors.ts'

/** Emoji that the bot puts under messages. */
export function reactionRoutes(api: Api, platform: Platform): void {
  const { state } = platform
  const view = (reactionId: string, emojiType: string, at: number) => ({
    reaction_id: reactionId,
    operator: { operator_id: platform.credentials.appId, operator_type: 'app' },
    action_time: String(at),
    reaction_type: { emoji_type: emojiType },
  })
  api.post('/open-apis/im/v1/messages/:id/reactions', (c) => {
    const message = state.messages.get(c.req.param('id'))
    if (!message) throw refusal(230001, 'invalid message_id')
    if (message.recalled) throw refusal(230110)
    const emojiType = asString(asObject(bodyOf(c).reaction_type).emoji_type)
    if (!emojiType) throw fieldError('reaction_type.emoji_type', 'emoji_type is required')
    const reactionId = newReactionId()
    const at = platform.now().getTime()
    const reaction = { reactionId, messageId: message.messageId, emojiType, at }
    state.commit({ kind: 'reaction', reaction })
    return success(c, view(reactionId, emojiType, at))
  })
  api.delete('/open-apis/im/v1/messages/:id/reactions/:reaction', (c) => {
    const reaction = state.reactions.get(c.req.param('reaction'))
    if (reaction?.messageId !== c.req.param('id')) throw refusal(230001, 'invalid reaction_id')
    state.commit({ kind: 'reactionGone', reactionId: reaction.reactionId })
    return success(c, view(reaction.reactionId, reaction.emojiType, reaction.at))
  })
}
