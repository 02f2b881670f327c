import { newFileKey, newImageKey, newMessageId } from '../ids.ts'
import { emitEvent } from '../push/emit.ts'
import { messageRecalled, messageReceived } from '../push/events.ts'
import type { Mention, Message, PushResult } from '../types.ts'
import type { World } from '../world.ts'

export interface Sent extends PushResult {
  messageId: string
}

export interface Outgoing {
  type: 'text' | 'post' | 'image' | 'file' | 'audio' | 'location'
  content: object
  chatId?: string | undefined
  at?: Date | undefined
  mentions?: Mention[] | undefined
  parentId?: string | undefined
}

/** A person's message: it lies in the chat at once; the promise waits for the bot's answer. */
export function sendAs(world: World, openId: string, outgoing: Outgoing) {
  const message = store(world, openId, outgoing)
  const chat = world.state.chats.get(message.chatId)
  const { messageId } = message
  // The bot hears group messages only when they @ it, unless it holds the sensitive scope.
  const heard =
    chat?.botIsMember === true && world.scopes.hearsMessage(chat.type, mentionsBot(world, message))
  const body = messageReceived(world, message)
  world.acts.tell({ kind: 'sent', openId, message })
  const push = emitEvent(world, 'im.message.receive_v1', body, { at: message.at, heard })
  return { message, pushed: push.then((result): Sent => ({ messageId, ...result })) }
}

function store(world: World, openId: string, outgoing: Outgoing): Message {
  const { state } = world
  const chatId = outgoing.chatId ?? state.privateChatId(openId)
  const chat = state.chats.get(chatId)
  if (!chat) throw new Error(`there is no chat ${chatId}`)
  if (!chat.members.includes(openId)) throw new Error(`${openId} is not in the chat ${chat.name}`)
  const parent = outgoing.parentId ? state.messages.get(outgoing.parentId) : undefined
  const message: Message = {
    messageId: newMessageId(),
    chatId,
    at: (outgoing.at ?? world.now()).getTime(),
    from: { kind: 'person', openId },
    type: outgoing.type,
    content: JSON.stringify(outgoing.content),
    ...(outgoing.mentions?.length ? { mentions: outgoing.mentions } : {}),
    ...(parent ? { parentId: parent.messageId, rootId: parent.rootId ?? parent.messageId } : {}),
  }
  state.commit({ kind: 'message', message })
  return message
}

function mentionsBot(world: World, message: Message): boolean {
  return message.mentions?.some((mention) => mention.openId === world.bot.openId) ?? false
}

/** A photo taken or chosen by a person; its key belongs to that person, not to the bot. */
export function storePhoto(world: World, bytes: Uint8Array, mime = 'image/jpeg'): string {
  const key = newImageKey()
  world.state.putBlob({ key, kind: 'image', owner: 'person', mime, size: bytes.length }, bytes)
  return key
}

export function storeFile(
  world: World,
  name: string,
  bytes: Uint8Array,
  mime = 'application/octet-stream',
): string {
  const key = newFileKey()
  const size = bytes.length
  world.state.putBlob({ key, kind: 'file', owner: 'person', mime, name, size }, bytes)
  return key
}

/** The sender takes a message back; the bot hears of it. */
export function recallAs(world: World, messageId: string): Promise<PushResult> {
  const message = world.state.messages.get(messageId)
  if (!message) throw new Error(`there is no message ${messageId}`)
  world.state.commit({ kind: 'change', messageId, change: { recalled: true } })
  if (message.from.kind === 'person') {
    world.acts.tell({ kind: 'recalled', openId: message.from.openId, message })
  }
  const body = messageRecalled(message, world.now().getTime())
  return emitEvent(world, 'im.message.recalled_v1', body)
}
