import { EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Json, Simulator } from '../../simulator/index.ts'
import { button, card, GROUP, send, startTest, until } from './support.ts'

const quiet = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }
let sim: Simulator
let client: Awaited<ReturnType<typeof startTest>>['client']
const opened: WSClient[] = []

beforeEach(async () => {
  const fast = { ReconnectNonce: 0, ReconnectInterval: 1 }
  const started = await startTest({ clientConfig: fast, pushTimeoutMs: 1500 })
  sim = started.sim
  client = started.client
})
afterEach(async () => {
  for (const one of opened.splice(0)) one.close({ force: true })
  await sim.stop()
})

/** The official client, as its own documentation starts it. */
async function connect(
  handles: Record<string, (data: Json) => unknown>,
  given: Partial<ConstructorParameters<typeof WSClient>[0]> = {},
) {
  const before = sim.connections.list().length
  const connected = new WSClient({
    appId: sim.appId,
    appSecret: sim.appSecret,
    domain: sim.url,
    loggerLevel: LoggerLevel.fatal,
    logger: quiet,
    ...given,
  })
  opened.push(connected)
  const eventDispatcher = new EventDispatcher({ logger: quiet }).register(handles as never)
  await connected.start({ eventDispatcher })
  await until(() => sim.connections.list().filter((one) => one.ready).length > before)
  return connected
}

describe('the official client, unpatched', () => {
  test('gets events as the dispatcher flattens them, and acknowledges them', async () => {
    const got: Json[] = []
    await connect({ 'im.message.receive_v1': (data) => void got.push(data) })
    const sent = await sim.as('李雷').says('你好')
    expect(sent.status).toBe(200)
    expect(got).toMatchObject([{ event_id: sent.eventId, message: { message_type: 'text' } }])
    expect(sim.unacknowledged).toEqual([])
    expect(sim.traffic.list().at(-1)).toMatchObject({ transport: 'websocket' })
  })

  test('answers a click in the frame: toast and new card', async () => {
    const next = card([button('签退', {})], '拜访中')
    await connect({
      'card.action.trigger': (data) => {
        expect(data).toMatchObject({ action: { value: { do: 'in' } }, token: /^c-/ })
        return {
          toast: { type: 'success', content: '已签到' },
          card: { type: 'raw', data: next },
        }
      },
    })
    await send(client, 'interactive', card([button('签到', { do: 'in' })]))
    const li = sim.as('李雷')
    expect(await li.clicks('签到')).toMatchObject({ ok: true, toast: { content: '已签到' } })
    expect(li.card).toEqual(next)
  })

  test('a handler that throws is a 500: the event comes again, a click shows an error', async () => {
    let failures = 1
    const calls: string[] = []
    await connect({
      'im.message.receive_v1': (data) => {
        calls.push(String(data.event_id))
        if (failures-- > 0) throw new Error('no')
      },
      'card.action.trigger': () => {
        throw new Error('no')
      },
    })
    const sent = await sim.as('李雷').says('x')
    expect(sent.status).toBe(500)
    sim.clock.advance(15_000)
    await until(() => sim.unacknowledged.length === 0)
    expect(calls).toEqual([sent.eventId, sent.eventId])
    await send(client, 'interactive', card([button('签到', {})]))
    expect(await sim.as('李雷').clicks('签到')).toMatchObject({ ok: false, error: '200671' })
  })

  test('an event without a handler is acknowledged; no answer in time is none', async () => {
    await connect({ 'im.message.receive_v1': () => new Promise(() => {}) })
    expect(await sim.as('李雷').opensChat()).toMatchObject({ status: 200 })
    expect(await sim.as('李雷').says('x')).toMatchObject({ status: 0, failure: 'timeout' })
  })

  test('events in fragments are joined, and answers may come out of order', async () => {
    sim.connections.fragmentBytes = 50
    const texts: string[] = []
    let first = () => {}
    const held = new Promise<void>((resolve) => {
      first = resolve
    })
    await connect({
      'im.message.receive_v1': async (data) => {
        const { text } = JSON.parse((data.message as { content: string }).content)
        if (text.startsWith('一')) await held
        texts.push(text)
      },
    })
    const li = sim.as('李雷')
    const slow = li.says('一'.repeat(300))
    expect(await li.says('二'.repeat(300))).toMatchObject({ status: 200 })
    first()
    expect(await slow).toMatchObject({ status: 200 })
    expect(texts).toEqual(['二'.repeat(300), '一'.repeat(300)])
  })

  test('each event goes to one of the connections, at random', async () => {
    const seen = [0, 0, 0]
    for (const i of seen.keys()) {
      await connect({
        'im.message.receive_v1': () => {
          seen[i] = (seen[i] ?? 0) + 1
        },
      })
    }
    await Promise.all(Array.from({ length: 60 }, () => sim.as('李雷').says('x')))
    expect(seen.reduce((sum, n) => sum + n)).toBe(60)
    // All 60 missing one of three connections has a chance of 1 in 10 ** 10.
    expect(seen.every((n) => n > 0)).toBe(true)
  })

  test('comes back when it is thrown out, and what was under way is delivered again', async () => {
    const calls: string[] = []
    await connect({
      'im.message.receive_v1': async (data) => {
        calls.push(String(data.event_id))
        if (calls.length === 1) await new Promise(() => {})
      },
    })
    const said = sim.as('李雷').says('x')
    await until(() => calls.length === 1)
    const [old] = sim.connections.list()
    sim.connections.kick()
    expect(await said).toMatchObject({ status: 0, failure: 'connect' })
    await until(() => sim.connections.list().some((one) => one.ready && one.id !== old?.id))
    sim.clock.advance(15_000)
    await until(() => sim.unacknowledged.length === 0)
    expect(calls).toHaveLength(2)
  })

  test('a wrong secret is fatal', async () => {
    const error = new Promise<Error>((resolve) => {
      const wrong = new WSClient({
        appId: sim.appId,
        appSecret: 'wrong',
        domain: sim.url,
        logger: quiet,
        onError: resolve,
      })
      opened.push(wrong)
      void wrong.start({ eventDispatcher: new EventDispatcher({ logger: quiet }) })
    })
    expect((await error).message).toContain('code=514')
  })

  test('a group message without @ is withheld here too', async () => {
    await connect({ 'im.message.receive_v1': () => {} })
    const chat = GROUP.chatId
    expect(await sim.as('李雷').says('x', { chat })).toMatchObject({ failure: 'not-subscribed' })
    const asked = await sim.as('李雷').says('x', { chat, mentions: ['bot'] })
    expect(asked.status).toBe(200)
  })
})

test('the 51st connection is refused, at the endpoint and in the handshake', async () => {
  const endpoint = async () => {
    const response = await fetch(`${sim.url}/callback/ws/endpoint`, {
      method: 'POST',
      body: JSON.stringify({ AppID: sim.appId, AppSecret: sim.appSecret }),
    })
    return (await response.json()) as { code: number; data: { URL: string } }
  }
  const addresses = await Promise.all(Array.from({ length: 51 }, endpoint))
  const sockets = addresses.slice(0, 50).map(({ data }) => new WebSocket(data.URL))
  await until(() => sim.connections.list().length === 50)
  expect(await endpoint()).toEqual({ code: 1000040350, msg: expect.any(String), data: {} })
  const refused = new WebSocket(addresses[50]?.data.URL ?? '')
  const headers = await new Promise<Json>((resolve) => {
    refused.on('unexpected-response', (_, response) => resolve(response.headers))
  })
  expect(headers).toMatchObject({
    'handshake-status': '514',
    'handshake-autherrcode': '1000040350',
  })
  for (const socket of sockets) socket.terminate()
})

test('an address works once', async () => {
  const response = await fetch(`${sim.url}/callback/ws/endpoint`, {
    method: 'POST',
    body: JSON.stringify({ AppID: sim.appId, AppSecret: sim.appSecret }),
  })
  const { data } = (await response.json()) as { data: { URL: string } }
  const socket = new WebSocket(data.URL)
  await new Promise((resolve) => socket.once('open', resolve))
  const again = new WebSocket(data.URL)
  const status = await new Promise((resolve) => {
    again.on('unexpected-response', (_, answer) => resolve(answer.headers['handshake-status']))
  })
  expect(status).toBe('514')
  socket.terminate()
})
