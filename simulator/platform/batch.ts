import { newMessageId, randomHex } from '../ids.ts'
import { asArray, asString, isObject } from '../json.ts'
import type { Json } from '../types.ts'
import { departmentIdOf } from '../world.ts'
import { checkedContent } from './content.ts'
import { type Api, bodyOf, type Call, type Platform, success } from './context.ts'
import { PlatformError } from './errors.ts'
import { openIdBy, type ReceiveIdType } from './receivers.ts'

const MAX_IDS = 200
const LISTS: [field: string, type: ReceiveIdType][] = [
  ['open_ids', 'open_id'],
  ['user_ids', 'user_id'],
  ['union_ids', 'union_id'],
]

/** One message to many people's private chats. It cannot be edited or replied to, only recalled. */
export function batchRoutes(api: Api, platform: Platform): void {
  const { state } = platform
  const sent = (batchId: string) =>
    [...state.messages.values()].filter((message) => message.batchId === batchId)
  const send = (c: Call) => {
    const body = bodyOf(c)
    const type = asString(body.msg_type)
    const given = type === 'interactive' ? body.card : body.content
    if (!isObject(given)) throw failed(10003, 'Invalid parameter.')
    // Posts have a level more here than elsewhere.
    const shown = type === 'post' && isObject(given.post) ? given.post : given
    const content = checkedContent(platform, type, JSON.stringify(shown), c.get('raw'))
    const { people, invalid } = receivers(platform, body)
    const batchId = `bm-${randomHex(32)}`
    const from = { kind: 'bot' } as const
    for (const openId of people) {
      const chatId = state.privateChatId(openId)
      const at = platform.now().getTime()
      const message = { messageId: newMessageId(), chatId, at, from, type, content, batchId }
      state.commit({ kind: 'message', message })
    }
    return c.json({ code: 0, msg: 'ok', data: { message_id: batchId, ...invalid } })
  }
  api.post('/open-apis/message/v4/batch_send', send)
  api.post('/open-apis/message/v4/batch_send/', send)
  api.delete('/open-apis/im/v1/batch_messages/:id', (c) => {
    for (const { messageId } of sent(c.req.param('id'))) {
      state.commit({ kind: 'change', messageId, change: { recalled: true } })
    }
    return success(c)
  })
  api.get('/open-apis/im/v1/batch_messages/:id/read_user', (c) => {
    const messages = sent(c.req.param('id'))
    const read = messages.filter(({ readBy }) => Object.keys(readBy ?? {}).length > 0).length
    const read_user = { read_count: String(read), total_count: String(messages.length) }
    return success(c, { read_user })
  })
  api.get('/open-apis/im/v1/batch_messages/:id/get_progress', (c) => {
    const messages = sent(c.req.param('id'))
    const recalled = messages.filter((message) => message.recalled).length
    return success(c, {
      batch_message_send_progress: {
        valid_user_ids_count: messages.length,
        success_user_ids_count: messages.length,
        read_user_ids_count: messages.filter((one) => one.readBy).length,
      },
      batch_message_recall_progress: { recall: recalled > 0, recall_count: recalled },
    })
  })
}

/** Who can be reached, and which ids are unknown: those are told, and the rest is sent. */
function receivers(platform: Platform, body: Json) {
  const people = new Set<string>()
  const invalid: Record<string, string[]> = {}
  const lists: [string, (id: string) => string[]][] = [
    ...LISTS.map(([field, type]): [string, (id: string) => string[]] => [
      field,
      (id) => [openIdBy(platform, type, id)],
    ]),
    ['department_ids', (id) => membersOf(platform, id)],
  ]
  for (const [field, peopleOf] of lists) {
    const ids = asArray(body[field]).map(asString)
    if (ids.length > MAX_IDS) throw failed(10003, `Invalid parameter, ${field} takes 200 ids.`)
    const unknown: string[] = []
    for (const id of ids) {
      try {
        for (const openId of peopleOf(id)) people.add(openId)
      } catch {
        unknown.push(id)
      }
    }
    invalid[`invalid_${field}`] = unknown
  }
  const reachable = [...people].filter(
    (openId) => (platform.state.reachability.get(openId) ?? 'ok') === 'ok',
  )
  return { people: reachable, invalid }
}

function membersOf(platform: Platform, departmentId: string): string[] {
  const people = [...platform.state.people.values()]
  const members = people.filter(({ group }) => group && departmentIdOf(group) === departmentId)
  if (members.length === 0) throw new Error('unknown department')
  return members.map(({ openId }) => openId)
}

/** This API answers its errors with HTTP 200. */
const failed = (code: number, message: string) => new PlatformError(200, code, message)
