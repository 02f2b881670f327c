import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Simulator } from '../../simulator/index.ts'
import {
  button,
  card,
  type clientOf,
  GROUP,
  LI,
  refused,
  send,
  startTest,
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
