import { asArray, asString } from '../json.ts'
import { checkInvitable, groupOf } from './chat-edit.ts'
import { type Api, bodyOf, type Platform, success } from './context.ts'
import { refusal } from './errors.ts'
import { openIdBy, userIdType } from './receivers.ts'

/** People that the bot brings into a group or takes out of it. */
export function chatMemberRoutes(api: Api, platform: Platform): void {
  const { state } = platform
  api.post('/open-apis/im/v1/chats/:id/members', (c) => {
    const chat = groupOf(platform, c.req.param('id'))
    if (chat.addMembers === 'only_owner' && chat.owner !== 'bot') throw refusal(232017)
    const lenient = c.req.query('succeed_type') === '1'
    const invalid_id_list: string[] = []
    const not_existed_id_list: string[] = []
    const joined = new Set(chat.members)
    const ids = asArray(bodyOf(c).id_list).map(asString)
    if (ids.length === 0) throw refusal(232027)
    for (const id of ids) {
      const openId = found(platform, userIdType(c, 'member_id_type'), id)
      if (!openId) {
        if (!lenient) throw refusal(99992351, id)
        not_existed_id_list.push(id)
        continue
      }
      try {
        checkInvitable(platform, openId)
        joined.add(openId)
      } catch (error) {
        // Those who have resigned never hold up the others.
        if (!lenient && state.reachability.get(openId) !== 'resigned') throw error
        invalid_id_list.push(id)
      }
    }
    state.commit({ kind: 'chat', chat: { ...chat, members: [...joined] } })
    return success(c, { invalid_id_list, not_existed_id_list, pending_approval_id_list: [] })
  })
  api.delete('/open-apis/im/v1/chats/:id/members', (c) => {
    const chat = groupOf(platform, c.req.param('id'))
    if (chat.owner !== 'bot') throw refusal(232017)
    const ids = asArray(bodyOf(c).id_list).map(asString)
    const type = userIdType(c, 'member_id_type')
    const leaving = new Set(ids.map((id) => found(platform, type, id)))
    const members = chat.members.filter((openId) => !leaving.has(openId))
    if (members.length === chat.members.length) throw refusal(232027)
    state.commit({ kind: 'chat', chat: { ...chat, members } })
    return success(c, { invalid_id_list: ids.filter((id) => !found(platform, type, id)) })
  })
}

function found(platform: Platform, type: ReturnType<typeof userIdType>, id: string) {
  try {
    return openIdBy(platform, type, id)
  } catch {
    return undefined
  }
}
