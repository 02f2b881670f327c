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

describe('sending', () => {
  test('a text reaches the person and comes back from get and list', async () => {
    const id = await send(client, 'text', { text: '早上好' })
    expect(sim.as('李雷').lastText).toBe('早上好')
    const one = await client.im.v1.message.get({ path: { message_id: id } })
    expect(one.data?.items?.[0]?.sender).toMatchObject({ id: sim.appId, sender_type: 'app' })
    const list = await client.im.v1.message.list({
      params: { container_id_type: 'chat', container_id: sim.as('李雷').chatId, page_size: 1 },
    })
    expect(list.data?.items).toHaveLength(1)
  })

  test('list pages go on where the last one ended', async () => {
    const texts = ['一', '二', '三']
    for (const text of texts) {
      await client.im.v1.message.create({
        params: { receive_id_type: 'chat_id' },
        data: { receive_id: GROUP.chatId, msg_type: 'text', content: JSON.stringify({ text }) },
      })
    }
    const seen: string[] = []
    let pageToken = ''
    do {
      const page = await client.im.v1.message.list({
        params: {
          container_id_type: 'chat',
          container_id: GROUP.chatId,
          page_size: 2,
          ...(pageToken ? { page_token: pageToken } : {}),
        },
      })
      for (const item of page.data?.items ?? [])
        seen.push(JSON.parse(item.body?.content ?? '').text)
      pageToken = page.data?.page_token ?? ''
    } while (pageToken)
    expect(seen).toEqual(texts)
  })

  test.each([
    'open_id',
    'union_id',
    'user_id',
    'email',
    'chat_id',
  ] as const)('receive_id_type %s finds the private chat', async (type) => {
    sim.upsertPeople([{ ...WANG, email: 'wang@example.com' }])
    const user = await client.contact.v3.user.get({ path: { user_id: WANG.openId } })
    const { open_id, union_id, user_id, email } = user.data?.user ?? {}
    const ids = { open_id, union_id, user_id, email, chat_id: sim.as('王芳').chatId }
    const before = sim.as('王芳').messages.length
    await client.im.v1.message.create({
      params: { receive_id_type: type },
      data: { receive_id: ids[type] ?? '', msg_type: 'text', content: '{"text":"x"}' },
    })
    expect(sim.as('王芳').messages).toHaveLength(before + 1)
  })

  test('a reply hangs on its parent', async () => {
    const id = await send(client, 'text', { text: 'parent' })
    const reply = await client.im.v1.message.reply({
      path: { message_id: id },
      data: { msg_type: 'text', content: '{"text":"child"}' },
    })
    expect(reply.data).toMatchObject({ parent_id: id, root_id: id })
  })

  test('one uuid makes one message within the hour, and a new one after it', async () => {
    const first = await send(client, 'text', { text: 'once' }, { uuid: 'plan-1' })
    now = new Date(now.getTime() + 3_599_000)
    expect(await send(client, 'text', { text: 'again' }, { uuid: 'plan-1' })).toBe(first)
    now = new Date(now.getTime() + 2_000)
    expect(await send(client, 'text', { text: 'later' }, { uuid: 'plan-1' })).not.toBe(first)
    const long = send(client, 'text', { text: 'x' }, { uuid: 'x'.repeat(51) })
    expect(await refused(long)).toMatchObject({ status: 400, code: 99992402 })
  })

  test.each([
    ['location', { name: 'x', longitude: '1', latitude: '2' }, 230001],
    ['text', { text: '' }, 230001],
    ['image', { image_key: 'img_v3_of_somebody' }, 230001],
    ['post', { title: 'no language', content: [] }, 230001],
    ['text', { text: 'x'.repeat(150 * 1024) }, 230025],
    ['post', { zh_cn: { content: [[{ tag: 'text', text: 'x'.repeat(31_000) }]] } }, 230025],
  ])('%s with bad content is refused', async (type, content, code) => {
    expect(await refused(send(client, type, content))).toMatchObject({ status: 400, code })
  })

  test.each([
    ['blocked', 230053],
    ['resigned', 230029],
    ['outOfScope', 230013],
  ] as const)('%s people cannot be reached', async (reach, code) => {
    sim.setReachability(LI.openId, reach)
    try {
      expect(await refused(send(client, 'text', { text: 'x' }))).toMatchObject({ code })
    } finally {
      sim.setReachability(LI.openId, 'ok')
    }
  })

  test('unknown receivers and groups without the bot are refused', async () => {
    const to = (type: 'open_id' | 'chat_id', receive_id: string) =>
      client.im.v1.message.create({
        params: { receive_id_type: type },
        data: { receive_id, msg_type: 'text', content: '{"text":"x"}' },
      })
    expect(await refused(to('open_id', `ou_${'f'.repeat(32)}`))).toMatchObject({ code: 99992351 })
    expect(await refused(to('chat_id', `oc_${'f'.repeat(32)}`))).toMatchObject({ code: 230034 })
    await sim.removeBotFromGroup(GROUP.chatId, '李雷')
    expect(await refused(to('chat_id', GROUP.chatId))).toMatchObject({ code: 230002 })
    await sim.addBotToGroup(GROUP.chatId, '李雷')
    await to('chat_id', GROUP.chatId)
  })
})

describe('changing', () => {
  test('patch replaces a card in place, and only a card', async () => {
    const id = await send(client, 'interactive', card([button('签到', { a: 1 })]))
    const patched = JSON.stringify(card([button('签退', { a: 2 })]))
    await client.im.v1.message.patch({ path: { message_id: id }, data: { content: patched } })
    expect(sim.as('李雷').card).toEqual(JSON.parse(patched))
    const text = await send(client, 'text', { text: 'x' })
    const call = client.im.v1.message.patch({
      path: { message_id: text },
      data: { content: patched },
    })
    expect(await refused(call)).toMatchObject({ code: 230001 })
  })

  test('a card older than 14 days cannot be patched', async () => {
    const content = card([button('签到', {})])
    const id = await send(client, 'interactive', content)
    now = new Date(now.getTime() + 14 * 86_400_000 + 1)
    const call = client.im.v1.message.patch({
      path: { message_id: id },
      data: { content: JSON.stringify(content) },
    })
    expect(await refused(call)).toMatchObject({ code: 230031 })
  })

  test('put edits a text 20 times, and no card', async () => {
    const id = await send(client, 'text', { text: '0' })
    const edit = (messageId: string, text: string) =>
      client.im.v1.message.update({
        path: { message_id: messageId },
        data: { msg_type: 'text', content: JSON.stringify({ text }) },
      })
    for (let i = 1; i <= 20; i++) await edit(id, String(i))
    expect(sim.as('李雷').lastText).toBe('20')
    expect(await refused(edit(id, '21'))).toMatchObject({ code: 230072 })
    const cardId = await send(client, 'interactive', card([button('x', {})]))
    expect(await refused(edit(cardId, 'x'))).toMatchObject({ code: 230001 })
  })

  test('a recalled message is gone and cannot be changed', async () => {
    const id = await send(client, 'interactive', card([button('x', {})], '撤回'))
    await client.im.v1.message.delete({ path: { message_id: id } })
    expect(sim.as('李雷').messages.map((message) => message.messageId)).not.toContain(id)
    const content = JSON.stringify(card([]))
    const call = client.im.v1.message.patch({ path: { message_id: id }, data: { content } })
    expect(await refused(call)).toMatchObject({ code: 230011 })
    const { messageId } = await sim.as('李雷').says('mine')
    const foreign = client.im.v1.message.delete({ path: { message_id: messageId } })
    expect(await refused(foreign)).toMatchObject({ code: 230026 })
  })

  test('reactions are put and taken away', async () => {
    const { messageId } = await sim.as('李雷').sendsPhoto()
    const made = await client.im.v1.messageReaction.create({
      path: { message_id: messageId },
      data: { reaction_type: { emoji_type: 'OK' } },
    })
    expect(sim.reactions(messageId)).toEqual(['OK'])
    const reaction_id = made.data?.reaction_id ?? ''
    await client.im.v1.messageReaction.delete({ path: { message_id: messageId, reaction_id } })
    expect(sim.reactions(messageId)).toEqual([])
  })
})

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

test('a drawn photo differs from call to call', async () => {
  const [left, right] = [await drawnPhoto('shelf'), await drawnPhoto('shelf')]
  expect(left.equals(right)).toBe(false)
})
