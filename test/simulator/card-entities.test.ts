import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Simulator } from '../../simulator/index.ts'
import { button, card, type clientOf, refused, send, startBot, startTest } from './support.ts'

let sim: Simulator
let client: ReturnType<typeof clientOf>
let sequence = 0
const day = 24 * 3600_000

beforeEach(async () => {
  const started = await startTest()
  sim = started.sim
  client = started.client
  sequence = 0
})
afterEach(() => sim.stop())

const streaming = (on: boolean) => ({ update_multi: true, streaming_mode: on })
const text = (content: string) => ({ tag: 'markdown', element_id: 'md_1', content })
const shown = (content: string, on = false) => ({
  ...card([text(content)]),
  config: streaming(on),
})

async function make(content: object) {
  const data = { type: 'card_json', data: JSON.stringify(content) }
  const made = await client.cardkit.v1.card.create({ data })
  return made.data?.card_id ?? ''
}
const sendEntity = (card_id: string) =>
  send(client, 'interactive', { type: 'card', data: { card_id } })
const write = (card_id: string, content: string, given = ++sequence) =>
  client.cardkit.v1.cardElement.content({
    path: { card_id, element_id: 'md_1' },
    data: { content, sequence: given },
  })
const settings = (card_id: string, config: object) =>
  client.cardkit.v1.card.settings({
    path: { card_id },
    data: { settings: JSON.stringify({ config }), sequence: ++sequence },
  })

describe('a card entity', () => {
  test('is made, sent once, and what changes it shows in the chat', async () => {
    const id = await make(shown('甲'))
    await sendEntity(id)
    expect(sim.as('李雷').card).toShow('甲')
    expect((await refused(sendEntity(id))).code).toBe(230099)
    await client.cardkit.v1.card.update({
      path: { card_id: id },
      data: { card: { type: 'card_json', data: JSON.stringify(shown('乙')) }, sequence: 1 },
    })
    expect(sim.as('李雷').card).toShow('乙')
  })

  test('its pieces are added, changed, replaced and taken away', async () => {
    const id = await make(shown('甲'))
    await sendEntity(id)
    const path = { card_id: id }
    const li = sim.as('李雷')
    await client.cardkit.v1.cardElement.create({
      path,
      data: {
        type: 'insert_after',
        target_element_id: 'md_1',
        elements: JSON.stringify([button('签到', {}, { element_id: 'b_1' })]),
        sequence: 1,
      },
    })
    expect(li.card).toShow('甲', '签到')
    await client.cardkit.v1.cardElement.patch({
      path: { ...path, element_id: 'md_1' },
      data: { partial_element: JSON.stringify({ content: '丙' }), sequence: 2 },
    })
    await client.cardkit.v1.cardElement.update({
      path: { ...path, element_id: 'b_1' },
      data: { element: JSON.stringify(button('签退', {}, { element_id: 'b_1' })), sequence: 3 },
    })
    expect(li.card).toShow('丙', '签退')
    await client.cardkit.v1.cardElement.delete({
      path: { ...path, element_id: 'b_1' },
      data: { sequence: 4 },
    })
    expect(li.card).not.toShow('签退')
    await client.cardkit.v1.card.batchUpdate({
      path,
      data: {
        sequence: 5,
        actions: JSON.stringify([
          {
            action: 'add_elements',
            params: {
              type: 'append',
              elements: [text('丁')].map((one) => ({ ...one, element_id: 'md_2' })),
            },
          },
          { action: 'delete_elements', params: { element_ids: ['md_1'] } },
        ]),
      },
    })
    expect(li.card).toShow('丁')
    expect(li.card).not.toShow('丙')
  })

  test.each([
    ['no 2.0 card', { elements: [] }, 300303],
    ['a card for one only', { ...shown('x'), config: { update_multi: false } }, 300302],
    [
      'more than 200 components',
      card(Array.from({ length: 101 }, (_, i) => button(`${i}`, {}))),
      300305,
    ],
    ['more than 30 KB', shown('长'.repeat(11_000)), 200860],
    ['an id twice', card([text('x'), text('y')]), 300301],
  ])('%s is refused with its code', async (_, content, code) => {
    expect((await refused(make(content))).code).toBe(code)
  })

  test('operations need a rising sequence, a uuid of their own, an entity that lives', async () => {
    const id = await make(shown('甲', true))
    await write(id, '甲乙', 5)
    expect((await refused(write(id, '甲乙丙', 5))).code).toBe(300317)
    const again = () =>
      client.cardkit.v1.cardElement.content({
        path: { card_id: id, element_id: 'md_1' },
        data: { content: 'x', sequence: 2_147_483_647, uuid: 'same' },
      })
    await again()
    expect((await refused(again())).code).toBe(200770)
    expect((await refused(write('7300000000000000000', 'x', 6))).code).toBe(200740)
    sim.clock.advance(14 * day + 1000)
    expect((await refused(write(id, 'x', 6))).code).toBe(200750)
  })

  test('a patched message and its entity stay one card', async () => {
    const id = await make(shown('甲'))
    const message_id = await sendEntity(id)
    const content = JSON.stringify(shown('乙'))
    await client.im.v1.message.patch({ path: { message_id }, data: { content } })
    await settings(id, { width_mode: 'fill' })
    expect(sim.as('李雷').card).toShow('乙')
  })
})

describe('streaming', () => {
  test('takes whole texts while it is open, closes itself after 10 minutes, and opens again', async () => {
    const id = await make(shown('', true))
    await sendEntity(id)
    await write(id, '今天')
    await write(id, '今天拜访了 8 家')
    expect(sim.as('李雷').card).toShow('今天拜访了 8 家')
    sim.clock.advance(601_000)
    expect((await refused(write(id, 'x'))).code).toBe(200850)
  })

  test('is refused when it is off, and for what is no text', async () => {
    const id = await make(shown('甲'))
    expect((await refused(write(id, 'x'))).code).toBe(300309)
    await settings(id, streaming(true))
    await write(id, '乙')
    const hr = await make({ ...card([{ tag: 'hr', element_id: 'md_1' }]), config: streaming(true) })
    expect((await refused(write(hr, 'x', 1))).code).toBe(300310)
  })

  test('forbids passing the card on', async () => {
    const message_id = await sendEntity(await make(shown('x', true)))
    const forward = client.im.v1.message.forward({
      path: { message_id },
      params: { receive_id_type: 'open_id' },
      data: { receive_id: sim.as('王芳').openId },
    })
    expect((await refused(forward)).code).toBe(230061)
  })
})

test('while a click is answered the card is locked, and the answer changes the entity', async () => {
  const bot = await startBot()
  sim.setEventsUrl(bot.url)
  const id = await make({ ...card([text('甲'), button('签到', {})]), config: streaming(true) })
  await sendEntity(id)
  let code = 0
  bot.answer = async () => {
    code = (await refused(write(id, 'x'))).code
    return { status: 200, body: { card: { type: 'raw', data: shown('乙', true) } } }
  }
  await sim.as('李雷').clicks('签到')
  expect(code).toBe(200810)
  await write(id, '乙，完')
  expect(sim.as('李雷').card).toShow('乙，完')
  await bot.stop()
})
