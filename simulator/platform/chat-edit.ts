import { newChatId } from '../ids.ts'
import { asArray, asString } from '../json.ts'
import type { Chat, Json } from '../types.ts'
import { type Api, bodyOf, type Platform, success } from './context.ts'
import { PlatformError, refusal } from './errors.ts'
import { openIdBy, userIdType } from './receivers.ts'

const UUID_LIFE_MS = 10 * 3600_000
const OWNERS_ONLY = ['at_all_permission', 'edit_permission', 'add_member_permission', 'owner_id']

/** Groups that the bot makes, changes and dissolves. */
export function chatEditRoutes(api: Api, platform: Platform): void {
  const { state } = platform
  const made = new Map<string, { chatId: string; at: number }>()
  api.post('/open-apis/im/v1/chats', (c) => {
    const body = bodyOf(c)
    const type = userIdType(c)
    const owner = body.owner_id ? openIdOf(platform, type, asString(body.owner_id)) : 'bot'
    const key = `${c.req.query('uuid') ?? ''} ${owner}`
    const earlier = c.req.query('uuid') ? made.get(key) : undefined
    const now = platform.now().getTime()
    if (earlier && now - earlier.at < UUID_LIFE_MS) {
      return success(c, chatView(platform, state.chats.get(earlier.chatId) as Chat))
    }
    const ids = asArray(body.user_id_list).map(asString)
    if (ids.length > 50) throw refusal(232001, 'user_id_list takes 50')
    if (asArray(body.bot_id_list).length > 5) throw refusal(232001, 'bot_id_list takes 5')
    const invited = ids.map((id) => openIdOf(platform, type, id))
    for (const openId of invited) checkInvitable(platform, openId)
    const members = [...new Set([...(owner === 'bot' ? [] : [owner]), ...invited])]
    const chat: Chat = {
      chatId: newChatId(),
      type: 'group',
      name: asString(body.name) || '(无主题)',
      description: asString(body.description),
      members,
      botIsMember: true,
      owner,
      ...permissions(body),
    }
    state.commit({ kind: 'chat', chat })
    made.set(key, { chatId: chat.chatId, at: now })
    return success(c, chatView(platform, chat))
  })
  api.put('/open-apis/im/v1/chats/:id', (c) => {
    const chat = groupOf(platform, c.req.param('id'))
    const body = bodyOf(c)
    const owns = chat.owner === undefined || chat.owner === 'bot'
    if (!owns && chat.edit === 'only_owner') throw refusal(232002)
    if (!owns && OWNERS_ONLY.some((field) => body[field] !== undefined)) throw refusal(232016)
    const owner = body.owner_id
      ? openIdOf(platform, userIdType(c), asString(body.owner_id))
      : chat.owner
    if (owner && owner !== 'bot' && !chat.members.includes(owner)) throw refusal(232012)
    const changed = {
      ...chat,
      owner,
      name: asString(body.name) || chat.name,
      description: asString(body.description) || chat.description,
      ...permissions(body),
    }
    state.commit({ kind: 'chat', chat: changed })
    return success(c)
  })
  api.delete('/open-apis/im/v1/chats/:id', (c) => {
    const chat = groupOf(platform, c.req.param('id'))
    if (chat.owner !== 'bot') throw refusal(232017)
    state.commit({ kind: 'chat', chat: { ...chat, dissolved: true, members: [] } })
    return success(c)
  })
}

/** A group that stands and that the bot is in. */
export function groupOf(platform: Platform, chatId: string): Chat {
  const chat = platform.state.chats.get(chatId)
  if (chat?.type !== 'group') throw refusal(232006)
  if (chat.dissolved) throw refusal(232009)
  if (!chat.botIsMember) throw refusal(232011)
  return chat
}

/** Throws when the bot may not bring this person into a group. */
export function checkInvitable(platform: Platform, openId: string): void {
  const reach = platform.state.reachability.get(openId)
  if (reach === 'resigned') throw refusal(232022)
  if (reach === 'outOfScope') throw refusal(232024)
}

function openIdOf(platform: Platform, type: ReturnType<typeof userIdType>, id: string): string {
  try {
    return openIdBy(platform, type, id)
  } catch (error) {
    if (error instanceof PlatformError && error.code >= 99_990_000) throw error
    throw refusal(232043, id)
  }
}

function permissions(body: Json): Partial<Chat> {
  const may = (field: string): Chat['edit'] => {
    const value = body[field]
    return value === 'only_owner' || value === 'all_members' ? value : undefined
  }
  const [atAll, edit, addMembers] = [
    may('at_all_permission'),
    may('edit_permission'),
    may('add_member_permission'),
  ]
  return {
    ...(atAll ? { atAll } : {}),
    ...(edit ? { edit } : {}),
    ...(addMembers ? { addMembers } : {}),
  }
}

export function chatView(platform: Platform, chat: Chat): Json {
  const isPerson = chat.owner !== undefined && chat.owner !== 'bot'
  return {
    chat_id: chat.chatId,
    avatar: '',
    name: chat.type === 'group' ? chat.name : '',
    description: chat.description ?? '',
    // Left out when the owner is a bot.
    ...(isPerson ? { owner_id: chat.owner, owner_id_type: 'open_id' } : {}),
    at_all_permission: chat.atAll ?? 'all_members',
    edit_permission: chat.edit ?? 'all_members',
    add_member_permission: chat.addMembers ?? 'all_members',
    share_card_permission: 'allowed',
    urgent_setting: 'all_members',
    group_message_type: 'chat',
    chat_mode: chat.type,
    chat_type: 'private',
    chat_tag: 'inner',
    external: false,
    tenant_key: platform.tenantKey,
    user_count: String(chat.members.length),
    bot_count: '1',
    chat_status: chat.dissolved ? 'dissolved' : 'normal',
  }
}
