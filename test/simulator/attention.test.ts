import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Simulator } from '../../simulator/index.ts'
import {
  button,
  card,
  type clientOf,
  GROUP,
  LI,
  refused,
  send,
  startBot,
  startTest,
  WANG,
} from './support.ts'

let sim: Simulator
let client: ReturnType<typeof clientOf>
let bot: Awaited<ReturnType<typeof startBot>>
const day = 24 * 3600_000

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

const event = (type: string) => sim.traffic.list().findLast((entry) => entry.name === type)
const bodyOf = (type: string) => (event(type)?.request as { event: object } | undefined)?.event
const toGroup = async (type: string, content: object) => {
  const answer = await client.im.v1.message.create({
    params: { receive_id_type: 'chat_id' },
    data: { receive_id: GROUP.chatId, msg_type: type, content: JSON.stringify(content) },
  })
  return answer.data?.message_id ?? ''
}

describe('reading', () => {
  test('the bot hears which of its messages were read in private, once', async () => {
    const ids = [
      await send(client, 'text', { text: '1' }),
      await send(client, 'text', { text: '2' }),
    ]
    await sim.as('李雷').reads()
    expect(bodyOf('im.message.message_read_v1')).toMatchObject({
      reader: { reader_id: { open_id: LI.openId }, read_time: expect.stringMatching(/^\d{13}$/) },
      message_id_list: ids,
    })
    expect(await sim.as('李雷').reads()).toBeUndefined()
  })

  test('in a group it can ask who has read, for 7 days', async () => {
    const message_id = await toGroup('text', { text: 'x' })
    await sim.as('李雷').reads(GROUP.chatId)
    expect(event('im.message.message_read_v1')).toBeUndefined()
    const readers = () =>
      client.im.v1.message.readUsers({
        path: { message_id },
        params: { user_id_type: 'open_id' },
      })
    expect((await readers()).data?.items).toMatchObject([{ user_id: LI.openId }])
    sim.clock.advance(7 * day + 1000)
    expect((await refused(readers())).code).toBe(230033)
  })
})

describe('reactions', () => {
  test('by people reach the bot, when put and when taken away', async () => {
    const message_id = await send(client, 'text', { text: 'x' })
    await sim.as('李雷').reacts(message_id, 'OK')
    expect(bodyOf('im.message.reaction.created_v1')).toMatchObject({
      message_id,
      reaction_type: { emoji_type: 'OK' },
      operator_type: 'user',
      user_id: { open_id: LI.openId },
    })
    const list = await client.im.v1.messageReaction.list({ path: { message_id } })
    expect(list.data?.items).toMatchObject([{ operator: { operator_type: 'user' } }])
    await sim.as('李雷').unreacts(message_id, 'OK')
    expect(bodyOf('im.message.reaction.deleted_v1')).toMatchObject({ message_id })
    expect(sim.reactions(message_id)).toEqual([])
  })

  test('by the bot: unknown messages and emoji are refused', async () => {
    const react = (message_id: string, emoji_type: string) =>
      client.im.v1.messageReaction.create({
        path: { message_id },
        data: { reaction_type: { emoji_type } },
      })
    expect((await refused(react('om_none', 'OK'))).code).toBe(231003)
    const message_id = await send(client, 'text', { text: 'x' })
    expect((await refused(react(message_id, '好'))).code).toBe(231001)
  })
})

test('bubbles stand under the newest message of a private chat; a tap says their text', async () => {
  const push = (message_id: string, texts: string[]) =>
    client.request({
      method: 'POST',
      url: `/open-apis/im/v1/messages/${message_id}/push_follow_up`,
      data: { follow_ups: texts.map((content) => ({ content })) },
    })
  const first = await send(client, 'text', { text: '1' })
  const second = await send(client, 'text', { text: '2' })
  expect((await refused(push(first, ['计划']))).code).toBe(230006)
  expect((await refused(push(second, ['1', '2', '3', '4']))).code).toBe(230007)
  expect((await refused(push(await toGroup('text', { text: 'x' }), ['x']))).code).toBe(230003)
  await push(second, ['计划', '业绩'])
  expect((await refused(push(second, ['x']))).code).toBe(230008)
  expect(sim.as('李雷').bubbles).toEqual(['计划', '业绩'])
  await sim.as('李雷').tapsBubble('计划')
  expect(bodyOf('im.message.receive_v1')).toMatchObject({ message: { content: '{"text":"计划"}' } })
  expect(sim.as('李雷').bubbles).toEqual([])
  const late = await send(client, 'text', { text: '3' })
  sim.clock.advance(601_000)
  expect((await refused(push(late, ['x']))).code).toBe(230002)
})

test('urging reaches people of the chat, for own messages only', async () => {
  const urge = (message_id: string, ids: string[]) =>
    client.im.v1.message.urgentApp({
      path: { message_id },
      params: { user_id_type: 'open_id' },
      data: { user_id_list: ids },
    })
  const message_id = await toGroup('text', { text: 'x' })
  const answer = await urge(message_id, [LI.openId, WANG.openId])
  expect(answer.data?.invalid_user_id_list).toEqual([WANG.openId])
  expect((await refused(urge(message_id, [WANG.openId]))).code).toBe(230001)
  const { messageId } = await sim.as('李雷').says('x')
  expect((await refused(urge(messageId, [LI.openId]))).code).toBe(230012)
})

test('pins: newest first, put twice is once, taken away twice is fine', async () => {
  const ids = [await toGroup('text', { text: '1' }), await toGroup('text', { text: '2' })]
  for (const message_id of ids) {
    await client.im.v1.pin.create({ data: { message_id } })
    sim.clock.advance(1000)
  }
  const list = () => client.im.v1.pin.list({ params: { chat_id: GROUP.chatId } })
  const pinned = (await list()).data?.items?.map((pin) => pin.message_id)
  expect(pinned).toEqual([ids[1], ids[0]])
  await client.im.v1.pin.delete({ path: { message_id: ids[0] ?? '' } })
  await client.im.v1.pin.delete({ path: { message_id: ids[0] ?? '' } })
  expect((await list()).data?.items).toHaveLength(1)
})

describe('a card for one person in a group', () => {
  const show = (chat_id: string, open_id: string) =>
    client.request({
      method: 'POST',
      url: '/open-apis/ephemeral/v1/send',
      data: { chat_id, open_id, msg_type: 'interactive', card: card([button('好', {})]) },
    }) as Promise<{ data: { message_id: string } }>

  test('is seen and clicked by that person alone, cannot be changed, and goes away', async () => {
    sim.upsertGroups([{ ...GROUP, members: [LI.openId, WANG.openId] }])
    const { data } = await show(GROUP.chatId, LI.openId)
    expect(sim.as('李雷').cardMessages(GROUP.chatId)).toHaveLength(1)
    expect(sim.as('王芳').cardMessages(GROUP.chatId)).toHaveLength(0)
    const stolen = sim.as('王芳').clicks('好', {}, { card: data.message_id })
    await expect(stolen).rejects.toThrow(/does not see/)
    const content = JSON.stringify(card([]))
    const path = { message_id: data.message_id }
    const patch = client.im.v1.message.patch({ path, data: { content } })
    expect((await refused(patch)).code).toBe(230001)
    const url = '/open-apis/ephemeral/v1/delete'
    await client.request({ method: 'POST', url, data: { message_id: data.message_id } })
    expect(sim.as('李雷').cardMessages(GROUP.chatId)).toHaveLength(0)
  })

  test('only groups, only members', async () => {
    expect((await refused(show(sim.as('李雷').chatId, LI.openId))).code).toBe(10003)
    expect((await refused(show(GROUP.chatId, WANG.openId))).code).toBe(10003)
  })
})

test('one message to many: unknown ids are told, the rest is sent, and all is taken back', async () => {
  const answer = (await client.request({
    method: 'POST',
    url: '/open-apis/message/v4/batch_send/',
    data: {
      open_ids: [LI.openId, `ou_${'0'.repeat(32)}`],
      msg_type: 'text',
      content: { text: '放假' },
    },
  })) as { data: { message_id: string; invalid_open_ids: string[] } }
  expect(answer.data).toMatchObject({
    message_id: expect.stringMatching(/^bm-/),
    invalid_open_ids: [`ou_${'0'.repeat(32)}`],
  })
  expect(sim.as('李雷').lastText).toBe('放假')
  await client.im.v1.batchMessage.delete({ path: { batch_message_id: answer.data.message_id } })
  expect(sim.as('李雷').lastText).toBeUndefined()
})

test('an address in a message is previewed by the bot', async () => {
  const { messageId } = await sim.as('李雷').says('https://crm.example.com/a/1')
  bot.answer = () => ({ status: 200, body: { inline: { i18n_title: { zh_cn: '永辉' } } } })
  const shown = await sim.as('李雷').previews('https://crm.example.com/a/1', messageId)
  expect(shown).toMatchObject({ ok: true, inline: { i18n_title: { zh_cn: '永辉' } } })
  expect(bodyOf('url.preview.get')).toMatchObject({
    host: 'im_message',
    context: { url: 'https://crm.example.com/a/1', open_message_id: messageId },
  })
})
