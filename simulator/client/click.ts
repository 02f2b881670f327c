import { newCardToken } from '../ids.ts'
import { asObject, isObject } from '../json.ts'
import { envelopeOf } from '../push/envelope.ts'
import type { Json, Message, PushResult, Toast } from '../types.ts'
import { validateForBot } from '../validator/for-bot.ts'
import { idsOf, type World } from '../world.ts'

/** Cards of JSON 2.0 can be clicked and updated for 14 days. */
export const CARD_LIFE_MS = 14 * 24 * 3600_000

export interface Click {
  ok: boolean
  toast?: Toast | undefined
  /** The card as it stands after the click. */
  card: Json
  /** The answer of the bot: HTTP status, 0 when there was none. */
  status: number
  body?: unknown
  /** What the client shows instead of an answer, with its code. */
  error?: string | undefined
}

/**
 * Sends `card.action.trigger` as the client does and applies the answer. Callbacks are
 * synchronous and are never repeated: without an answer in 3 s the person sees an error.
 */
export async function click(
  world: World,
  openId: string,
  messageId: string,
  action: Json,
): Promise<Click> {
  const { state } = world
  const message = state.messages.get(messageId)
  if (message?.type !== 'interactive' || message.recalled) {
    throw new Error(`there is no card ${messageId}`)
  }
  const isSeen = !message.visibleTo || message.visibleTo === openId
  if (!isSeen || !state.chats.get(message.chatId)?.members.includes(openId)) {
    throw new Error(`${openId} does not see the card ${messageId}`)
  }
  if (world.now().getTime() - message.at > CARD_LIFE_MS) {
    return failed(message, { status: 0 }, '200340', '卡片已过期')
  }
  world.acts.tell({ kind: 'clicked', openId, message, action })
  const token = newCardToken()
  const issuedAt = world.now().getTime()
  const cardToken = { token, messageId, issuedAt, uses: 0, answered: false }
  state.commit({ kind: 'cardToken', cardToken })
  state.lock(messageId)
  try {
    const event = callbackEvent(world, openId, message, token, action)
    const pushed = await world.pusher.callback(envelopeOf(world, 'card.action.trigger', event))
    return applied(world, message, pushed)
  } finally {
    state.unlock(messageId)
    state.commit({ kind: 'cardToken', cardToken: { ...cardToken, answered: true } })
  }
}

/** The body of `card.action.trigger`. */
export function callbackEvent(
  world: World,
  openId: string,
  message: Pick<Message, 'messageId' | 'chatId'>,
  token: string,
  action: Json,
) {
  return {
    operator: { tenant_key: world.tenantKey, ...idsOf(world, openId) },
    token,
    action,
    host: 'im_message',
    context: { open_message_id: message.messageId, open_chat_id: message.chatId },
  }
}

function applied(world: World, message: Message, pushed: PushResult): Click {
  if (pushed.failure === 'no-url') return failed(message, pushed, '200340')
  if (pushed.failure === 'timeout') return failed(message, pushed, '200341')
  if (pushed.failure === 'dns') return failed(message, pushed, '200343')
  if (pushed.failure) return failed(message, pushed, '200342')
  if (pushed.status !== 200) return failed(message, pushed, '200671')
  const { body } = pushed
  if (!isObject(body) || !isToast(body.toast)) return failed(message, pushed, '200672')
  if (body.card !== undefined) {
    const code = replaceCard(world, message.messageId, body)
    if (code) return failed(message, pushed, code.code, code.why)
  }
  const toast = body.toast as Toast | undefined
  const card = cardOf(world, message.messageId)
  return { ok: true, toast, card, status: pushed.status, body }
}

/** Replaces the card by the callback's raw card; gives the client's error code if it may not. */
function replaceCard(world: World, messageId: string, body: Json) {
  const { type, data } = asObject(body.card)
  if (type !== 'raw' || !isObject(data)) return { code: '200672', why: 'only raw cards are known' }
  if (data.schema !== '2.0') return { code: '200830', why: 'a 2.0 card cannot become 1.0' }
  const problem = validateForBot(world, data, Buffer.byteLength(JSON.stringify(body)))
  if (problem) return { code: '200673', why: problem.message }
  const change = { content: JSON.stringify(data), updatedAt: world.now().getTime() }
  world.state.commit({ kind: 'change', messageId, change })
  return undefined
}

function failed(message: Message, pushed: Partial<PushResult>, code: string, why?: string): Click {
  const content = `${why && code === '200340' ? why : '出错了，请稍后重试'} code: ${code}`
  const error = why ? `${code}: ${why}` : code
  const card = JSON.parse(message.content) as Json
  const toast = { type: 'error' as const, content }
  return { ok: false, toast, card, status: pushed.status ?? 0, body: pushed.body, error }
}

export function cardOf(world: World, messageId: string): Json {
  return JSON.parse(world.state.messages.get(messageId)?.content ?? '{}') as Json
}

function isToast(value: unknown): boolean {
  if (value === undefined) return true
  const { type, content, i18n } = asObject(value)
  const isKnown = type === undefined || /^(info|success|error|warning)$/.test(String(type))
  return isKnown && (typeof content === 'string' || isObject(i18n))
}
