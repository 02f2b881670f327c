import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { botSends, hindrances, LI, type Office, startOffice, TEAM, WANG } from './office.ts'

/** Every screen, light and dark, on a phone and on a desktop, as axe-core sees it. */
let browser: Browser
let office: Office
beforeAll(async () => {
  browser = await launchBrowser()
  office = await startOffice(browser)
  const li = office.sim.as('李雷')
  await botSends(office.sim, LI.openId, 'text', { text: '早上好,今天 12 家' })
  await botSends(office.sim, LI.openId, 'interactive', {
    schema: '2.0',
    header: { title: { tag: 'plain_text', content: '到店了吗?' }, template: 'orange' },
    body: { elements: [{ tag: 'markdown', content: '永辉·人民路店' }] },
  })
  const { messageId } = await li.says('到了')
  await li.reacts(messageId, 'OK')
  await li.sendsLocation({ lng: 123.43, lat: 41.8, name: '永辉·人民路店' })
  await li.sendsFile('清单.txt', Buffer.from('12 家'))
  await botSends(office.sim, TEAM.chatId, 'text', { text: '日报' })
})
afterAll(async () => {
  await office.close()
  await browser.close()
})

type Act = (page: Page) => Promise<unknown>

const chat = () => office.place(LI)
const sheets = ['位置 Location', '照片 Photo', '语音 Voice', '图文 Post', '消息菜单']

/** Screens that are opened by an address, and what leads to the next state of each. */
const screens: [name: string, hash: () => string, acts: Act[]][] = [
  ['who are you', () => '', [(page) => page.locator('[data-person]').first().waitFor()]],
  [
    'chat and its sheets',
    chat,
    [
      (page) => page.locator('.location').waitFor(),
      ...sheets.map(
        (name): Act =>
          async (page) => {
            await page.keyboard.press('Escape')
            if (name === '消息菜单') {
              await page.locator('.messages').focus()
              await page.keyboard.press('ArrowUp')
              await page.keyboard.press('Enter')
            } else await page.getByLabel(name).click()
            await page.getByRole('dialog').waitFor()
          },
      ),
    ],
  ],
  [
    'people side by side',
    () => `${chat()}&with=${WANG.openId}`,
    [(page) => page.locator('[data-seat] [data-chat]').first().waitFor()],
  ],
  [
    'workshop',
    () => '#view=workshop',
    [
      (page) => page.locator('.preview .card').waitFor(),
      async (page) => {
        const samples = page.getByRole('button', { name: '样例' })
        if (await samples.count()) await samples.click()
        await page.locator('[data-sample="wrong"]').click()
        const json = page.getByRole('button', { name: /^JSON/ })
        if (await json.count()) await json.click()
        await page.locator('.findings li').nth(3).waitFor()
      },
    ],
  ],
  ['inspector', () => '#view=inspector', [(page) => page.locator('.traffic-row').first().click()]],
  ['weather', () => '#view=weather', [(page) => page.getByText('平台按文档办事').waitFor()]],
]

/** Beside people only a wide window has room. */
const wideOnly = new Set(['people side by side'])

const setTheme = (page: Page, theme: 'light' | 'dark') =>
  page.evaluate((wanted) => {
    document.documentElement.dataset.theme = wanted
  }, theme)

describe.each([390, 1280])('%i px wide', (width) => {
  test.each(
    screens.filter(([name]) => width > 700 || !wideOnly.has(name)),
  )('%s', async (_, hash, acts) => {
    const page = await office.open(hash(), { width })
    for (const [at, act] of acts.entries()) {
      await act(page)
      for (const theme of ['light', 'dark'] as const) {
        await setTheme(page, theme)
        // Behind a sheet lies what was looked at before.
        const sheet = await page.getByRole('dialog').count()
        const found = await hindrances(page, sheet > 0 ? '.overlay' : 'html')
        expect({ at, theme, found }).toEqual({ at, theme, found: [] })
      }
      await setTheme(page, 'light')
    }
  })
})
