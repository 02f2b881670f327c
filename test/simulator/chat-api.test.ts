import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { drawnPhoto, type Json, type Simulator } from '../../simulator/index.ts'
import {
  button,
  card,
  type clientOf,
  GROUP,
  LI,
  send,
  startBot,
  startTest,
  until,
  WANG,
} from './support.ts'

let sim: Simulator
let client: ReturnType<typeof clientOf>
let bot: Awaited<ReturnType<typeof startBot>>

beforeAll(async () => {
  bot = await startBot()
  const presets = async (openId: string) => ({
    locations: [{ label: '在店里', lng: 121.5, lat: 31.2, name: openId }],
  })
  const started = await startTest({ eventsUrl: bot.url, presets })
  sim = started.sim
  client = started.client
})
beforeEach(() => {
  bot.answer = () => ({ status: 200, body: {} })
})
afterAll(async () => {
  await sim.stop()
  await bot.stop()
})

const at = (path: string, init?: RequestInit) =>
  sim.fetch(new Request(`http://rounds.test/simulator${path}`, init))
const read = async (path: string) => (await (await at(path)).json()) as Json
const post = async (path: string, body: object) => {
  const response = await at(path, { method: 'POST', body: JSON.stringify(body) })
  return { status: response.status, body: (await response.json()) as Json }
}

describe('reading', () => {
  test('people and the bot', async () => {
    const { people, bot: shown } = (await read('/api/people')) as { people: Json[]; bot: Json }
    expect(people).toHaveLength(2)
    expect(people[0]).toMatchObject({
      openId: LI.openId,
      name: '李雷',
      title: '业务员',
      group: '一部',
    })
    expect(people[0]?.avatarColor).toEqual(expect.any(String))
    expect(shown.name).toBe('巡访')
  })

  test('chats: the private one first, with what is unread and what came last', async () => {
    await client.im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id: GROUP.chatId, msg_type: 'text', content: '{"text":"日报"}' },
    })
    const list = async () => (await read(`/api/chats?as=${LI.openId}`)).chats as Json[]
    const [first, second] = await list()
    expect(first).toMatchObject({ type: 'p2p', name: '巡访', lastMessage: null, unread: 0 })
    expect(second).toMatchObject({
      chatId: GROUP.chatId,
      name: '一部群',
      unread: 1,
      lastMessage: { preview: '日报' },
    })
    await post('/api/read', { as: LI.openId, chatId: GROUP.chatId })
    expect((await list())[1]).toMatchObject({ unread: 0 })
    expect((await read(`/api/chats?as=${WANG.openId}`)).chats).toHaveLength(1)
  })

  test('messages of every kind, in pages', async () => {
    const wang = sim.as('王芳')
    await wang.says('一')
    await wang.sendsLocation({ lng: 121.5, lat: 31.2, name: '店' })
    await wang.sendsPhoto()
    await wang.sendsPost('门头', [await drawnPhoto()])
    await wang.sendsFile('a.csv', Buffer.from('abc'))
    const path = `/api/chats/${wang.chatId}/messages?as=${WANG.openId}`
    const { messages } = (await read(path)) as { messages: Json[] }
    expect(messages).toMatchObject([
      { type: 'text', text: '一', from: { kind: 'person', name: '王芳' } },
      { type: 'location', location: { name: '店', lng: 121.5, lat: 31.2 } },
      { type: 'image', imageUrl: expect.stringContaining('/simulator/api/images/img_v3_') },
      { type: 'post', paragraphs: [[{ tag: 'img' }], [{ tag: 'text', text: '门头' }]] },
      { type: 'file', file: { name: 'a.csv', size: 3 } },
    ])
    const image = await at(String(messages[2]?.imageUrl).replace('/simulator', ''))
    expect(image.headers.get('content-type')).toBe('image/jpeg')
    const older = await read(`${path}&limit=2&before=${messages[3]?.messageId}`)
    expect((older.messages as Json[]).map((message) => message.type)).toEqual(['location', 'image'])
  })

  test('presets: places of the host, and photos that never repeat', async () => {
    const { locations, photos } = (await read(`/api/presets?as=${LI.openId}`)) as {
      locations: Json[]
      photos: { url: string }[]
    }
    expect(locations).toEqual([{ label: '在店里', lng: 121.5, lat: 31.2, name: LI.openId }])
    const path = (photos[0]?.url ?? '').replace('/simulator', '')
    const bytes = async () => Buffer.from(await (await at(path)).arrayBuffer())
    expect((await bytes()).equals(await bytes())).toBe(false)
  })

  test('page, fonts and charts come from this machine', async () => {
    expect((await at('')).headers.get('content-type')).toContain('text/html')
    expect((await at('/')).status).toBe(200)
    const css = await (await at('/fonts/400.css')).text()
    const file = /url\(\.\/(files\/[\w.-]+\.woff2)\)/.exec(css)?.[1]
    expect((await at(`/fonts/${file}`)).headers.get('content-type')).toBe('font/woff2')
    expect((await at('/vendor/vchart.js')).headers.get('content-type')).toContain('javascript')
    expect((await at('/fonts/..%2Fpackage.json')).status).toBe(404)
  })
})

describe('acting', () => {
  test('text with @bot, and a location, reach chat and bot', async () => {
    const seen = bot.received.length
    const text = `@${sim.bot.name} 日报`
    const sent = await post('/api/send', {
      as: LI.openId,
      chatId: GROUP.chatId,
      type: 'text',
      text,
    })
    expect(sent.body.message).toMatchObject({ type: 'text', text })
    await post('/api/send', { as: LI.openId, type: 'location', lng: 121.5, lat: 31.2, name: '店' })
    await sim.idle()
    expect(bot.received.length).toBe(seen + 2)
    expect(sim.as('李雷').messages.at(-1)?.content).toContain('"longitude":"121.5"')
  })

  test('an upload is an image, with text a post, as a file a file', async () => {
    const upload = async (query: string, text?: string) => {
      const form = new FormData()
      form.set('file', new File([new Uint8Array(await drawnPhoto())], 'p.jpg'))
      if (text) form.set('text', text)
      await at(`/api/upload?as=${LI.openId}&${query}`, { method: 'POST', body: form })
      return sim.as('李雷').messages.at(-1)
    }
    expect(await upload('kind=image')).toMatchObject({ type: 'image' })
    expect(await upload('kind=image', '门头')).toMatchObject({ type: 'post' })
    expect((await upload('kind=file'))?.content).toContain('p.jpg')
    const bad = await at(`/api/upload?as=${LI.openId}`, { method: 'POST', body: new FormData() })
    expect(bad.status).toBe(400)
  })

  test('a click gives toast and card', async () => {
    const messageId = await send(client, 'interactive', card([button('签到', {})]))
    const after = card([button('签退', {})])
    const toast = { type: 'info', content: '好' }
    bot.answer = () => ({ status: 200, body: { toast, card: { type: 'raw', data: after } } })
    const action = { as: LI.openId, messageId, tag: 'button', value: {} }
    const { body } = await post('/api/click', action)
    expect(body).toEqual({ ok: true, toast, card: after })
    bot.answer = () => ({ status: 500, body: {} })
    expect((await post('/api/click', action)).body).toMatchObject({ ok: false, error: '200671' })
  })

  test('entering and the menu are pushed; nobody unknown may act', async () => {
    const seen = bot.received.length
    await post('/api/enter', { as: LI.openId })
    await post('/api/menu', { as: LI.openId, eventKey: 'plan' })
    await until(() => bot.received.length === seen + 2)
    expect((await post('/api/enter', { as: 'ou_x' })).status).toBe(400)
  })

  test('another site cannot act for the people here', async () => {
    const init = {
      method: 'POST',
      body: JSON.stringify({ as: LI.openId, type: 'text', text: 'x' }),
    }
    const headers = { 'sec-fetch-site': 'cross-site' }
    expect((await at('/api/send', { ...init, headers })).status).toBe(403)
    expect((await at('/api/send', init)).status).toBe(200)
  })

  test('who is not in the chat cannot click its card', async () => {
    const messageId = await send(client, 'interactive', card([button('签到', {})]))
    const seen = bot.received.length
    const answer = await post('/api/click', {
      as: WANG.openId,
      messageId,
      tag: 'button',
      value: {},
    })
    expect(answer.status).toBe(400)
    expect(bot.received.length).toBe(seen)
  })
})

test('the stream tells what happens in the chats of its person only', async () => {
  const response = await at(`/api/stream?as=${LI.openId}`)
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  let text = ''
  const readUntil = async (wanted: string) => {
    while (!text.includes(wanted)) {
      const { value, done } = await reader.read()
      if (done) throw new Error(`the stream ended before ${wanted}`)
      text += new TextDecoder().decode(value)
    }
  }
  await readUntil('event: chats')
  await sim.as('王芳').says('nobody else sees this')
  const id = await send(client, 'interactive', card([button('签到', {})], '今日拜访计划'))
  await readUntil('今日拜访计划')
  const content = JSON.stringify(card([], '拜访中'))
  await client.im.v1.message.patch({ path: { message_id: id }, data: { content } })
  await readUntil('拜访中')
  await client.im.v1.message.delete({ path: { message_id: id } })
  await readUntil('event: delete')
  expect(text).toMatch(/event: message[\s\S]*event: update[\s\S]*event: delete/)
  expect(text).not.toContain('nobody else sees this')
  await reader.cancel()
})

test('stop ends streams, also those that run through a host', async () => {
  const other = await startTest()
  const url = `http://rounds.test/simulator/api/stream?as=${LI.openId}`
  const response = await other.sim.fetch(new Request(url))
  const text = response.text()
  await other.sim.stop()
  expect(await text).toContain('event: chats')
})
