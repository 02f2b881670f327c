import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client } from '@larksuiteoapi/node-sdk'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/index.ts'

export const LI = { openId: `ou_${'1'.repeat(32)}`, name: '李雷', group: '一部', title: '业务员' }
export const WANG = { openId: `ou_${'2'.repeat(32)}`, name: '王芳', mobile: '+8613800000001' }
export const GROUP = { chatId: `oc_${'9'.repeat(32)}`, name: '一部群', members: [LI.openId] }

export async function startTest(options: SimulatorOptions = {}) {
  const sim = await startSimulator({
    people: [LI, WANG],
    groups: [GROUP],
    limits: false,
    ...options,
  })
  return { sim, client: clientOf(sim) }
}

export function clientOf(sim: Simulator): Client {
  return new Client({
    appId: sim.appId,
    appSecret: sim.appSecret,
    domain: sim.url,
    logger: { error() {}, warn() {}, info() {}, debug() {}, trace() {} },
    // Tests move the simulator's clock, and the SDK's own cache would outlive the token.
    cache: { get: async () => undefined, set: async () => true },
  })
}

/** Sends as the bot, through the official SDK. */
export async function send(client: Client, type: string, content: object, extra: object = {}) {
  const answer = await client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: LI.openId, msg_type: type, content: JSON.stringify(content), ...extra },
  })
  return answer.data?.message_id ?? ''
}

/** The platform's refusal as the SDK throws it. */
export async function refused(call: Promise<unknown>) {
  try {
    await call
  } catch (error) {
    const { response } = error as {
      response?: { status: number; data: { code: number; msg: string }; headers: object }
    }
    if (!response) throw error
    return { status: response.status, code: response.data.code, msg: response.data.msg, response }
  }
  throw new Error('the call was not refused')
}

/** What a fetch without the SDK gives. */
export async function tokenOf(sim: Simulator): Promise<string> {
  const response = await fetch(`${sim.url}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: 'POST',
    body: JSON.stringify({ app_id: sim.appId, app_secret: sim.appSecret }),
  })
  const body = (await response.json()) as { tenant_access_token: string }
  return body.tenant_access_token
}

export interface Received {
  headers: IncomingMessage['headers']
  raw: string
  at: number
}

export interface Answer {
  status: number
  body?: unknown
  delayMs?: number
}

/** A bot that records what it gets; `answer` may be changed by the test. */
export async function startBot() {
  const received: Received[] = []
  const bot = {
    received,
    answer: (_: Received): Answer | Promise<Answer> => ({ status: 200, body: {} }),
    url: '',
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks).toString()
    const got = { headers: request.headers, raw, at: performance.now() }
    received.push(got)
    const { status, body, delayMs = 0 } = await bot.answer(got)
    setTimeout(() => {
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    }, delayMs)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  bot.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`
  return bot
}

export const plain = (content: string) => ({ tag: 'plain_text', content })

/** A card with one callback button and what else is given. */
export function card(elements: object[], title = '今日拜访计划') {
  return {
    schema: '2.0',
    config: { update_multi: true },
    header: { title: plain(title), template: 'blue' },
    body: { elements },
  }
}

export const button = (label: string, value: unknown, extra: object = {}) => ({
  tag: 'button',
  text: plain(label),
  behaviors: [{ type: 'callback', value }],
  ...extra,
})

/** Waits until a condition holds, without a fixed pause. */
export async function until(condition: () => boolean, timeoutMs = 5000): Promise<void> {
  const end = performance.now() + timeoutMs
  while (!condition()) {
    if (performance.now() > end) throw new Error('the condition did not come true')
    await new Promise((resolve) => setImmediate(resolve))
  }
}
