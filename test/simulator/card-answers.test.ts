import { AESCipher } from '@larksuiteoapi/node-sdk'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cardShows, type Envelope, type Json, type Simulator } from '../../simulator/index.ts'
import { button, card, type clientOf, refused, send, startBot, startTest } from './support.ts'

let sim: Simulator
let client: ReturnType<typeof clientOf>
let bot: Awaited<ReturnType<typeof startBot>>
let now = new Date('2026-03-02T01:00:00Z')

beforeEach(async () => {
  bot = await startBot()
  const started = await startTest({ eventsUrl: bot.url, now: () => now })
  sim = started.sim
  client = started.client
})
afterEach(async () => {
  await sim.stop()
  await bot.stop()
})

function lastCallback(): Envelope & { event: { action: Json; token: string; operator: Json } } {
  const { encrypt } = JSON.parse(bot.received.at(-1)?.raw ?? '{}')
  return JSON.parse(new AESCipher(sim.encryptKey).decrypt(encrypt))
}

describe('what the client shows when the bot fails', () => {
  test.each([
    ['200671', { status: 500, body: {} }],
    ['200671', { status: 302, body: {} }],
    ['200672', { status: 200, body: 'no json' }],
    ['200672', { status: 200, body: { toast: { type: 'loud', content: 'x' } } }],
    ['200673', { status: 200, body: { card: { type: 'raw', data: card([{ tag: 'note' }]) } } }],
    ['200830', { status: 200, body: { card: { type: 'raw', data: { elements: [] } } } }],
  ])('%s', async (code, answer) => {
    const before = card([button('签到', {})])
    await send(client, 'interactive', before)
    bot.answer = () => answer
    const result = await sim.as('李雷').clicks('签到')
    expect(result.ok).toBe(false)
    expect(result.toast).toMatchObject({ type: 'error', content: expect.stringContaining(code) })
    expect(sim.as('李雷').card).toEqual(before)
    await sim.idle()
    expect(bot.received).toHaveLength(1)
  })

  test('200341 when the answer comes too late', async () => {
    const hasty = await startTest({ eventsUrl: bot.url, pushTimeoutMs: 50 })
    await send(hasty.client, 'interactive', card([button('签到', {})]))
    bot.answer = () => ({ status: 200, body: {}, delayMs: 300 })
    const { toast } = await hasty.sim.as('李雷').clicks('签到')
    expect(toast?.content).toContain('200341')
    expect(bot.received).toHaveLength(1)
    await hasty.sim.stop()
  })

  test('200342 when nobody listens', async () => {
    await send(client, 'interactive', card([button('签到', {})]))
    sim.setEventsUrl('http://127.0.0.1:9/events')
    const { toast } = await sim.as('李雷').clicks('签到')
    expect(toast?.content).toContain('200342')
  })
})

describe('the card after a click', () => {
  const update = (token: string, data: object) =>
    client.request({
      method: 'POST',
      url: '/open-apis/interactive/v1/card/update',
      data: { token, card: data },
    })

  test('is locked while the click is being answered', async () => {
    const id = await send(client, 'interactive', card([button('签到', {})]))
    const content = JSON.stringify(card([button('别的', {})]))
    let patching: unknown
    bot.answer = async () => {
      const patch = client.im.v1.message.patch({ path: { message_id: id }, data: { content } })
      patching = await refused(patch)
      return { status: 200, body: {} }
    }
    await sim.as('李雷').clicks('签到')
    expect(patching).toMatchObject({
      code: 230099,
      msg: expect.stringContaining('card action is lock'),
    })
    await client.im.v1.message.patch({ path: { message_id: id }, data: { content } })
  })

  test('can be updated twice within 30 minutes, not before the answer', async () => {
    await send(client, 'interactive', card([button('签到', {})]))
    let early: unknown
    bot.answer = async () => {
      early = await refused(update(lastCallback().event.token, card([], '太早')))
      return { status: 200, body: {} }
    }
    await sim.as('李雷').clicks('签到')
    expect(early).toMatchObject({ code: 230099 })
    const { token } = lastCallback().event
    await update(token, card([], '一'))
    await update(token, card([], '二'))
    expect(cardShows(sim.as('李雷').card, '二')).toBe(true)
    expect(await refused(update(token, card([], '三')))).toMatchObject({ code: 300040 })
    expect(await refused(update('x', card([])))).toMatchObject({ code: 300020 })
  })

  test('an old token has expired', async () => {
    await send(client, 'interactive', card([button('签到', {})]))
    await sim.as('李雷').clicks('签到')
    now = new Date(now.getTime() + 30 * 60_000 + 1)
    const late = update(lastCallback().event.token, card([]))
    expect(await refused(late)).toMatchObject({ code: 300030 })
  })
})

describe('waiting', () => {
  test('for a card that comes later, and the error says what was there', async () => {
    const waiting = sim.as('李雷').waitForCard('签退')
    await send(client, 'interactive', card([button('签到', {})]))
    await send(client, 'interactive', card([button('签退', {})]))
    expect(cardShows(await waiting, '签退')).toBe(true)
    const never = sim.as('李雷').waitForCard('日报', { timeoutMs: 20 })
    await expect(never).rejects.toThrow(/no card with 日报 within 20 ms[\s\S]*签退/)
    const text = sim.as('李雷').waitForMessage('完成')
    await send(client, 'text', { text: '拜访完成' })
    expect(JSON.parse((await text).content).text).toBe('拜访完成')
  })
})
