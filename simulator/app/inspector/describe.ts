import type { TrafficEntry } from '../desk-api.ts'
import { type Json, obj, str, textOf } from '../json.ts'
import type { Person } from '../types.ts'

const events: Record<string, string> = {
  'im.message.receive_v1': '收到消息',
  'im.message.message_read_v1': '消息已读',
  'im.message.recalled_v1': '消息撤回',
  'im.message.reaction.created_v1': '加了表情',
  'im.message.reaction.deleted_v1': '取消表情',
  'im.chat.access_event.bot_p2p_chat_entered_v1': '打开会话',
  'im.chat.member.bot.added_v1': '进群',
  'im.chat.member.bot.deleted_v1': '被移出群',
  'application.bot.menu_v6': '点菜单',
  'card.action.trigger': '点卡片',
  'url.preview.get': '链接预览',
  'contact.user.updated_v3': '资料变更',
  'contact.user.deleted_v3': '离职',
  url_verification: '验证地址',
}

const calls: [RegExp, string][] = [
  [/^POST .*\/im\/v1\/messages$/, '发消息'],
  [/^POST .*\/im\/v1\/messages\/[^/]+\/reply$/, '回复消息'],
  [/^POST .*\/reactions$/, '加表情'],
  [/^DELETE .*\/reactions\//, '取消表情'],
  [/^PATCH .*\/im\/v1\/messages\//, '更新卡片'],
  [/^PUT .*\/im\/v1\/messages\//, '编辑消息'],
  [/^DELETE .*\/im\/v1\/messages\//, '撤回消息'],
  [/^GET .*\/resources\//, '下载图片或文件'],
  [/^GET .*\/im\/v1\/messages/, '读消息'],
  [/^POST .*\/images$/, '上传图片'],
  [/^POST .*\/files$/, '上传文件'],
  [/tenant_access_token/, '取令牌'],
  [/\/card\/update$/, '延时更新卡片'],
  [/\/contact\//, '读通讯录'],
  [/\/im\/v1\/chats/, '读群'],
  [/\/bot\/v3\/info/, '读机器人信息'],
  [/\/jssdk\/ticket/, '取网页票据'],
  [/\/authen\//, '网页登录'],
  [/\/cardkit\//, '卡片实体'],
]

/** What it is, in one or two words. */
export function titleOf({ kind, name }: TrafficEntry): string {
  if (kind !== 'api') return events[name] ?? name
  return calls.find(([pattern]) => pattern.test(name))?.[1] ?? '调用接口'
}

function parsed(text: unknown): Json {
  try {
    return obj(JSON.parse(str(text)))
  } catch {
    return {}
  }
}

function contentWords(type: string, content: Json): string {
  if (type === 'text') return str(content.text)
  if (type === 'location') return `[位置] ${str(content.name)}`
  if (type === 'interactive') return `[卡片] ${textOf(obj(content.header).title)}`
  return `[${{ image: '图片', file: '文件', post: '图文', audio: '语音' }[type] ?? type}]`
}

/** Who and what: `李雷:签到`, `→ 王芳 [卡片] 拜访日报`. */
export function aboutOf({ kind, name, request, query }: TrafficEntry, people: Person[]): string {
  const who = (id: unknown) => people.find((one) => one.openId === id)?.name ?? ''
  const body = obj(request)
  if (kind === 'api') {
    const to = who(body.receive_id) || (query?.receive_id_type === 'chat_id' ? '群或会话' : '')
    const type = str(body.msg_type)
    const words = type ? contentWords(type, parsed(body.content)) : ''
    const cardWords =
      name.startsWith('PATCH') && body.content
        ? contentWords('interactive', parsed(body.content))
        : ''
    return [to && `→ ${to}`, words || cardWords].filter(Boolean).join(' ')
  }
  const event = obj(body.event)
  if (name === 'im.message.receive_v1') {
    const message = obj(event.message)
    const sender = who(obj(obj(event.sender).sender_id).open_id)
    return `${sender}:${contentWords(str(message.message_type), parsed(message.content))}`
  }
  if (name === 'card.action.trigger') {
    const action = obj(event.action)
    const pressed = str(action.name) || JSON.stringify(action.value ?? action.option ?? '')
    return `${who(obj(event.operator).open_id)}:${str(action.tag)} ${pressed}`
  }
  const person = obj(event.operator_id ?? obj(event.operator).operator_id ?? event.user_id)
  return [who(person.open_id), str(event.event_key)].filter(Boolean).join(' ')
}

export type Outcome = 'good' | 'bad' | 'waiting'

export function outcomeOf({ attempts }: TrafficEntry): Outcome {
  const last = attempts.at(-1)
  if (!last) return 'waiting'
  const refused = last.code !== undefined && last.code !== 0
  return last.status === 200 && !refused && !last.failure ? 'good' : 'bad'
}

/** `200`, `429 · 99991400`, `没有回答`. */
export function statusOf({ attempts }: TrafficEntry): string {
  const last = attempts.at(-1)
  if (!last) return '进行中'
  if (last.status === 0) return failureWords[last.failure ?? ''] ?? last.failure ?? '没有回答'
  return last.code ? `${last.status} · ${last.code}` : String(last.status)
}

export const failureWords: Record<string, string> = {
  timeout: '3 秒没回答',
  connect: '连不上',
  'no-url': '没有订阅地址',
  'not-subscribed': '没有订阅',
  'answer lost': '回答丢了',
}

export const weatherWords: Record<string, string> = {
  latency: '延迟',
  'rate-limited': '限流',
  'server-error': '服务器错误',
  'lost-answer': '回答丢失',
  'lost-ack': '确认丢失',
  duplicate: '重复投递',
  shuffled: '乱序',
  rule: '规则',
}

export function clockOf(iso: string): string {
  const at = new Date(iso)
  const time = at.toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })
  return `${time}.${String(at.getMilliseconds()).padStart(3, '0')}`
}

export function latencyOf(ms: number): string {
  return ms >= 1000 ? `${(ms / 1000).toFixed(1)} 秒` : `${Math.round(ms)} 毫秒`
}

/** The call as a line for a shell; a push has its replay button instead. */
export function curlOf({ name, query, request }: TrafficEntry, origin: string): string {
  const [method = 'GET', path = ''] = name.split(' ')
  const search = query && Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : ''
  const body =
    method === 'GET' ? '' : ` \\\n  -d '${JSON.stringify(request ?? {}).replaceAll("'", "'\\''")}'`
  return `curl -X ${method} '${origin}${path}${search}' \\
  -H "Authorization: Bearer $TENANT_ACCESS_TOKEN" \\
  -H 'Content-Type: application/json'${body}`
}
