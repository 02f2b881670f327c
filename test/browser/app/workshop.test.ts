import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { botSends, LI, type Office, startOffice } from './office.ts'

let browser: Browser
let office: Office
beforeAll(async () => {
  browser = await launchBrowser()
  office = await startOffice(browser)
})
afterAll(async () => {
  await office.close()
  await browser.close()
})

const findings = (page: Page) => page.locator('.findings li')
const sample = (page: Page, id: string) => page.locator(`[data-sample="${id}"]`)
const editor = (page: Page) => page.getByLabel('卡片 JSON Card JSON')
const sendButton = (page: Page) => page.getByRole('button', { name: '发送卡片' })

test('a newcomer builds, sends and sees a first card in five clicks', async () => {
  const page = await office.open()
  let clicks = 0
  const click = async (locator: ReturnType<Page['locator']>) => {
    clicks += 1
    await locator.click()
  }
  await click(page.getByRole('button', { name: '卡片工坊' }))
  await click(sample(page, 'approval'))
  await page.getByText('平台会接受这张卡片').waitFor()
  await editor(page).focus()
  await click(page.locator('.cm-line', { hasText: '费用申请' }))
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.type(' 第一张')
  await page.locator('.preview').getByText('堆头陈列 第一张').waitFor()
  await click(sendButton(page))
  await page.getByText('已发给 李雷').waitFor()
  await click(page.getByText('去看看'))
  await page.locator('[data-type="card"]').getByText('堆头陈列 第一张').waitFor()
  expect(clicks).toBe(5)
  expect(office.sim.as('李雷').card).toMatchObject({
    header: { title: { content: '费用申请 · 堆头陈列 第一张' } },
  })
})

test('each finding leads to its place in the text, and goes when that is mended', async () => {
  const page = await office.open('#view=workshop')
  await sample(page, 'wrong').click()
  await expect.poll(() => findings(page).count()).toBe(4)
  expect(await page.locator('.cm-lintRange-error').count()).toBeGreaterThanOrEqual(3)

  await findings(page)
    .filter({ hasText: 'type is invalid' })
    .or(findings(page).nth(2))
    .first()
    .click()
  await page.keyboard.insertText('"type": "primary"')
  await expect.poll(() => findings(page).count()).toBe(3)
  await expect
    .poll(() => page.getByText(/\d 处平台会拒绝/).textContent())
    .toContain('3 处平台会拒绝')

  await page.keyboard.press('Control+Enter')
  await page.locator('.toast-error', { hasText: '230099' }).waitFor()
})

test('text that is no JSON names its line, and the last card stays drawn', async () => {
  const page = await office.open('#view=workshop')
  await sample(page, 'hello').click()
  await page.locator('.preview').getByText('点我试试').waitFor()
  await editor(page).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('{\n  "schema": "2.0",\n  body\n}')
  await page.locator('.finding-line', { hasText: '第 3 行' }).waitFor()
  expect(await page.locator('.preview').getByText('点我试试').count()).toBe(1)

  await page.keyboard.press('Control+z')
  await page.getByText('平台会接受这张卡片').waitFor()
})

test('the callback shown is the one that a click in the chat sends', async () => {
  const page = await office.open('#view=workshop')
  await sample(page, 'form').click()
  const preview = page.locator('.preview')
  const fill = async (card: ReturnType<Page['locator']>) => {
    await card.getByText('这次拜访的结果').click()
    await page.getByRole('option', { name: '有意向' }).click()
    await card.getByRole('textbox').first().fill('店主答应谈堆头')
    await card.getByText('提交').click()
  }
  await fill(preview)
  const shown = JSON.parse(await page.getByLabel('回调 JSON Callback').innerText())
  expect(office.got('card.action.trigger')).toHaveLength(0)

  await sendButton(page).click()
  await page.getByText('去看看').click()
  await fill(page.locator('.messages [data-type="card"]').last())
  await expect.poll(() => office.got('card.action.trigger').length).toBe(1)
  const [sent] = office.got('card.action.trigger')
  expect(sent).toMatchObject({ action: { form_value: { result: 'interested' } } })
  const own = { token: expect.any(String), context: expect.any(Object) }
  expect({ ...shown.event, ...own }).toEqual(sent)
  expect(shown.header).toMatchObject({
    event_type: 'card.action.trigger',
    app_id: office.sim.appId,
  })
})

test('a card of a chat opens in the workshop', async () => {
  await botSends(office.sim, LI.openId, 'interactive', {
    schema: '2.0',
    body: { elements: [{ tag: 'markdown', content: '从聊天里拿来改' }] },
  })
  const page = await office.open(office.place(LI))
  await page.getByText('从聊天里拿来改').last().hover()
  await page.getByLabel('消息菜单 Message menu').click()
  await page.getByText('在工坊打开').click()
  await page.locator('.preview').getByText('从聊天里拿来改').waitFor()
  expect(await editor(page).innerText()).toContain('从聊天里拿来改')
})
