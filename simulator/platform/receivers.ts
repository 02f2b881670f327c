import type { Chat, Reachability } from '../types.ts'
import { unionIdOf, userIdOf } from '../world.ts'
import type { Call, Platform } from './context.ts'
import { fieldError, refusal } from './errors.ts'

export const RECEIVE_ID_TYPES = ['open_id', 'user_id', 'union_id', 'email', 'chat_id'] as const
export type ReceiveIdType = (typeof RECEIVE_ID_TYPES)[number]

const UNREACHABLE: Record<Exclude<Reachability, 'ok'>, number> = {
  blocked: 230053,
  resigned: 230029,
  outOfScope: 230013,
}

/** The chat that a message goes to; refuses people who cannot be reached and foreign groups. */
export function receiverChat(platform: Platform, type: ReceiveIdType, id: string): Chat {
  const { state } = platform
  const chatId = type === 'chat_id' ? id : state.privateChatId(openIdBy(platform, type, id))
  const chat = state.chats.get(chatId)
  if (!chat) throw refusal(230034, `unknown chat ${id}`)
  checkWritable(platform, chat)
  return chat
}

/** Throws unless the bot may write into the chat. */
export function checkWritable(platform: Platform, chat: Chat): void {
  if (chat.dissolved) throw refusal(232009)
  if (!chat.botIsMember) throw refusal(230002)
  const person = chat.type === 'p2p' ? chat.members[0] : undefined
  const reach = person === undefined ? 'ok' : (platform.state.reachability.get(person) ?? 'ok')
  if (reach !== 'ok') throw refusal(UNREACHABLE[reach])
}

/** The kind of ids in a call's lists. */
export function userIdType(c: Call, name = 'user_id_type'): 'open_id' | 'union_id' | 'user_id' {
  const value = c.req.query(name) || 'open_id'
  if (value === 'open_id' || value === 'union_id' || value === 'user_id') return value
  throw fieldError(name, 'options: [open_id,union_id,user_id]', value)
}

/** The open_id behind any kind of id. An unknown open_id has a code of its own. */
export function openIdBy(platform: Platform, type: ReceiveIdType, id: string): string {
  const people = [...platform.state.people.values()]
  const found = people.find((person) => {
    if (type === 'open_id') return person.openId === id
    if (type === 'union_id') return unionIdOf(person.openId) === id
    if (type === 'user_id') return userIdOf(person.openId) === id
    return type === 'email' && person.email === id
  })
  if (found) return found.openId
  if (type === 'open_id' && platform.foreignOpenIds.has(id)) throw refusal(99992361, id)
  throw type === 'open_id' ? refusal(99992351, id) : refusal(230034, `unknown ${type} ${id}`)
}
