import { AESCipher } from '@larksuiteoapi/node-sdk'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { zoned } from '../../simulator/client/form.ts'
import { cardShows, type Envelope, type Json, type Simulator } from '../../simulator/index.ts'
import {
  button,
  card,
  type clientOf,
  LI,
  plain,
  send,
  startBot,
  startTest,
  WANG,
} from './support.ts'

let sim: Simulator
let client: ReturnType<typeof clientOf>
let bot: Awaited<ReturnType<typeof startBot>>
const now = new Date('2026-03-02T01:00:00Z')

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

describe('a click', () => {
  test('carries value, operator, context, and µs in create_time', async () => {
    const id = await send(client, 'interactive', card([button('签到', { action: 'checkIn' })]))
    await sim.as('李雷').clicks('签到')
    const { header, event } = lastCallback()
    expect(header).toMatchObject({ event_type: 'card.action.trigger' })
    expect(header.create_time).toBe(`${now.getTime()}000`)
    expect(event).toMatchObject({
      operator: { open_id: LI.openId },
      action: { tag: 'button', value: { action: 'checkIn' } },
      context: { open_message_id: id, open_chat_id: sim.as('李雷').chatId },
    })
    expect(event.action).not.toHaveProperty('form_value')
  })

  test('shows the toast and replaces the card', async () => {
    await send(client, 'interactive', card([button('签到', {})]))
    const after = card([button('签退', {})], '拜访中')
    const toast = { type: 'success', content: '已签到' }
    bot.answer = () => ({ status: 200, body: { toast, card: { type: 'raw', data: after } } })
    const li = sim.as('李雷')
    const result = await li.clicks('签到')
    expect(result).toMatchObject({ ok: true, toast, card: after, status: 200 })
    expect(li.toast).toEqual(toast)
    expect(cardShows(li.card, '拜访中', '签退')).toBe(true)
    expect(cardShows(li.card, '签到')).toBe(false)
  })

  test('names the buttons there are when it finds none, and refuses disabled ones', async () => {
    await send(
      client,
      'interactive',
      card([button('签到', {}), button('跳过', {}, { disabled: true })]),
    )
    await expect(sim.as('李雷').clicks('签退')).rejects.toThrow('it has: 签到 · 跳过')
    await expect(sim.as('李雷').clicks('跳过')).rejects.toThrow('disabled')
    expect(bot.received).toHaveLength(0)
  })

  test('on a link opens it and calls nobody back', async () => {
    const behaviors = [{ type: 'open_url', default_url: 'https://example.com/nav' }]
    await send(client, 'interactive', card([{ tag: 'button', text: plain('导航'), behaviors }]))
    const result = await sim.as('李雷').clicks('导航')
    expect(result.url).toBe('https://example.com/nav')
    expect(bot.received).toHaveLength(0)
  })

  test('finds an older card by what it shows', async () => {
    await send(client, 'interactive', card([button('跳过', 'old')], '旧卡'))
    await send(client, 'interactive', card([button('跳过', { is: 'new' })], '新卡'))
    await sim.as('李雷').clicks('跳过', {}, { card: '旧卡' })
    expect(lastCallback().event.action.value).toBe('old')
    await sim.as('李雷').clicks('跳过')
    expect(lastCallback().event.action.value).toEqual({ is: 'new' })
  })
})

const form = () => ({
  tag: 'form',
  name: 'visit',
  elements: [
    { tag: 'input', name: 'summary', required: true, label: plain('离店总结'), max_length: 20 },
    { tag: 'input', name: 'orderAmount', label: plain('本次订货金额') },
    {
      tag: 'select_static',
      name: 'outcome',
      placeholder: plain('拜访结果'),
      options: [
        { text: plain('已开单'), value: 'ordered' },
        { text: plain('店休/关门'), value: 'shopClosed' },
      ],
    },
    {
      tag: 'multi_select_static',
      name: 'goods',
      required: false,
      options: [{ text: plain('水'), value: 'water' }],
    },
    { tag: 'date_picker', name: 'nextVisitOn', placeholder: plain('下次拜访') },
    button('提交', { visit: 7 }, { name: 'submit', form_action_type: 'submit' }),
  ],
})

describe('a form', () => {
  beforeEach(() => send(client, 'interactive', card([form()])))

  test('sends every field by name, the unfilled optional ones empty', async () => {
    await sim.as('李雷').clicks('提交', {
      summary: '店主很满意',
      outcome: '已开单',
      下次拜访: '2026-03-09',
    })
    expect(lastCallback().event.action).toEqual({
      tag: 'button',
      name: 'submit',
      timezone: 'Asia/Shanghai',
      value: { visit: 7 },
      form_value: {
        summary: '店主很满意',
        orderAmount: '',
        outcome: 'ordered',
        goods: [],
        nextVisitOn: '2026-03-09 +0800',
      },
    })
  })

  test.each([
    [{}, /required field not filled: 离店总结/],
    [{ summary: '  ' }, /required field not filled: 离店总结/],
    [{ summary: 'x'.repeat(21) }, /takes 20 characters/],
    [{ summary: 'ok', outcome: 'lost' }, /has no option lost; it has: 已开单, 店休/],
    [{ summary: 'ok', other: 1 }, /has no field other; it has: summary/],
  ])('the client sends nothing for %j', async (values, message) => {
    await expect(sim.as('李雷').clicks('提交', values)).rejects.toThrow(message)
    expect(bot.received).toHaveLength(0)
  })

  test('dates carry the offset of the zone on that day', () => {
    expect(zoned('2026-07-01', 'Europe/Berlin')).toBe('2026-07-01 +0200')
    expect(zoned('2026-01-01 08:00', 'Europe/Berlin')).toBe('2026-01-01 08:00 +0100')
    expect(zoned('2026-01-01', 'UTC')).toBe('2026-01-01 +0000')
  })
})

describe('choosing outside a form', () => {
  const behaviors = [{ type: 'callback', value: { pick: 1 } }]
  test.each([
    [
      'a person',
      {
        tag: 'select_person',
        placeholder: plain('指派'),
        behaviors,
        options: [{ value: WANG.openId }],
      },
      '指派',
      '王芳',
      { option: WANG.openId },
    ],
    [
      'an entry of an overflow',
      { tag: 'overflow', value: { pick: 1 }, options: [{ text: plain('改期'), value: 'later' }] },
      'overflow',
      '改期',
      { option: 'later' },
    ],
    [
      'a date',
      { tag: 'date_picker', placeholder: plain('日期'), behaviors },
      '日期',
      '2026-03-09',
      { option: '2026-03-09 +0800', timezone: 'Asia/Shanghai' },
    ],
    [
      'a tick',
      { tag: 'checker', text: plain('已收款'), behaviors },
      '已收款',
      true,
      { checked: true },
    ],
    [
      'a text',
      { tag: 'input', placeholder: plain('备注'), behaviors },
      '备注',
      '门口修路',
      { input_value: '门口修路' },
    ],
  ])('%s', async (_, element, name, value, expected) => {
    await send(client, 'interactive', card([element]))
    await sim.as('李雷').selects(name, value)
    const { action } = lastCallback().event
    expect(action).toMatchObject({ tag: element.tag, value: { pick: 1 }, ...expected })
  })
})
