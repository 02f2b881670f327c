import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Simulator, TrafficEntry } from '../../simulator/index.ts'
import { GROUP, LI, refused, send, startBot, startTest, tokenOf, until } from './support.ts'

let sim: Simulator
let client: Awaited<ReturnType<typeof startTest>>['client']
let bot: Awaited<ReturnType<typeof startBot>>

beforeEach(async () => {
  bot = await startBot()
  const started = await startTest({ eventsUrl: bot.url })
  sim = started.sim
  client = started.client
})
afterEach(async () => {
  await sim.stop()
  await bot.stop()
})

async function control<T = Record<string, unknown>>(method: string, path: string, body?: object) {
  const response = await fetch(`${sim.url}/simulator/api/control${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return (await response.json()) as T
}
const traffic = async (query = '') =>
  (await control<{ entries: TrafficEntry[] }>('GET', `/traffic${query}`)).entries

describe('weather', () => {
  test('a storm of 429 refuses undone, with the headers of the gateway', async () => {
    await send(client, 'text', { text: 'warm' })
    await control('PUT', '/weather', { rateLimited: 1 })
    const { status, code, response } = await refused(send(client, 'text', { text: 'x' }))
    expect([status, code]).toEqual([429, 99991400])
    expect(response.headers).toMatchObject({ 'x-ogw-ratelimit-reset': '1' })
    await control('DELETE', '/weather')
    expect(await send(client, 'text', { text: 'y' })).toMatch(/^om_/)
    expect(sim.as('李雷').messages).toHaveLength(2)
    expect((await traffic('?find=rate-limited'))[0]?.attempts[0]).toMatchObject({ status: 429 })
  })

  test('server errors, and answers that are lost although the call was carried out', async () => {
    await send(client, 'text', { text: 'warm' })
    sim.weather.set({ serverErrors: 1 })
    expect((await refused(send(client, 'text', { text: 'x' }))).status).toBeGreaterThanOrEqual(500)
    sim.weather.clear()
    const token = await tokenOf(sim)
    sim.weather.set({ lostAnswers: 1 })
    const call = fetch(`${sim.url}/open-apis/im/v1/messages?receive_id_type=open_id`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ receive_id: LI.openId, msg_type: 'text', content: '{"text":"lost"}' }),
    })
    await expect(call).rejects.toThrow()
    expect(sim.as('李雷').lastText).toBe('lost')
  })

  test('lost acks bring an event again; duplicates arrive although all went well', async () => {
    sim.weather.set({ lostAcks: 1 })
    expect(await sim.as('李雷').says('x')).toMatchObject({ status: 0, failure: 'timeout' })
    expect(sim.unacknowledged).toHaveLength(1)
    sim.weather.clear()
    sim.clock.advance(15_000)
    await until(() => sim.unacknowledged.length === 0)
    expect(bot.received).toHaveLength(2)
    sim.weather.set({ duplicates: 1 })
    await sim.as('李雷').says('y')
    expect(bot.received).toHaveLength(4)
  })

  test('shuffled events arrive out of order, and none is lost', async () => {
    const held = [90, 30, 0].map((ms) => ms / 100)
    const shuffled = await startTest({ eventsUrl: bot.url, random: () => held.shift() ?? 0 })
    shuffled.sim.weather.set({ shuffleMs: 300 })
    const li = shuffled.sim.as('李雷')
    const sent = await Promise.all([li.says('1'), li.says('2'), li.says('3')])
    const order = shuffled.sim.traffic
      .list()
      .sort((left, right) =>
        (left.attempts[0]?.at ?? '').localeCompare(right.attempts[0]?.at ?? ''),
      )
      .map((entry) => sent.findIndex((one) => one.eventId === entry.id))
    expect(order).toEqual([2, 1, 0])
    await shuffled.sim.stop()
  })

  test('wrong values are refused with the field', async () => {
    const answer = await control<{ error: string }>('PUT', '/weather', { rateLimited: 2 })
    expect(answer.error).toContain('rateLimited')
  })
})

describe('the clock', () => {
  test('redeliveries come after 15 s, 5 min, 1 h and 6 h, then the event is given up', async () => {
    bot.answer = () => ({ status: 500, body: {} })
    await sim.as('李雷').says('x')
    for (const [i, seconds] of [15, 300, 3600, 21_600].entries()) {
      await control('POST', '/clock', { advanceS: seconds - 2 })
      await sim.idle()
      expect(bot.received).toHaveLength(i + 1)
      await control('POST', '/clock', { advanceS: 2 })
      await until(() => bot.received.length === i + 2)
      await sim.idle()
    }
    expect(sim.unacknowledged).toEqual([])
    expect((await traffic('?kind=event'))[0]?.attempts).toHaveLength(5)
  })

  test('never goes back, and is put right by a reset', async () => {
    const before = Date.now()
    await control('POST', '/clock', { advanceS: 3600 })
    const past = await control<{ error: string }>('POST', '/clock', {
      at: new Date(before).toISOString(),
    })
    expect(past.error).toContain('forward')
    expect(await control('POST', '/clock', { reset: true })).toMatchObject({ shiftS: 0 })
  })

  test('a moved clock signs with the time that the bot has too', async () => {
    sim.clock.advance(3_600_000)
    await sim.as('李雷').says('x')
    const stamp = Number(bot.received[0]?.headers['x-lark-request-timestamp'])
    expect(Math.abs(stamp - Date.now() / 1000)).toBeLessThan(60)
  })
})

describe('the traffic', () => {
  test('holds calls and pushes in order, with bodies, answers and retries', async () => {
    await sim.as('李雷').says('你好')
    await send(client, 'text', { text: '收到' }, { uuid: 'u-1' })
    await send(client, 'text', { text: '收到' }, { uuid: 'u-1' })
    const [event, , first, , second] = await traffic()
    expect(event).toMatchObject({ kind: 'event', name: 'im.message.receive_v1' })
    expect(event?.attempts[0]).toMatchObject({ status: 200, response: {} })
    expect(first).toMatchObject({
      name: 'POST /open-apis/im/v1/messages',
      request: { uuid: 'u-1', msg_type: 'text' },
      attempts: [{ status: 200, code: 0, response: { data: { chat_id: sim.as('李雷').chatId } } }],
    })
    expect(second?.again).toBe(first?.seq)
  })

  test('an event, and a call, can be done again', async () => {
    const said = await sim.as('李雷').says('x')
    const [event] = await traffic()
    await control('POST', `/traffic/${event?.seq}/replay`)
    expect(bot.received).toHaveLength(2)
    expect((await traffic())[1]).toMatchObject({ id: said.eventId, again: event?.seq })
    await send(client, 'text', { text: 'again' })
    const call = (await traffic()).at(-1)
    const { entry } = await control<{ entry: TrafficEntry }>('POST', `/traffic/${call?.seq}/replay`)
    expect(entry).toMatchObject({ again: call?.seq, attempts: [{ status: 200 }] })
    expect(sim.as('李雷').messages.map((message) => message.type)).toEqual(['text', 'text', 'text'])
  })

  test('is streamed as it happens', async () => {
    const stop = new AbortController()
    const response = await fetch(`${sim.url}/simulator/api/control/traffic/stream`, {
      signal: stop.signal,
    })
    let seen = ''
    const reading = (async () => {
      for await (const chunk of response.body ?? []) {
        seen += Buffer.from(chunk).toString()
        if (seen.includes('"status":200')) stop.abort()
      }
    })().catch(() => {})
    await sim.as('李雷').says('x')
    await reading
    expect(seen).toContain('event: entry')
    expect(seen).toContain('im.message.receive_v1')
  })
})

test('the state tells what is set, and rules and people can be changed', async () => {
  await control('POST', '/rules', { api: 'POST /open-apis/im/v1/messages', code: 230020, times: 2 })
  await control('POST', '/reachability', { as: '李雷', value: 'blocked' })
  expect(await control('GET', '')).toMatchObject({
    subscription: { mode: 'webhook', url: bot.url, connections: [] },
    rules: [{ code: 230020, left: 2 }],
    reachability: { [LI.openId]: 'blocked' },
    scopes: expect.arrayContaining(['im:message']),
  })
  await control('DELETE', '/rules')
  expect((await refused(send(client, 'text', { text: 'x' }))).code).toBe(230053)
  await control('POST', `/groups/${GROUP.chatId}/bot`, { as: '李雷', isMember: false })
  await until(() => bot.received.length === 1)
  await control('PUT', '/scopes', { granted: ['im:message'] })
  expect(sim.scopes.list()).toEqual(['im:message'])
})
