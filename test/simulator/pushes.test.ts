import { createHash } from 'node:crypto'
import { AESCipher } from '@larksuiteoapi/node-sdk'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Envelope, Simulator } from '../../simulator/index.ts'
import { GROUP, LI, type Received, startBot, startTest, until } from './support.ts'

let sim: Simulator
let bot: Awaited<ReturnType<typeof startBot>>

beforeEach(async () => {
  bot = await startBot()
  const started = await startTest({ eventsUrl: bot.url, redelivery: [0.05, 0.1] })
  sim = started.sim
})
afterEach(async () => {
  await sim.stop()
  await bot.stop()
})

function opened({ raw }: Received): Envelope {
  const { encrypt } = JSON.parse(raw) as { encrypt: string }
  return JSON.parse(new AESCipher(sim.encryptKey).decrypt(encrypt)) as Envelope
}

describe('the envelope', () => {
  test('is encrypted for the SDK and signed over the raw body', async () => {
    const sent = await sim.as('李雷').says('你好')
    const [got] = bot.received
    if (!got) throw new Error('nothing was pushed')
    expect(opened(got)).toEqual(sent.envelope)
    const { headers, raw } = got
    const stamp = headers['x-lark-request-timestamp']
    const nonce = headers['x-lark-request-nonce']
    const expected = createHash('sha256').update(`${stamp}${nonce}${sim.encryptKey}${raw}`)
    expect(headers['x-lark-signature']).toBe(expected.digest('hex'))
    expect(sent.envelope.header).toMatchObject({
      app_id: sim.appId,
      token: sim.verificationToken,
      event_type: 'im.message.receive_v1',
    })
  })

  test('carries strings where the platform sends strings', async () => {
    const at = new Date('2026-03-02T01:10:00Z')
    const { envelope } = await sim
      .as('李雷')
      .sendsLocation({ lng: 121.5, lat: 31.2, name: '店' }, { at })
    const message = envelope.event.message as { content: string; create_time: string }
    expect(JSON.parse(message.content)).toEqual({
      name: '店',
      longitude: '121.5',
      latitude: '31.2',
    })
    expect(message.create_time).toBe(String(at.getTime()))
    expect(envelope.header.create_time).toBe(String(at.getTime()))
  })

  test('a photo with text is a post, a menu tap has no chat and counts seconds', async () => {
    const { envelope } = await sim.as('李雷').sendsPost('门头', [Buffer.from('x')])
    const { message_type, content } = envelope.event.message as Record<string, string>
    expect(message_type).toBe('post')
    expect(JSON.parse(content ?? '').content.flat()).toMatchObject([
      { tag: 'img', image_key: expect.stringMatching(/^img_v3_/) },
      { tag: 'text', text: '门头' },
    ])
    const at = new Date('2026-03-02T01:10:00.500Z')
    const menu = await sim.as('李雷').tapsMenu('plan', { at })
    expect(menu.envelope.event).toMatchObject({
      event_key: 'plan',
      timestamp: at.getTime() / 1000 - 0.5,
      operator: { operator_name: '李雷', operator_id: { open_id: LI.openId } },
    })
    expect(menu.envelope.event).not.toHaveProperty('chat_id')
  })

  test('entering, being added, recalls, changed and left people are told', async () => {
    const said = await sim.as('李雷').says('x')
    await sim.as('李雷').opensChat()
    await sim.as('李雷').recalls(said.messageId)
    await sim.addBotToGroup(GROUP.chatId, '李雷')
    await sim.changePerson('李雷', { mobile: '+8613800000009' })
    await sim.resign('李雷')
    const events = bot.received.map((got) => opened(got))
    expect(events.slice(1).map((event) => event.header.event_type)).toEqual([
      'im.chat.access_event.bot_p2p_chat_entered_v1',
      'im.message.recalled_v1',
      'im.chat.member.bot.added_v1',
      'contact.user.updated_v3',
      'contact.user.deleted_v3',
    ])
    expect(events[1]?.event).toMatchObject({ last_message_id: said.messageId })
    expect(events[4]?.event).toMatchObject({
      object: { mobile: '+8613800000009' },
      old_object: { mobile: '' },
    })
  })
})

describe('groups', () => {
  test('a message is pushed only when it mentions the bot', async () => {
    const chat = GROUP.chatId
    const aside = await sim.as('李雷').says('吃饭去', { chat })
    expect(aside).toMatchObject({ status: 0, failure: 'not-subscribed' })
    const asked = await sim.as('李雷').says('@巡访 日报', { chat, mentions: ['bot'] })
    expect(asked.status).toBe(200)
    const message = asked.envelope.event.message as { content: string; mentions: object[] }
    expect(JSON.parse(message.content).text).toBe('@_user_1 日报')
    expect(message.mentions).toMatchObject([
      { key: '@_user_1', mentioned_type: 'bot', id: { open_id: sim.bot.openId } },
    ])
    expect(bot.received).toHaveLength(1)
  })

  test('people outside the group cannot write there', async () => {
    const said = sim.as('王芳').says('x', { chat: GROUP.chatId })
    await expect(said).rejects.toThrow(/not in the chat/)
  })
})

describe('delivery', () => {
  test('what is not acknowledged comes again with the same event id, then is given up', async () => {
    bot.answer = () => ({ status: 500, body: {} })
    const sent = await sim.as('李雷').says('x')
    expect(sent.status).toBe(500)
    await until(() => sim.unacknowledged.length === 0)
    const ids = bot.received.map((got) => opened(got).header.event_id)
    expect(ids).toEqual([sent.eventId, sent.eventId, sent.eventId])
    const [first, second, third] = bot.received.map((got) => got.at)
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(45)
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(95)
  })

  test('an acknowledged event does not come again', async () => {
    let failures = 1
    bot.answer = () => ({ status: failures-- > 0 ? 503 : 200, body: {} })
    await sim.as('李雷').says('x')
    await until(() => bot.received.length === 2)
    await sim.idle()
    expect(sim.unacknowledged).toEqual([])
  })

  test('no answer in time counts as a failure', async () => {
    const slow = await startTest({ eventsUrl: bot.url, pushTimeoutMs: 60, redelivery: [] })
    bot.answer = () => ({ status: 200, body: {}, delayMs: 200 })
    expect(await slow.sim.as('李雷').says('x')).toMatchObject({ status: 0, failure: 'timeout' })
    await slow.sim.stop()
  })

  test('deliver repeats an envelope as often as told', async () => {
    const { envelope } = await sim.as('李雷').says('x')
    const again = await sim.deliver(envelope, { times: 3 })
    expect(again.map((result) => result.status)).toEqual([200, 200, 200])
    expect(new Set(bot.received.map((got) => opened(got).header.event_id)).size).toBe(1)
    expect(new Set(bot.received.map((got) => got.headers['x-lark-request-nonce'])).size).toBe(4)
  })

  test('idle waits for a push that is under way', async () => {
    bot.answer = () => ({ status: 200, body: {}, delayMs: 40 })
    let isAnswered = false
    const said = sim
      .as('李雷')
      .says('x')
      .then(() => {
        isAnswered = true
      })
    await sim.idle()
    await said
    expect(isAnswered).toBe(true)
    expect(bot.received).toHaveLength(1)
  })

  test('stop cancels redeliveries', async () => {
    bot.answer = () => ({ status: 500, body: {} })
    await sim.as('李雷').says('x')
    await sim.stop()
    const seen = bot.received.length
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(bot.received.length).toBe(seen)
  })
})

describe('saving the request url', () => {
  test('is an unsigned challenge that must come back', async () => {
    bot.answer = (got) => {
      const body = opened(got) as unknown as { challenge: string; type: string; token: string }
      expect(body).toMatchObject({ type: 'url_verification', token: sim.verificationToken })
      return { status: 200, body: { challenge: body.challenge } }
    }
    expect(await sim.verifyUrl()).toBe(true)
    expect(bot.received[0]?.headers).not.toHaveProperty('x-lark-signature')
    bot.answer = () => ({ status: 200, body: { challenge: 'another' } })
    expect(await sim.verifyUrl()).toBe(false)
  })
})
