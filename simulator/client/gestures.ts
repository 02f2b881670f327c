import { newReactionId, randomHex } from '../ids.ts'
import { asObject, isObject } from '../json.ts'
import { emitEvent } from '../push/emit.ts'
import { envelopeOf } from '../push/envelope.ts'
import { messagesRead, reacted } from '../push/events.ts'
import type { Json, Message, PushResult } from '../types.ts'
import { idsOf, type World } from '../world.ts'
import { type Sent, sendAs } from './sending.ts'

/** A person's emoji under a message; the bot hears of it. */
export function reactAs(
  world: World,
  openId: string,
  messageId: string,
  emojiType: string,
): Promise<PushResult> {
  const message = seenBy(world, openId, messageId)
  world.acts.tell({ kind: 'reacted', openId, message, emojiType })
  const at = world.now().getTime()
  const reaction = { reactionId: newReactionId(), messageId, emojiType, at, by: openId }
  world.state.commit({ kind: 'reaction', reaction })
  const body = reacted(world, openId, messageId, emojiType)
  return emitEvent(world, 'im.message.reaction.created_v1', body)
}

/** Takes the person's own emoji away again. */
export function unreactAs(
  world: World,
  openId: string,
  messageId: string,
  emojiType: string,
): Promise<PushResult> {
  const found = [...world.state.reactions.values()].find(
    (one) => one.messageId === messageId && one.emojiType === emojiType && one.by === openId,
  )
  if (!found) throw new Error(`${openId} has put no ${emojiType} under ${messageId}`)
  world.state.commit({ kind: 'reactionGone', reactionId: found.reactionId, messageId })
  const body = reacted(world, openId, messageId, emojiType)
  return emitEvent(world, 'im.message.reaction.deleted_v1', body)
}

/**
 * Reads all of a chat. The bot hears of its own messages in private chats; in groups it can only
 * ask. Gives undefined when there was nothing new of the bot.
 */
export function readAs(
  world: World,
  openId: string,
  chatId: string,
): Promise<PushResult> | undefined {
  const { state } = world
  const all = state.inChat(chatId)
  if (all.length !== state.readCount(openId, chatId)) {
    state.commit({ kind: 'read', openId, chatId, count: all.length })
  }
  const fresh = state
    .seenBy(chatId, openId)
    .filter(({ from, recalled, readBy }) => from.kind === 'bot' && !recalled && !readBy?.[openId])
  const at = world.now().getTime()
  for (const { messageId, readBy } of fresh) {
    const change = { readBy: { ...readBy, [openId]: at } }
    state.commit({ kind: 'change', messageId, change })
  }
  if (fresh.length === 0 || state.chats.get(chatId)?.type !== 'p2p') return undefined
  const ids = fresh.map(({ messageId }) => messageId)
  return emitEvent(world, 'im.message.message_read_v1', messagesRead(world, openId, ids))
}

/** The bubbles that stand now: under the newest message, until anything else is said. */
export function bubblesOf(world: World, chatId: string): string[] {
  return world.state.inChat(chatId).at(-1)?.followUps ?? []
}

/** Taps a bubble: its text becomes the person's own message, and the bubbles are gone. */
export function tapBubble(world: World, openId: string, text: string): Promise<Sent> {
  const chatId = world.state.privateChatId(openId)
  const bubbles = bubblesOf(world, chatId)
  if (!bubbles.includes(text)) {
    throw new Error(`there is no bubble ${text}; there are: ${bubbles.join(', ') || 'none'}`)
  }
  return sendAs(world, openId, { type: 'text', content: { text } }).pushed
}

export interface LinkPreview {
  ok: boolean
  /** What stands in the place of the address. */
  inline?: Json | undefined
  card?: Json | undefined
  error?: string | undefined
}

/** `url.preview.get`: the client asks the bot what to show for an address in a message. */
export async function previewLink(
  world: World,
  openId: string,
  url: string,
  messageId: string,
): Promise<LinkPreview> {
  const message = seenBy(world, openId, messageId)
  const event = {
    operator: { tenant_key: world.tenantKey, ...idsOf(world, openId) },
    host: 'im_message',
    context: {
      url,
      preview_token: randomHex(32),
      open_message_id: messageId,
      open_chat_id: message.chatId,
    },
  }
  const { status, body, failure } = await world.pusher.callback(
    envelopeOf(world, 'url.preview.get', event),
  )
  if (status !== 200 || !isObject(body)) return { ok: false, error: failure ?? String(status) }
  const { inline, card } = body
  return {
    ok: isObject(inline) || isObject(card),
    inline: isObject(inline) ? inline : undefined,
    card: isObject(card) ? asObject(card.data) : undefined,
  }
}

function seenBy(world: World, openId: string, messageId: string): Message {
  const message = world.state.messages.get(messageId)
  const isMember = world.state.chats.get(message?.chatId ?? '')?.members.includes(openId)
  if (message && isMember && (!message.visibleTo || message.visibleTo === openId)) return message
  throw new Error(`${openId} does not see the message ${messageId}`)
}
