/** Narrows the platform's v2.0 envelope to the inbound union. What the bot has no use for becomes null. */
import { z } from 'zod'
import type { Inbound, Mention } from '../bot/inbound.ts'

export const envelope = z.object({
  schema: z.literal('2.0'),
  header: z.object({
    event_id: z.string().min(1),
    event_type: z.string().min(1),
    create_time: z.string().optional(),
    token: z.string().optional(),
    app_id: z.string().optional(),
  }),
  event: z.record(z.string(), z.unknown()),
})
export type Envelope = z.output<typeof envelope>

const userId = z
  .object({
    open_id: z.string().optional(),
    user_id: z.string().optional(),
    union_id: z.string().optional(),
  })
  .partial()
const openIdOf = (id: z.output<typeof userId> | undefined) => id?.open_id || id?.user_id || ''

const messageEvent = z.object({
  sender: z.object({ sender_id: userId, sender_type: z.string().optional() }),
  message: z.object({
    message_id: z.string(),
    create_time: z.string(),
    chat_id: z.string(),
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    mentions: z
      .array(
        z.object({
          key: z.string(),
          id: userId,
          name: z.string().optional(),
          mentioned_type: z.string().optional(),
        }),
      )
      .optional(),
  }),
})
const cardEvent = z.object({
  operator: z.object({ open_id: z.string().optional(), user_id: z.string().optional() }),
  action: z.object({
    value: z.unknown(),
    tag: z.string().optional(),
    form_value: z.record(z.string(), z.unknown()).optional(),
    option: z.string().optional(),
    options: z.array(z.string()).optional(),
    input_value: z.string().optional(),
    checked: z.boolean().optional(),
  }),
  context: z
    .object({ open_message_id: z.string().optional(), open_chat_id: z.string().optional() })
    .optional(),
})
const operatorEvent = z.object({
  chat_id: z.string().optional(),
  name: z.string().optional(),
  operator_id: userId.optional(),
})
const menuEvent = z.object({ operator: z.object({ operator_id: userId }), event_key: z.string() })
const personEvent = z.object({
  object: z.object({
    open_id: z.string(),
    status: z
      .object({ is_resigned: z.boolean().optional(), is_frozen: z.boolean().optional() })
      .partial()
      .optional(),
  }),
})

/** Where somebody punched, by which Wi-Fi and with which photos is none of our business. */
const attendanceEvent = z.object({
  record_id: z.string().min(1),
  check_time: z.string(),
  employee_id: z.string().nullish(),
  employee_no: z.string().nullish(),
  risk_result: z.number().nullish(),
})
/** `risk_result`: 0 nothing, 1 cheating software, 2 somebody else's phone, 3 one phone for several. */
const risks = ['none', 'cheat-software', 'others-device', 'shared-device'] as const

/** `create_time` is a string of milliseconds for messages and of microseconds for card actions. */
function instantOf(text: string | undefined): string {
  const number = Number(text)
  if (!text || !Number.isFinite(number) || number <= 0) return new Date(0).toISOString()
  const ms = number > 1e14 ? number / 1000 : number < 1e11 ? number * 1000 : number
  return new Date(ms).toISOString()
}

/** Answers the inbound event, or null for what is none of ours. Throws a ZodError when a known event is malformed. */
export function decode(source: Envelope): Inbound | null {
  const { header, event } = source
  const key = `event:${header.event_id}`
  const sentAt = instantOf(header.create_time)
  switch (header.event_type) {
    case 'im.message.receive_v1':
      return decodeMessage(messageEvent.parse(event))
    case 'card.action.trigger': {
      const { operator, action, context } = cardEvent.parse(event)
      return {
        kind: 'cardAction',
        key,
        sentAt,
        actorOpenId: operator.open_id || operator.user_id || '',
        messageId: context?.open_message_id ?? '',
        chatId: context?.open_chat_id ?? '',
        value: action.value,
        formValue: action.form_value ?? {},
        option: action.option ?? action.input_value,
        options: action.options,
        checked: action.checked,
      }
    }
    case 'application.bot.menu_v6': {
      const { operator, event_key } = menuEvent.parse(event)
      return {
        kind: 'menu',
        key,
        sentAt,
        actorOpenId: openIdOf(operator.operator_id),
        eventKey: event_key,
      }
    }
    case 'im.chat.access_event.bot_p2p_chat_entered_v1': {
      const { operator_id, chat_id } = operatorEvent.parse(event)
      return {
        kind: 'chatEntered',
        key,
        sentAt,
        actorOpenId: openIdOf(operator_id),
        chatId: chat_id ?? '',
      }
    }
    case 'im.chat.member.bot.added_v1': {
      const { operator_id, chat_id, name } = operatorEvent.parse(event)
      return {
        kind: 'botAdded',
        key,
        sentAt,
        actorOpenId: openIdOf(operator_id),
        chatId: chat_id ?? '',
        chatName: name ?? '',
      }
    }
    case 'im.chat.member.bot.deleted_v1': {
      const { operator_id, chat_id } = operatorEvent.parse(event)
      return {
        kind: 'botRemoved',
        key,
        sentAt,
        actorOpenId: openIdOf(operator_id),
        chatId: chat_id ?? '',
      }
    }
    case 'contact.user.updated_v3':
    case 'contact.user.deleted_v3': {
      const { object } = personEvent.parse(event)
      const left =
        header.event_type === 'contact.user.deleted_v3' ||
        object.status?.is_resigned === true ||
        object.status?.is_frozen === true
      return {
        kind: 'personChanged',
        key,
        sentAt,
        actorOpenId: object.open_id,
        openId: object.open_id,
        left,
      }
    }
    case 'attendance.user_flow.created_v1': {
      const flow = attendanceEvent.parse(event)
      return {
        kind: 'attendance',
        key,
        sentAt: instantOf(flow.check_time),
        actorOpenId: '',
        recordId: flow.record_id,
        userId: flow.employee_id ?? '',
        employeeNo: flow.employee_no ?? '',
        risk: risks[flow.risk_result ?? 0] ?? 'none',
      }
    }
    default:
      return null
  }
}

function decodeMessage({ sender, message }: z.output<typeof messageEvent>): Inbound | null {
  // Messages of bots (our own included) would make loops.
  if (sender.sender_type && sender.sender_type !== 'user') return null
  const base = {
    key: `message:${message.message_id}`,
    sentAt: instantOf(message.create_time),
    actorOpenId: openIdOf(sender.sender_id),
    messageId: message.message_id,
    chatId: message.chat_id,
    chatType: message.chat_type === 'group' ? ('group' as const) : ('p2p' as const),
  }
  const content = parseContent(message.content)
  const other: Inbound = { ...base, kind: 'otherMessage', messageType: message.message_type }
  const text = (name: string) => (typeof content[name] === 'string' ? content[name] : '')
  switch (message.message_type) {
    case 'text':
      return {
        ...base,
        kind: 'text',
        text: text('text'),
        mentions: mentionsOf(message.mentions),
        imageKeys: [],
      }
    case 'post':
      return { ...base, kind: 'text', ...readPost(content), mentions: mentionsOf(message.mentions) }
    case 'image':
      return text('image_key') ? { ...base, kind: 'image', imageKey: text('image_key') } : other
    case 'file':
      return text('file_key')
        ? { ...base, kind: 'file', fileKey: text('file_key'), fileName: text('file_name') }
        : other
    case 'location': {
      const lng = Number.parseFloat(String(content.longitude))
      const lat = Number.parseFloat(String(content.latitude))
      if (!Number.isFinite(lng) || !Number.isFinite(lat)) return other
      return { ...base, kind: 'location', lng, lat, name: text('name') }
    }
    default:
      return other
  }
}

function parseContent(content: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(content)
    return parsed !== null && typeof parsed === 'object' ? (parsed as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function mentionsOf(mentions: z.output<typeof messageEvent>['message']['mentions']): Mention[] {
  return (mentions ?? []).map((m) => ({
    key: m.key,
    openId: openIdOf(m.id),
    name: m.name ?? '',
    isBot: m.mentioned_type === 'bot',
  }))
}

const postNode = z.object({
  tag: z.string(),
  text: z.string().optional(),
  user_id: z.string().optional(),
  image_key: z.string().optional(),
})

/** Text and photos of a post, in reading order; the received form has no language level. */
function readPost(content: Record<string, unknown>): { text: string; imageKeys: string[] } {
  const lines: string[] = typeof content.title === 'string' && content.title ? [content.title] : []
  const imageKeys: string[] = []
  for (const paragraph of Array.isArray(content.content) ? content.content : []) {
    let line = ''
    for (const item of Array.isArray(paragraph) ? paragraph : []) {
      const node = postNode.safeParse(item)
      if (!node.success) continue
      if (node.data.tag === 'img' && node.data.image_key) imageKeys.push(node.data.image_key)
      else line += node.data.tag === 'at' ? (node.data.user_id ?? '') : (node.data.text ?? '')
    }
    if (line.trim()) lines.push(line.trim())
  }
  return { text: lines.join('\n'), imageKeys }
}
