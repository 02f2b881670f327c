import { AESCipher } from '@larksuiteoapi/node-sdk'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Simulator } from '../../../simulator/index.ts'
import { button, card, LI, plain, send, startBot, startTest } from '../../simulator/support.ts'
import { launchBrowser } from './browser.ts'

/** What the bot gets over the wire when a person works on a card in the browser. */

let browser: Browser
let sim: Simulator
let bot: Awaited<ReturnType<typeof startBot>>
let page: Page
let messageId: string

const value = { visit: 7 }
const option = (name: string) => ({ text: plain(name.toUpperCase()), value: name })
const cb = [{ type: 'callback', value }]
const shown = card([
  button('签到', value, { name: 'go' }),
  { tag: 'select_static', name: 'outcome', placeholder: plain('结果'), options: [option('a')] },
  { tag: 'date_picker', placeholder: plain('何时'), initial_date: '2024-04-01', behaviors: cb },
  { tag: 'checker', text: plain('门头照'), behaviors: cb },
  {
    tag: 'form',
    name: 'form',
    elements: [
      { tag: 'input', name: 'summary', label: plain('总结'), required: true },
      button('提交', value, { name: 'submit', form_action_type: 'submit' }),
    ],
  },
])

beforeAll(async () => {
  browser = await launchBrowser()
  bot = await startBot()
  const started = await startTest({ eventsUrl: bot.url })
  sim = started.sim
  messageId = await send(started.client, 'interactive', shown)
  page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  const { chatId } = sim.as('李雷')
  await page.goto(`${sim.url}/simulator#as=${LI.openId}&chat=${chatId}`)
  await message().getByText('签到').waitFor()
})
afterAll(async () => {
  await browser.close()
  await sim.stop()
  await bot.stop()
})

const message = (): Locator => page.locator(`[data-message="${messageId}"]`)

interface Callback {
  schema: string
  header: Record<string, unknown>
  event: Record<string, unknown>
}

function callbacks(): Callback[] {
  return bot.received
    .map(({ raw }) => {
      const { encrypt } = JSON.parse(raw)
      return JSON.parse(new AESCipher(sim.encryptKey).decrypt(encrypt)) as Callback
    })
    .filter(({ header }) => header.event_type === 'card.action.trigger')
}

/** Works on the card and gives the one callback that comes of it. */
async function callbackOf(work: () => Promise<unknown>): Promise<Callback> {
  const before = callbacks().length
  await work()
  await expect.poll(() => callbacks().length).toBe(before + 1)
  await expect.poll(() => message().locator('.card').getAttribute('aria-busy')).toBe('false')
  const last = callbacks().at(-1)
  if (!last) throw new Error('there is no callback')
  return last
}

test('the envelope and the event have the documented fields and no other', async () => {
  const { schema, header, event } = await callbackOf(() => message().getByText('签到').click())
  expect(schema).toBe('2.0')
  expect(header).toEqual({
    event_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    token: sim.verificationToken,
    create_time: expect.stringMatching(/^\d{16}$/),
    event_type: 'card.action.trigger',
    tenant_key: expect.any(String),
    app_id: sim.appId,
  })
  expect(event).toEqual({
    operator: {
      tenant_key: header.tenant_key,
      user_id: expect.any(String),
      open_id: LI.openId,
      union_id: expect.stringMatching(/^on_/),
    },
    token: expect.stringMatching(/^c-/),
    action: { tag: 'button', value, name: 'go' },
    host: 'im_message',
    context: { open_message_id: messageId, open_chat_id: sim.as('李雷').chatId },
  })
})

test('each kind of component brings its own fields', async () => {
  const pick = async (label: string, choice: Locator) => {
    await message().getByLabel(label).click()
    await choice.click()
  }
  const chosen = await callbackOf(() => pick('结果', page.locator('[data-value="a"]')))
  expect(chosen.event.action).toEqual({ tag: 'select_static', name: 'outcome', option: 'a' })

  const dated = await callbackOf(async () => {
    await pick('何时', page.getByLabel('2024-04-15'))
    await page.locator('.sheet-action').click()
  })
  expect(dated.event.action).toEqual({
    tag: 'date_picker',
    value,
    option: '2024-04-15 +0800',
    timezone: 'Asia/Shanghai',
  })

  const ticked = await callbackOf(() => message().getByText('门头照').click())
  expect(ticked.event.action).toEqual({ tag: 'checker', value, checked: true })
})

test('a form that lacks something is not sent; filled, it comes whole', async () => {
  const before = callbacks().length
  await message().getByText('提交').click()
  await page.getByText('有必填项未填写').waitFor()
  expect(callbacks()).toHaveLength(before)
  await message().getByLabel('总结').fill('订 20 箱')
  const { event } = await callbackOf(() => message().getByText('提交').click())
  expect(event.action).toEqual({
    tag: 'button',
    name: 'submit',
    value,
    form_value: { summary: '订 20 箱' },
  })
})

test('an answer of schema 1.0 is refused by the client with 200830', async () => {
  const old = { elements: [] }
  bot.answer = () => ({ status: 200, body: { card: { type: 'raw', data: old } } })
  await callbackOf(() => message().getByText('签到').click())
  await page.getByText('200830').waitFor()
  await message().getByText('签到').waitFor()
})

test('an answer with a card that breaks a rule is refused with 200673', async () => {
  const bad = card([{ tag: 'note', elements: [] }])
  bot.answer = () => ({ status: 200, body: { card: { type: 'raw', data: bad } } })
  await callbackOf(() => message().getByText('签到').click())
  await page.getByText('200673').waitFor()
})
