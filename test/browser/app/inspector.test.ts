import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { botSends, LI, type Office, startOffice, WANG } from './office.ts'

let browser: Browser
let office: Office
beforeAll(async () => {
  browser = await launchBrowser()
  office = await startOffice(browser)
})
beforeEach(() => {
  office.bot.answer = () => ({ status: 200, body: {} })
})
afterAll(async () => {
  await office.close()
  await browser.close()
})

const rows = (page: Page) => page.locator('.traffic-row')

test('every event and call appears in order as it happens, with bodies and latency', async () => {
  const page = await office.open('#view=inspector')
  await page.getByText('还没有记录').waitFor()
  await office.sim.as('李雷').says('今天去哪')
  await botSends(office.sim, LI.openId, 'text', { text: '十二家' })
  await expect
    .poll(() => rows(page).locator('strong').allInnerTexts())
    .toEqual(['收到消息', '取令牌', '发消息'])
  expect(await rows(page).nth(0).innerText()).toContain('李雷:今天去哪')

  await page.getByRole('listbox', { name: '记录 Entries' }).focus()
  await page.keyboard.press('End')
  const detail = page.getByRole('region', { name: '详情 Detail' })
  await detail.getByText('/open-apis/im/v1/messages').waitFor()
  expect(await detail.getByLabel('请求 Request').innerText()).toContain('十二家')
  expect(await detail.locator('.attempts li').innerText()).toMatch(/第 1 次.*毫秒.*200/s)
  await detail.getByRole('button', { name: '回答' }).click()
  expect(await detail.getByLabel('回答 Response').innerText()).toContain('"message_id"')
})

test('filters by kind, words and failure; a retry is counted', async () => {
  office.bot.answer = () => ({ status: 500 })
  await office.sim.as('王芳').says('不会被确认')
  office.bot.answer = () => ({ status: 200, body: {} })
  const page = await office.open('#view=inspector')
  await page.getByText('只看失败和重试').click()
  await expect.poll(() => rows(page).count()).toBe(1)
  await fetch(`${office.sim.url}/simulator/api/control/redeliver`, { method: 'POST' })
  await rows(page).getByText('2 次').waitFor()
  await page.getByText('只看失败和重试').click()
  await page.getByRole('button', { name: '接口' }).click()
  await expect.poll(() => rows(page).count()).toBe(2)
  await page.getByRole('button', { name: '全部' }).click()
  await page.keyboard.press('Escape')
  await page.locator('.view-head h1').click()
  await page.keyboard.press('/')
  await page.keyboard.type('不会被确认')
  await expect.poll(() => rows(page).count()).toBe(1)
  expect(await page.getByRole('status').first().innerText()).toMatch(/^1 \/ 4 条/)
})

test('a replayed event reaches the bot once more under its own id', async () => {
  await office.sim.as(WANG.openId).says('再来一次')
  const page = await office.open('#view=inspector')
  await rows(page).filter({ hasText: '再来一次' }).click()
  const before = office.bot.received.length
  await page.getByRole('button', { name: '重放' }).click()
  await page.getByText(/已重放 #\d+/).waitFor()
  expect(office.bot.received).toHaveLength(before + 1)
  const [first, again] = office.bot.received
    .map(({ raw }) => JSON.parse(raw))
    .filter(({ event }) => event.message?.content.includes('再来一次'))
  expect(again).toEqual(first)
})

test('on a phone an entry takes the screen and gives it back', async () => {
  const page = await office.open('#view=inspector', { width: 390 })
  await rows(page).first().click()
  await page.getByLabel('请求 Request').waitFor()
  expect(await rows(page).first().isVisible()).toBe(false)
  await page.getByLabel('关闭详情 Close').click()
  await expect.poll(() => rows(page).first().isVisible()).toBe(true)
})

test('emptied, it says what will come', async () => {
  const page = await office.open('#view=inspector')
  await rows(page).first().waitFor()
  await page.getByRole('button', { name: '清空' }).click()
  await page.getByText('还没有记录').waitFor()
})
