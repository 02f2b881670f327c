/** The live check-in page in a real browser, inside the simulator's phone, against the whole bot. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { card } from '../../cards/kit/card.ts'
import { linkButton } from '../../cards/kit/elements.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { locationFixes, visitPhotos, visits } from '../../src/features/visits/tables.ts'
import { desktopAgent, linkOn } from '../features/live-support.ts'
import { rule, textOf } from '../features/visits-support.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { northOf } from '../support/fixtures.ts'
import { launchBrowser } from './app/browser.ts'
import { hindrances } from './app/office.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})

/** A live street at the time of this machine, which the page's clock shows. */
async function street() {
  const bot = await startBot({ now: new Date().toISOString(), ownUrl: true })
  await bot.team()
  const li = await bot.rep('李雷')
  const shop = await bot.customer({ code: 'A1', name: '永辉·人民路店', grade: 'A' })
  await rule(bot, settings.proof, 'live')
  return { bot, li, shop }
}

interface Device {
  place?: { lng: number; lat: number; name?: string }
  accuracyM?: number
  ageS?: number
  trouble?: string
  photos?: string
  login?: string
}

/** Somebody's phone with the chat open; `device` is what it senses. */
async function hold(
  bot: TestBot,
  name: string,
  device: Device,
  look: { width?: number; userAgent?: string } = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const { width = 390, userAgent } = look
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    ...(userAgent ? { userAgent } : {}),
  })
  const page = await context.newPage()
  page.setDefaultTimeout(25_000)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (line) => {
    if (/Content.Security.Policy|violates/i.test(line.text())) errors.push(line.text())
  })
  onTestFinished(async () => {
    await context.close()
    expect(errors).toEqual([])
  })
  const openId = bot.openIdOf(name)
  await setDevice(page, openId, device)
  const chat = bot.simulator.as(openId).chatId
  await page.goto(`${bot.simulator.url}/simulator#as=${openId}&chat=${chat}`)
  if (width > 700) await page.getByLabel('桌面宽度 Desktop width').click()
  return { page, context }
}

const setDevice = (page: Page, openId: string, device: Device) =>
  page.addInitScript(
    ([key, value]) => localStorage.setItem(key ?? '', value ?? ''),
    [
      `rounds.simulator.device.${openId}`,
      JSON.stringify({ accuracyM: 20, ageS: 0, datum: 'gcj02', photos: 'sample', ...device }),
    ],
  )

/** Opens the page from the newest card that leads there. */
async function open(page: Page, label = '打开签到页'): Promise<FrameLocator> {
  await page.getByRole('button', { name: label }).last().click()
  const frame = page.frameLocator('iframe')
  await frame.locator('section.state').first().waitFor()
  return frame
}

const state = (frame: FrameLocator, name: string) => frame.locator(`[data-state="${name}"]`)
/** Until the page may call the client, so that nothing more is asked of the simulator. */
const configured = (page: Page) =>
  page.waitForResponse((answer) => answer.url().includes('/api/h5/config'))
const at = ({ lng, lat }: { lng: number; lat: number }) => ({ lng, lat, name: '' })
const press = (frame: FrameLocator, name: string) =>
  frame.getByRole('button', { name, exact: true }).click()

test('from the card to the visit and its photos, with one thumb', async () => {
  const { bot, li, shop } = await street()
  const { page } = await hold(bot, '李雷', { place: at(northOf(shop, 38)), accuracyM: 15 })
  await li.says('签到 永辉')
  const frame = await open(page)
  await state(frame, 'ready').getByText('永辉·人民路店').waitFor()
  await shot(page, 'ready')
  await press(frame, '签到')
  await state(frame, 'begun').getByText('距门店 38 米').waitFor()
  await frame.locator('.challenge strong').waitFor()
  await shot(page, 'begun')
  const inside = page.frames().find((one) => one.url().includes('/checkin'))
  expect(await hindrances(inside as unknown as Page)).toEqual([])
  await press(frame, '拍门头照')
  await frame.getByText('✓ 门头照 1/1').waitFor()
  await press(frame, '拍陈列照')
  await frame.getByText('照片齐了').waitFor()
  await shot(page, 'photos')
  await bot.settle()
  expect(await bot.db.select().from(visits)).toMatchObject([
    { locationSource: 'live', verdict: 'on_site', distanceM: 38 },
  ])
  expect(await bot.db.select().from(locationFixes)).toMatchObject([
    { source: 'live', accuracyM: 15, queued: false },
  ])
  expect(await bot.db.select().from(visitPhotos)).toMatchObject([
    { source: 'live', status: 'stored', kind: 'storefront' },
    { source: 'live', status: 'stored', kind: 'shelf' },
  ])
  expect(textOf(li.card)).toContain('拜访中 · 永辉·人民路店')
  await press(frame, '回聊天继续')
  await expect.poll(() => page.locator('.web-page').count()).toBe(0)
})

test('an old and a weak position, and no permission: each says what to do, and nothing is checked in', async () => {
  const { bot, li, shop } = await street()
  const { page } = await hold(bot, '李雷', { place: at(shop), ageS: 120 })
  await li.says('签到 永辉')
  const frame = await open(page)
  await press(frame, '签到')
  await state(frame, 'stale').getByText('秒前的位置').waitFor()
  await shot(page, 'stale')

  const sheet = page.getByRole('dialog', { name: '设备 Device' })
  const change = async (label: string, value: string) => {
    await page.getByLabel('设备:位置与照片 Device').click()
    if (label === '定位结果 Outcome') await sheet.getByLabel(label).selectOption(value)
    else await sheet.getByLabel(label).fill(value)
    await page.keyboard.press('Escape')
  }
  await change('多久以前的定位', '0')
  await change('精度', '640')
  await press(frame, '再定位一次')
  await state(frame, 'weak').getByText('误差 640 米').waitFor()
  await frame.getByText('一直不准').click()
  await shot(page, 'weak')
  await change('定位结果 Outcome', 'denied')
  await press(frame, '再定位一次')
  await state(frame, 'denied').waitFor()
  await change('定位结果 Outcome', 'off')
  await press(frame, '再定位一次')
  await state(frame, 'off').waitFor()
  expect(await bot.db.$count(visits)).toBe(0)

  await change('定位结果 Outcome', 'none')
  await press(frame, '再定位一次')
  await frame.getByText('一直不准').click()
  await frame.getByRole('button', { name: '仍要签到' }).click()
  await frame.getByText('请写一句原因').waitFor()
  await frame.getByLabel('原因').fill('地下一层没有信号')
  await frame.getByRole('button', { name: '仍要签到' }).click()
  await state(frame, 'begun').getByText('未核对位置').waitFor()
})

test('a desktop is refused: its client by name, the simulator’s by what it lacks', async () => {
  const { bot, li, shop } = await street()
  await li.says('签到 永辉')
  const named = await hold(bot, '李雷', { place: at(shop) }, { userAgent: desktopAgent })
  await state(await open(named.page), 'desktop')
    .getByText('请用手机打开')
    .waitFor()
  const wide = await hold(bot, '李雷', { place: at(shop) }, { width: 1280 })
  const frame = await open(wide.page)
  await press(frame, '签到')
  await state(frame, 'desktop').waitFor()
  expect(await bot.db.$count(visits)).toBe(0)
})

test('a link that was opened does not open on another phone, an old one nowhere', async () => {
  const { bot, li, shop } = await street()
  await li.says('签到 永辉')
  const first = await hold(bot, '李雷', { place: at(shop) })
  await state(await open(first.page), 'ready').waitFor()
  const second = await hold(bot, '李雷', { place: at(shop) })
  const frame = await open(second.page)
  await state(frame, 'used').getByText('链接已用过').waitFor()
  await shot(second.page, 'used')
  bot.later(11)
  const third = await hold(bot, '李雷', { place: at(shop) })
  await state(await open(third.page), 'expired').waitFor()
  expect(await bot.db.$count(visits)).toBe(0)
})

test('somebody else’s link, and who does not agree to be known', async () => {
  const { bot, li, shop } = await street()
  await bot.rep('韩梅')
  await li.says('签到 永辉')
  const forwarded = card({ state: 'todo', title: '转发' }, linkButton('打开签到页', linkOn(li)))
  const han = bot.openIdOf('韩梅')
  await bot.runtime.platform.send(`open_id:${han}`, { card: forwarded }, crypto.randomUUID())
  const other = await hold(bot, '韩梅', { place: at(shop) })
  await state(await open(other.page), 'person')
    .getByText('这不是你的链接')
    .waitFor()
  const shy = await hold(bot, '李雷', { place: at(shop), login: 'no' })
  await state(await open(shy.page), 'login').waitFor()
  expect(await bot.db.$count(visits)).toBe(0)
})

test('two taps at once are one visit', async () => {
  const { bot, li, shop } = await street()
  const { page } = await hold(bot, '李雷', { place: at(shop) })
  await li.says('签到 永辉')
  let posted = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/checkin/act')) posted += 1
  })
  const frame = await open(page)
  await frame
    .getByRole('button', { name: '签到', exact: true })
    .evaluate((button: HTMLButtonElement) => {
      button.click()
      button.click()
    })
  await state(frame, 'begun').waitFor()
  await bot.settle()
  expect(posted).toBe(1)
  expect(await bot.db.$count(visits)).toBe(1)
})

test('without a network the press is kept, sent when it is back, and counts once', async () => {
  const { bot, li, shop } = await street()
  const { page, context } = await hold(bot, '李雷', { place: at(shop) })
  await li.says('签到 永辉')
  const ready = configured(page)
  const frame = await open(page)
  await state(frame, 'ready').waitFor()
  await ready
  await context.setOffline(true)
  await press(frame, '签到')
  await state(frame, 'queued').getByText('已存在手机上').waitFor()
  await frame.getByText('1 条待提交').waitFor()
  await shot(page, 'queued')
  expect(await bot.db.$count(visits)).toBe(0)
  await context.setOffline(false)
  await state(frame, 'begun').waitFor()
  await bot.settle()
  expect(await bot.db.$count(visits)).toBe(1)
  expect(await bot.db.select().from(locationFixes)).toMatchObject([
    { source: 'live', queued: true },
  ])
})

test('photos that were taken without a network follow their check-in', async () => {
  const { bot, li, shop } = await street()
  const { page, context } = await hold(bot, '李雷', { place: at(shop) })
  await li.says('签到 永辉')
  const frame = await open(page)
  await press(frame, '签到')
  await state(frame, 'begun').waitFor()
  const posted = page.waitForRequest((request) => request.url().includes('/checkin/photo'))
  await page.route('**/checkin/photo?**', (route) => route.abort())
  await press(frame, '拍门头照')
  await posted
  await state(frame, 'queued').waitFor()
  await context.setOffline(true)
  await page.unroute('**/checkin/photo?**')
  await context.setOffline(false)
  await frame.getByText('✓ 门头照 1/1').waitFor()
  await bot.settle()
  const [photo, ...others] = await bot.db.select().from(visitPhotos)
  expect(others).toEqual([])
  expect(photo).toMatchObject({ source: 'live', queued: true, status: 'stored' })
})

test('an answer that is lost on its way, a closed page, a new link: still one visit', async () => {
  const { bot, li, shop } = await street()
  const { page } = await hold(bot, '李雷', { place: at(shop) })
  await li.says('签到 永辉')
  const frame = await open(page)
  await state(frame, 'ready').waitFor()
  // The server gets it, the phone never hears.
  await page.route('**/checkin/act', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await press(frame, '签到')
  await state(frame, 'queued').waitFor()
  await bot.settle()
  expect(await bot.db.$count(visits)).toBe(1)
  await page.getByLabel('关闭网页 Close page').click()
  await page.unroute('**/checkin/act')
  await bot.db.update(visits).set({ formShown: false })
  // The rep asks for a new link before the chat has shown that it had worked.
  const link = bot.runtime.links.live(
    {
      id: crypto.randomUUID(),
      openId: li.openId,
      purpose: 'check_in',
      customerCode: 'A1',
      visitId: null,
      locale: 'zh-CN',
    },
    bot.now(),
  )
  const again = card({ state: 'todo', title: '再来' }, linkButton('再打开', link))
  await bot.runtime.platform.send(`open_id:${li.openId}`, { card: again }, crypto.randomUUID())
  const second = await open(page, '再打开')
  await state(second, 'begun').waitFor()
  await second.getByText('待提交').waitFor({ state: 'detached' })
  await bot.settle()
  expect(await bot.db.$count(visits)).toBe(1)
  expect(await bot.db.$count(locationFixes)).toBe(1)
})

test('away from the shop: how far, and a reason; in English for who reads English', async () => {
  const { bot, shop } = await street()
  const amy = await bot.rep('Amy', { locale: 'en' })
  await bot.customer({ code: 'E1', name: 'Corner Shop', owner: 'Amy', ...northOf(shop, 60) })
  const spot = northOf(shop, 60 + 410)
  const { page } = await hold(bot, 'Amy', { place: at(spot), accuracyM: 20 })
  await amy.says('checkin Corner')
  const frame = await open(page, 'Open the page')
  await press(frame, 'Check in')
  await state(frame, 'needsReason').getByText('410 m from the shop').waitFor()
  await shot(page, 'reason-en')
  await frame.getByLabel('Reason').fill('roadworks')
  await press(frame, 'Check in anyway')
  await state(frame, 'begun').getByText('Corner Shop').waitFor()
  expect(await bot.db.select().from(visits)).toMatchObject([
    { verdict: 'needs_reason', reason: 'roadworks' },
  ])
})

const letters = createRequire(import.meta.url).resolve(
  '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2',
)

/** Pictures for the eye, where somebody asks for them. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.LIVE_SHOTS
  if (!folder) return
  const inside = page.frames().find((one) => one.url().includes('/checkin'))
  // A phone has the letters, this machine may not; from bytes, since the page loads nothing but its own.
  await inside?.evaluate(
    async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
      document.fonts.add(await new FontFace('Noto Sans SC', bytes.buffer).load())
    },
    await readFile(letters, 'base64'),
  )
  await page.screenshot({ path: `${folder}/${name}.png` })
}
