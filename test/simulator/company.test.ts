import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Simulator, USUAL_SCOPES } from '../../simulator/index.ts'
import {
  type clientOf,
  GROUP,
  LI,
  refused,
  send,
  startBot,
  startTest,
  tokenOf,
  WANG,
} from './support.ts'

let sim: Simulator
let client: ReturnType<typeof clientOf>
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

const without = (...scopes: string[]) =>
  sim.scopes.grantOnly(USUAL_SCOPES.filter((scope) => !scopes.includes(scope)))
const user = async (openId: string) => {
  const answer = await client.contact.v3.user.get({ path: { user_id: openId } })
  return answer.data?.user
}

describe('scopes', () => {
  test('a call without its scope is refused by name', async () => {
    without('im:resource')
    const upload = client.im.v1.image.create({
      data: { image_type: 'message', image: Buffer.from('x') },
    })
    const { code, response } = await refused(upload)
    expect(code).toBe(99991672)
    expect(response.data).toMatchObject({
      msg: expect.stringContaining('[im:resource, im:resource:upload]'),
      error: { permission_violations: [{ subject: 'im:resource' }, {}] },
    })
  })

  test('fields without their scope are left out, and nobody says so', async () => {
    expect(await user(WANG.openId)).toMatchObject({ name: '王芳', mobile: WANG.mobile })
    without('contact:user.phone:readonly', 'contact:user.employee:readonly')
    const bare = await user(WANG.openId)
    expect(bare).toMatchObject({ name: '王芳' })
    expect(bare).not.toHaveProperty('mobile')
    expect(bare).not.toHaveProperty('status')
  })

  test('user_id needs a scope in events too', async () => {
    const ids = async () => {
      const { envelope } = await sim.as('李雷').says('x')
      return (envelope.event.sender as { sender_id: object }).sender_id
    }
    expect(await ids()).toHaveProperty('user_id')
    without('contact:user.employee_id:readonly')
    expect(await ids()).not.toHaveProperty('user_id')
  })

  test.each([
    ['private messages', 'im:message.p2p_msg:readonly', () => sim.as('李雷').says('x')],
    [
      'group messages with @',
      'im:message.group_at_msg:readonly',
      () => sim.as('李雷').says('x', { chat: GROUP.chatId, mentions: ['bot'] }),
    ],
    [
      'changes of people',
      'contact:contact.base:readonly',
      () => sim.changePerson('李雷', { title: '主管' }),
    ],
  ])('%s never arrive without %s', async (_, scope, act) => {
    expect((await act()).status).toBe(200)
    without(scope)
    expect(await act()).toMatchObject({ status: 0, failure: 'not-subscribed' })
    expect(bot.received).toHaveLength(1)
  })

  test('the sensitive scope lets group messages without @ through', async () => {
    const aside = () => sim.as('李雷').says('吃饭去', { chat: GROUP.chatId })
    expect((await aside()).failure).toBe('not-subscribed')
    sim.scopes.grantOnly([...USUAL_SCOPES, 'im:message.group_msg'])
    expect((await aside()).status).toBe(200)
  })
})

test('an open_id of another app is refused as such', async () => {
  const foreign = sim.openIdIn('cli_0123456789abcdef', '李雷')
  expect(foreign).not.toBe(LI.openId)
  const call = client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: foreign, msg_type: 'text', content: '{"text":"x"}' },
  })
  expect((await refused(call)).code).toBe(99992361)
  await client.im.v1.message.create({
    params: { receive_id_type: 'union_id' },
    data: {
      receive_id: (await user(LI.openId))?.union_id ?? '',
      msg_type: 'text',
      content: '{"text":"x"}',
    },
  })
  expect(sim.as('李雷').lastText).toBe('x')
})

describe('groups', () => {
  const make = (extra: object = {}, params: object = {}) =>
    client.im.v1.chat.create({
      params: { user_id_type: 'open_id', ...params },
      data: { name: '二部群', user_id_list: [LI.openId], ...extra },
    })

  test('the bot makes one, once per uuid in 10 hours, brings people in and takes them out', async () => {
    const first = (await make({}, { uuid: 'g-1' })).data?.chat_id ?? ''
    expect((await make({}, { uuid: 'g-1' })).data?.chat_id).toBe(first)
    sim.clock.advance(10 * 3600_000)
    expect((await make({}, { uuid: 'g-1' })).data?.chat_id).not.toBe(first)
    const path = { chat_id: first }
    await client.im.v1.chatMembers.create({ path, data: { id_list: [WANG.openId] } })
    await client.im.v1.chatMembers.delete({ path, data: { id_list: [LI.openId] } })
    const members = await client.im.v1.chatMembers.get({ path })
    expect(members.data?.items?.map((member) => member.name)).toEqual(['王芳'])
    await client.im.v1.chat.update({ path, data: { name: '三部群' } })
    expect((await client.im.v1.chat.get({ path })).data?.name).toBe('三部群')
  })

  test('who left or is out of scope cannot be invited; 51 people are too many', async () => {
    sim.setReachability(LI.openId, 'outOfScope')
    expect((await refused(make())).code).toBe(232024)
    sim.setReachability(LI.openId, 'resigned')
    expect((await refused(make())).code).toBe(232022)
    const many = Array.from({ length: 51 }, () => WANG.openId)
    expect((await refused(make({ user_id_list: many }))).code).toBe(232001)
  })

  test('a dissolved group takes no messages', async () => {
    const chat_id = (await make()).data?.chat_id ?? ''
    const say = () =>
      client.im.v1.message.create({
        params: { receive_id_type: 'chat_id' },
        data: { receive_id: chat_id, msg_type: 'text', content: '{"text":"x"}' },
      })
    await say()
    await client.im.v1.chat.delete({ path: { chat_id } })
    expect((await refused(say())).code).toBe(232009)
    const foreign = client.im.v1.chat.delete({ path: { chat_id: GROUP.chatId } })
    expect((await refused(foreign)).code).toBe(232017)
  })

  test('@all where only the owner may is refused, in texts and cards', async () => {
    const say = (type: string, content: object) =>
      client.im.v1.message.create({
        params: { receive_id_type: 'chat_id' },
        data: { receive_id: GROUP.chatId, msg_type: type, content: JSON.stringify(content) },
      })
    const all = { text: '<at user_id="all">所有人</at> 开会' }
    await say('text', all)
    await sim.changeGroup(GROUP.chatId, '李雷', { atAll: 'only_owner', owner: LI.openId })
    expect((await refused(say('text', all))).code).toBe(230018)
    const elements = [{ tag: 'markdown', content: '<at id=all></at> 开会' }]
    const card = { schema: '2.0', body: { elements } }
    expect((await refused(say('interactive', card))).code).toBe(230018)
  })

  test('what members do to a group reaches the bot as long as it is in', async () => {
    await sim.addToGroup(GROUP.chatId, '李雷', ['王芳'])
    await sim.removeFromGroup(GROUP.chatId, '李雷', ['王芳'])
    await sim.changeGroup(GROUP.chatId, '李雷', { name: '新名' })
    await sim.removeBotFromGroup(GROUP.chatId, '李雷')
    const late = await sim.addToGroup(GROUP.chatId, '李雷', ['王芳'])
    expect(late.failure).toBe('not-subscribed')
    expect(sim.traffic.list().at(-1)?.attempts).toMatchObject([{ failure: 'not-subscribed' }])
    const arrived = sim.traffic.list().filter((entry) => entry.attempts[0]?.status === 200)
    const events = arrived.map((entry) => entry.name)
    expect(events).toEqual([
      'im.chat.member.user.added_v1',
      'im.chat.member.user.deleted_v1',
      'im.chat.updated_v1',
      'im.chat.member.bot.deleted_v1',
    ])
    expect(
      (await refused(send(client, 'text', { text: 'x' }, {}).then(() => sayTo(GROUP.chatId)))).code,
    ).toBe(230002)
  })

  const sayTo = (chatId: string) =>
    client.im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id: chatId, msg_type: 'text', content: '{"text":"x"}' },
    })
})

test('a token of an hour and a half ago still works, one of two hours ago does not', async () => {
  const token = await tokenOf(sim)
  const code = async () => {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(`${sim.url}/open-apis/bot/v3/info`, { headers })
    return ((await answer.json()) as { code: number }).code
  }
  sim.clock.advance(5400_000)
  expect(await code()).toBe(0)
  sim.clock.advance(1800_001)
  expect(await code()).toBe(99991663)
})

test('somebody new is told; @all stands in the text and mentions nobody', async () => {
  await sim.hire({ openId: `ou_${'4'.repeat(32)}`, name: '赵敏', title: '业务员' })
  const event = sim.traffic.list().at(-1)?.request as { event: { object: object } }
  expect(event.event.object).toMatchObject({ name: '赵敏', job_title: '业务员' })
  const chat = GROUP.chatId
  const said = await sim.as('李雷').says('@所有人 @巡访 开会', { chat, mentions: ['bot'] })
  const message = said.envelope.event.message as { content: string; mentions: object[] }
  expect(JSON.parse(message.content).text).toBe('@_all @_user_1 开会')
  expect(message.mentions).toHaveLength(1)
})

test('a click on a card of a bot whose address does not resolve shows 200343', async () => {
  await send(client, 'interactive', {
    schema: '2.0',
    body: {
      elements: [
        {
          tag: 'button',
          text: { tag: 'plain_text', content: '签到' },
          behaviors: [{ type: 'callback', value: {} }],
        },
      ],
    },
  })
  sim.setEventsUrl('http://bot.invalid/events')
  const { error } = await sim.as('李雷').clicks('签到')
  // Where names are looked up by a proxy that cannot be reached, it is a connection that fails.
  expect(error).toMatch(/^20034[23]$/)
})
