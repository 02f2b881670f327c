import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { drawnPhoto, type Simulator } from '../../simulator/index.ts'
import {
  button,
  card,
  clientOf,
  GROUP,
  LI,
  refused,
  send,
  startTest,
  tokenOf,
  WANG,
} from './support.ts'

let sim: Simulator
let client: ReturnType<typeof clientOf>
let now = new Date('2026-03-02T01:00:00Z')

beforeAll(async () => {
  const started = await startTest({ now: () => now })
  sim = started.sim
  client = started.client
})
afterAll(() => sim.stop())

describe('the gateway', () => {
  const api = (path: string, init: RequestInit = {}) => fetch(`${sim.url}/open-apis${path}`, init)

  test('tokens: none, malformed, unknown, expired; the same one while it is fresh', async () => {
    const code = async (authorization?: string) => {
      const headers = authorization ? { authorization } : {}
      const response = await api('/bot/v3/info', { headers })
      return ((await response.json()) as { code: number }).code
    }
    expect(await code()).toBe(99991661)
    expect(await code('Bearer x-1')).toBe(99991671)
    expect(await code('Bearer t-unknown')).toBe(99991663)
    const token = await tokenOf(sim)
    expect(await tokenOf(sim)).toBe(token)
    expect(await code(`Bearer ${token}`)).toBe(0)
    now = new Date(now.getTime() + 6_000_000)
    expect(await tokenOf(sim)).not.toBe(token)
    expect(await code(`Bearer ${token}`)).toBe(0)
    now = new Date(now.getTime() + 1_300_000)
    expect(await code(`Bearer ${token}`)).toBe(99991663)
  })

  test('an error carries a log id in body and header', async () => {
    const response = await api('/bot/v3/info')
    const body = (await response.json()) as { error: { log_id: string } }
    expect(response.status).toBe(400)
    expect(body.error.log_id).toMatch(/^\d{14}[0-9A-F]+$/)
    expect(response.headers.get('x-tt-logid')).toBe(body.error.log_id)
  })

  test('a wrong secret gets no token', async () => {
    const body = JSON.stringify({ app_id: sim.appId, app_secret: 'wrong' })
    const response = await api('/auth/v3/tenant_access_token/internal', { method: 'POST', body })
    expect(((await response.json()) as { code: number }).code).toBe(10014)
  })

  test('refuse answers the next calls as told, then lets them through', async () => {
    const fresh = clientOf(sim)
    await send(fresh, 'text', { text: 'warm' })
    sim.refuse({ api: 'POST /open-apis/im/v1/messages', times: 2, status: 429, code: 99991400 })
    expect(await refused(send(fresh, 'text', { text: 'r' }))).toMatchObject({ status: 429 })
    expect(await refused(send(fresh, 'text', { text: 'r' }))).toMatchObject({ code: 99991400 })
    expect(await send(fresh, 'text', { text: 'r' })).toMatch(/^om_/)
    const sends = sim.calls.filter((call) => call.path.endsWith('/im/v1/messages'))
    expect(sends.slice(-3).map(({ status, code }) => [status, code])).toEqual([
      [429, 99991400],
      [429, 99991400],
      [200, 0],
    ])
  })

  test('a dropped answer: the message is there, the caller gets an error', async () => {
    sim.refuse({ api: /im\/v1\/messages/, dropAnswer: true })
    await expect(send(client, 'text', { text: 'dropped' }, { uuid: 'drop' })).rejects.toThrow()
    expect(sim.as('李雷').lastText).toBe('dropped')
    const again = await send(client, 'text', { text: 'dropped' }, { uuid: 'drop' })
    expect(again).toBe(sim.as('李雷').messages.at(-1)?.messageId)
  })
})

describe('limits', () => {
  // A still clock: on a busy machine the calls of a test would otherwise not fall into one second.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
  afterEach(() => void vi.useRealTimers())

  test('more than 5 messages a second to one person give 230020, another person is free', async () => {
    const limited = await startTest({ limits: true })
    const results = await Promise.allSettled(
      Array.from({ length: 7 }, (_, i) => send(limited.client, 'text', { text: `${i}` })),
    )
    const failed = results.filter((result) => result.status === 'rejected')
    expect(failed).toHaveLength(2)
    expect(await refused(Promise.reject(failed[0]?.reason))).toMatchObject({
      status: 400,
      code: 230020,
    })
    vi.advanceTimersByTime(1000)
    expect(await send(limited.client, 'text', { text: 'a second later' })).toMatch(/^om_/)
    await limited.client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: WANG.openId, msg_type: 'text', content: '{"text":"x"}' },
    })
    await limited.sim.stop()
  })

  test('more than 50 calls of one API a second give 429 with the reset time', async () => {
    const limited = await startTest({ limits: true })
    const authorization = `Bearer ${await tokenOf(limited.sim)}`
    const responses = await Promise.all(
      Array.from({ length: 60 }, () =>
        fetch(`${limited.sim.url}/open-apis/bot/v3/info`, { headers: { authorization } }),
      ),
    )
    const over = responses.filter((response) => response.status === 429)
    expect(over.length).toBe(10)
    expect(over[0]?.headers.get('x-ogw-ratelimit-reset')).toMatch(/^\d+$/)
    expect(await over[0]?.json()).toMatchObject({ code: 99991400 })
    await limited.sim.stop()
  })

  test('one card takes 5 patches a second', async () => {
    const limited = await startTest({ limits: true })
    const content = JSON.stringify(card([button('x', {})]))
    const id = await send(limited.client, 'interactive', JSON.parse(content))
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, () =>
        limited.client.im.v1.message.patch({ path: { message_id: id }, data: { content } }),
      ),
    )
    expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1)
    await limited.sim.stop()
  })
})

test.each([
  ['a pinned message takes 5 a second', 5, 230047, pinAgain],
  ['a card entity that does not stream takes 10 operations a second', 10, 99991400, operateAgain],
  ['a group takes 40 cards for one person a second', 40, 230020, whisperAgain],
])('%s', async (_, most, code, callOf) => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const limited = await startTest({ limits: true })
  const call = await callOf(limited.client)
  const results = await Promise.allSettled(Array.from({ length: most + 1 }, (_, i) => call(i + 1)))
  const failed = results.filter((result) => result.status === 'rejected')
  expect(failed).toHaveLength(1)
  expect(await refused(Promise.reject(failed[0]?.reason))).toMatchObject({ code })
  vi.useRealTimers()
  await limited.sim.stop()
})

type Limited = ReturnType<typeof clientOf>
type Repeat = (client: Limited) => Promise<(n: number) => Promise<unknown>>

async function pinAgain(limited: Limited): ReturnType<Repeat> {
  const message_id = await send(limited, 'text', { text: 'x' })
  return () => limited.im.v1.pin.create({ data: { message_id } })
}

async function operateAgain(limited: Limited): ReturnType<Repeat> {
  const data = { type: 'card_json', data: JSON.stringify(card([button('x', {})])) }
  const made = await limited.cardkit.v1.card.create({ data })
  const path = { card_id: made.data?.card_id ?? '' }
  const settings = JSON.stringify({ config: { width_mode: 'fill' } })
  return (sequence) => limited.cardkit.v1.card.settings({ path, data: { settings, sequence } })
}

async function whisperAgain(limited: Limited): ReturnType<Repeat> {
  const to = { chat_id: GROUP.chatId, open_id: LI.openId, msg_type: 'interactive' }
  const data = { ...to, card: card([button('x', {})]) }
  return () => limited.request({ method: 'POST', url: '/open-apis/ephemeral/v1/send', data })
}

test('a drawn photo differs from call to call', async () => {
  const [left, right] = [await drawnPhoto('shelf'), await drawnPhoto('shelf')]
  expect(left.equals(right)).toBe(false)
})
