/** A rep's morning and a manager's look at it, in a real browser against the whole bot. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { listen } from '../../src/serve.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { northOf } from '../support/fixtures.ts'
import { launchBrowser } from './app/browser.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})

/** The browser chat where the app serves it, as somebody holds it in their hand. */
async function phoneOf(bot: TestBot, url: string, name: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  page.setDefaultTimeout(15_000)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (line) => {
    if (line.type() === 'error') errors.push(line.text())
  })
  onTestFinished(async () => {
    await page.close()
    expect(errors).toEqual([])
  })
  await page.goto(`${url}/simulator`)
  await page.locator(`[data-person="${bot.openIdOf(name)}"]`).click()
  await page.locator('[data-chat]').first().click()
  return page
}

/** The newest card that shows these words, held by its message: it stays the same when it is patched. */
async function cardWith(page: Page, words: string): Promise<Locator> {
  const found = page.locator('[data-type="card"]').filter({ hasText: words }).last()
  await found.waitFor()
  return page.locator(`[data-message="${await found.getAttribute('data-message')}"]`)
}

async function sendLocation(page: Page, place: { lng: number; lat: number }): Promise<void> {
  await page.getByLabel('位置 Location').click()
  await page.getByLabel('经度 Longitude').fill(String(place.lng))
  await page.getByLabel('纬度 Latitude').fill(String(place.lat))
  await page.getByRole('button', { name: '发送位置', exact: true }).click()
}

async function sendPhoto(page: Page, label: string): Promise<void> {
  await page.getByLabel('照片 Photo').click()
  await page.locator('.photo-presets').getByText(label).click()
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: '消息 Message' }).fill(text)
  await page.getByRole('button', { name: '发送 Send' }).click()
}

async function company() {
  const bot = await startBot({ now: '2026-03-02T08:00:00+08:00' })
  await bot.team('T1', { name: '一部' })
  await bot.manager('王芳')
  await bot.rep('李雷', { consented: false })
  await bot.rep('韩梅')
  const first = await bot.customer({ name: '永辉·人民路店', grade: 'A' })
  const shops = [
    first,
    await bot.customer({ name: '联华·解放路店', grade: 'A', ...northOf(first, 1200) }),
    await bot.customer({ name: '老王便利店', grade: 'B', ...northOf(first, 2500) }),
  ]
  await bot.customer({ name: '苏家屯批发部', grade: 'A', owner: '韩梅' })
  const web = await listen(createApp(bot.runtime, bot.simulator), '127.0.0.1', 0)
  onTestFinished(() => web.close())
  return { bot, shops, url: web.url }
}

test('plan, check-in, photos, summary, check-out; then the manager reads the digest', async () => {
  const { bot, shops, url } = await company()
  await bot.job('plans.generate', { date: '2026-03-02' })
  await bot.job('plans.send', { date: '2026-03-02' })

  const li = await phoneOf(bot, url, '李雷')
  const plan = await cardWith(li, '今日拜访计划')
  await plan.getByText('今天 3 家').waitFor()
  const text = await plan.innerText()
  const first = shops.find(({ name }) => text.includes(`1 ${name}`))
  if (!first) throw new Error(`no first stop in: ${text}`)

  await plan.getByRole('button', { name: '签到' }).click()
  await cardWith(li, '发送位置即可签到')
  bot.later(70)
  await sendLocation(li, northOf(first, 38))
  // Before the first check-in of all: what happens with it, and the check-in goes on by itself.
  const notice = await cardWith(li, '位置与照片使用说明')
  await notice.getByText('你发的 1 条先替你留着').waitFor()
  bot.later(2)
  await notice.getByRole('button', { name: '我知道了' }).click()
  const arrived = await cardWith(li, `拜访中 · ${first.name}`)
  await arrived.getByText(/还差.*门头照.*陈列照.*离店总结/).waitFor()

  await sendPhoto(li, '门头照')
  await arrived.getByText('✓ 门头照').waitFor()
  await sendPhoto(li, '陈列照')
  await arrived.getByText('✓ 陈列照').waitFor()
  await say(li, '老板同意下周补二十箱，堆头位置谈好了')

  const visit = await cardWith(li, '资料齐了，可以签退')
  bot.later(24)
  await visit.getByRole('button', { name: '签退' }).click()
  await visit.getByText(`签退 · ${first.name}`).waitFor()
  await visit.getByRole('button', { name: '拜访结果' }).click()
  await li.getByRole('option', { name: '有意向待跟进' }).click()
  await visit.getByLabel('跟进事项').fill('带堆头照片过来')
  await visit.getByRole('button', { name: '提交' }).click()
  await visit.getByText(`拜访完成 · ${first.name}`).waitFor()
  await visit.getByText('26 分钟').waitFor()
  expect(await bot.report('visits')).toMatchObject([
    { status: 'closed', verdict: 'on_site', distance_m: 38, photos: 2, dwell_minutes: 26 },
  ])

  const wang = await phoneOf(bot, url, '王芳')
  await say(wang, '日报')
  const digest = await cardWith(wang, '拜访日报 · 一部')
  await digest.getByText('拜访达成率 25%（1/4）').waitFor()
  await digest.locator('canvas').first().waitFor()
  expect(await digest.locator('.chart-failed').count()).toBe(0)
})
