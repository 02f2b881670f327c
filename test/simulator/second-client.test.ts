import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Simulator } from '../../simulator/index.ts'
import {
  call,
  decrypted,
  type Frame,
  type Json,
  readFrame,
  receiver,
  tenantToken,
  webSocket,
  writeFrame,
} from './second-client.ts'
import { button, card, LI, startTest, until } from './support.ts'

let sim: Simulator
beforeEach(async () => {
  sim = (await startTest({ limits: true, pushTimeoutMs: 1500 })).sim
})
afterEach(() => sim.stop())

describe('the webhook', () => {
  test('the documented example decrypts', () => {
    const example = 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk='
    expect(decrypted(example, 'test key')).toBe('hello world')
  })

  test('signatures over the raw body, encryption and token agree', async () => {
    const hook = await receiver(sim, () => ({}))
    sim.setEventsUrl(hook.url)
    expect(await sim.verifyUrl()).toBe(true)
    const text = '签到 永辉·人民路店 "\\u4f60" 🚚'
    expect((await sim.as('李雷').says(text)).status).toBe(200)
    const [push] = hook.pushes
    const message = (push?.body.event as { message: { content: string } }).message
    expect(JSON.parse(message.content)).toEqual({ text })
    expect(hook.refused).toEqual([])
    await hook.stop()
  })

  test('a key that differs is noticed on both sides', async () => {
    const hook = await receiver({ ...sim, verificationToken: 'another' }, () => ({}))
    sim.setEventsUrl(hook.url)
    expect((await sim.as('李雷').says('x')).status).toBe(401)
    expect(hook.refused).toHaveLength(1)
    await hook.stop()
  })
})

describe('the API', () => {
  const send = (token: string, text: string, uuid?: string) =>
    call(
      sim.url,
      'POST',
      '/open-apis/im/v1/messages?receive_id_type=open_id',
      {
        receive_id: LI.openId,
        msg_type: 'text',
        content: JSON.stringify({ text }),
        ...(uuid ? { uuid } : {}),
      },
      token,
    )

  test('limits: five messages a second to one person, fifty calls of one API', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const token = await tenantToken(sim.url, sim.appId, sim.appSecret)
    const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => send(token, `${i}`)))
    const codes = answers.map(({ status, body }) => `${status} ${body.code}`)
    const count = (code: string) => codes.filter((one) => one === code).length
    expect(count('200 0')).toBe(5)
    expect(count('400 230020')).toBe(45)
    expect(count('429 99991400')).toBe(10)
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.headers).toMatchObject({
      'x-ogw-ratelimit-limit': '50',
      'x-ogw-ratelimit-reset': '1',
      'x-tt-logid': expect.any(String),
    })
    vi.useRealTimers()
  })

  test('one uuid makes one message in an hour; a token lives two hours', async () => {
    const token = await tenantToken(sim.url, sim.appId, sim.appSecret)
    const first = (await send(token, 'x', 'u-1')).body.data as Json
    sim.clock.advance(3599_000)
    expect(((await send(token, 'x', 'u-1')).body.data as Json).message_id).toBe(first.message_id)
    sim.clock.advance(2000)
    expect(((await send(token, 'x', 'u-1')).body.data as Json).message_id).not.toBe(
      first.message_id,
    )
    sim.clock.advance(3600_000)
    expect((await send(token, 'x')).body.code).toBe(99991663)
  })
})

describe('the long connection', () => {
  const header = (frame: Frame, key: string) => frame.headers.find(([name]) => name === key)?.[1]
  const endpoint = async (secret = sim.appSecret) => {
    const body = { AppID: sim.appId, AppSecret: secret }
    return (await call(sim.url, 'POST', '/callback/ws/endpoint', body)).body
  }

  /** Pings, joins fragments, and answers each event as `handle` says. */
  async function open(handle: (event: Json) => Json) {
    const { URL: address } = (await endpoint()).data as { URL: string }
    const service = Number(new URL(address).searchParams.get('service_id'))
    const pongs: Json[] = []
    const frames: Frame[] = []
    const parts = new Map<string, Buffer[]>()
    const socket = await webSocket(address, (message) => {
      const frame = readFrame(message)
      if (frame.method === 0) {
        pongs.push(JSON.parse(frame.payload.toString('utf8')) as Json)
        return
      }
      frames.push(frame)
      const id = header(frame, 'message_id') ?? ''
      const sum = Number(header(frame, 'sum'))
      const got = parts.get(id) ?? []
      got[Number(header(frame, 'seq'))] = frame.payload
      parts.set(id, got)
      if (got.filter(Boolean).length < sum) return
      const event = JSON.parse(Buffer.concat(got).toString('utf8')) as Json
      const data = Buffer.from(JSON.stringify(handle(event))).toString('base64')
      const headers: [string, string][] = [...frame.headers, ['biz_rt', '1']]
      const payload = Buffer.from(JSON.stringify({ code: 200, data }))
      socket.send(writeFrame({ ...frame, headers, payload }))
    })
    const ping: Frame = {
      seqId: 0n,
      logId: 0n,
      service,
      method: 0,
      headers: [['type', 'ping']],
      payload: Buffer.alloc(0),
    }
    socket.send(writeFrame(ping))
    await until(() => pongs.length === 1)
    return { socket, pongs, frames, ping: () => socket.send(writeFrame(ping)) }
  }

  test('a frame read and written by hand is the frame that was sent', () => {
    const frame: Frame = {
      seqId: 300n,
      logId: 2n ** 63n + 7n,
      service: 33554678,
      method: 1,
      headers: [['type', 'event']],
      payload: Buffer.from('{}'),
    }
    expect(readFrame(writeFrame(frame))).toEqual(frame)
  })

  test('events arrive in fragments that cut characters in two, with the documented headers', async () => {
    sim.connections.fragmentBytes = 37
    const events: Json[] = []
    const { frames, socket } = await open((event) => {
      events.push(event)
      return {}
    })
    const text = '今天拜访了八家门店，收款三千二百元'.repeat(3)
    const sent = await sim.as('李雷').says(text)
    expect(sent.status).toBe(200)
    expect(events).toEqual([JSON.parse(JSON.stringify(sent.envelope))])
    expect(frames.length).toBeGreaterThan(10)
    for (const frame of frames) {
      expect(Object.fromEntries(frame.headers)).toMatchObject({
        type: 'event',
        message_id: header(frames[0] as Frame, 'message_id'),
        sum: String(frames.length),
        trace_id: expect.any(String),
      })
    }
    socket.close()
  })

  test('the pong carries the configuration, and a changed one', async () => {
    const { pongs, ping, socket } = await open(() => ({}))
    expect(pongs[0]).toEqual({
      ReconnectCount: -1,
      ReconnectInterval: 120,
      ReconnectNonce: 30,
      PingInterval: 120,
    })
    sim.connections.config = { ...sim.connections.config, PingInterval: 60 }
    ping()
    await until(() => pongs.length === 2)
    expect(pongs[1]).toMatchObject({ PingInterval: 60 })
    socket.close()
  })

  test('a click is an event frame, and its answer is in the frame', async () => {
    const next = card([button('签退', {})], '拜访中')
    const { socket } = await open((event) => {
      const { event_type } = event.header as { event_type: string }
      return event_type === 'card.action.trigger'
        ? { toast: { type: 'info', content: '好' }, card: { type: 'raw', data: next } }
        : {}
    })
    const token = await tenantToken(sim.url, sim.appId, sim.appSecret)
    const content = JSON.stringify(card([button('签到', { do: 'in' })]))
    const body = { receive_id: LI.openId, msg_type: 'interactive', content }
    await call(sim.url, 'POST', '/open-apis/im/v1/messages?receive_id_type=open_id', body, token)
    expect(await sim.as('李雷').clicks('签到')).toMatchObject({ ok: true, card: next })
    socket.close()
  })

  test('a wrong secret is 514, a used address is refused in the handshake', async () => {
    expect(await endpoint('wrong')).toMatchObject({ code: 514, data: {} })
    const { URL: address } = (await endpoint()).data as { URL: string }
    const first = await webSocket(address, () => {})
    expect(first.isAccepted).toBe(true)
    const second = await webSocket(address, () => {})
    expect(second.isAccepted).toBe(false)
    expect(second.head).toContain('Handshake-Status: 514')
    first.close()
    second.close()
  })

  test('a connection that dies under an event brings it again', async () => {
    const { socket } = await open(() => {
      socket.close()
      return {}
    })
    expect(await sim.as('李雷').says('x')).toMatchObject({ status: 0, failure: 'connect' })
    const events: Json[] = []
    const again = await open((event) => {
      events.push(event)
      return {}
    })
    sim.clock.advance(15_000)
    await until(() => sim.unacknowledged.length === 0)
    expect(events).toHaveLength(1)
    again.socket.close()
  })
})
