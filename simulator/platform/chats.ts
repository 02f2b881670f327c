import type { Chat } from '../types.ts'
import { chatView } from './chat-edit.ts'
import { type Api, type Platform, pageOf, success } from './context.ts'
import { fieldError, refusal } from './errors.ts'

/** Groups of the bot. The list leaves out private chats; members leave out bots. */
export function chatRoutes(api: Api, platform: Platform): void {
  const { state } = platform
  api.get('/open-apis/im/v1/chats', (c) => {
    const groups = [...state.chats.values()].filter(
      (chat) => chat.type === 'group' && chat.botIsMember && !chat.dissolved,
    )
    const page = pageOf(c, groups, 100)
    const items = page.items.map((chat) => ({
      chat_id: chat.chatId,
      avatar: '',
      name: chat.name,
      description: '',
      external: false,
      tenant_key: platform.tenantKey,
      chat_status: 'normal',
    }))
    return success(c, { ...page, items })
  })
  api.get('/open-apis/im/v1/chats/:id', (c) => {
    const chat = joined(platform, c.req.param('id'))
    return success(c, chatView(platform, chat))
  })
  api.get('/open-apis/im/v1/chats/:id/members', (c) => {
    const chat = joined(platform, c.req.param('id'))
    const page = pageOf(c, chat.members, 100)
    const items = page.items.map((openId) => ({
      member_id_type: 'open_id',
      member_id: openId,
      name: state.people.get(openId)?.name ?? '',
      tenant_key: platform.tenantKey,
    }))
    return success(c, { ...page, items, member_total: chat.members.length })
  })
  api.get('/open-apis/im/v1/chats/:id/members/is_in_chat', (c) => {
    const chat = state.chats.get(c.req.param('id'))
    if (!chat) throw fieldError('chat_id', 'unknown chat', c.req.param('id'))
    return success(c, { is_in_chat: chat.botIsMember })
  })
}

function joined(platform: Platform, chatId: string): Chat {
  const chat = platform.state.chats.get(chatId)
  if (!chat) throw fieldError('chat_id', 'unknown chat', chatId)
  if (!chat.botIsMember) throw refusal(230002)
  return chat
}
