import type { Browser } from 'playwright-core'
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

async function sky() {
  const response = await fetch(`${office.sim.url}/simulator/api/control`)
  const { weather, clock } = (await response.json()) as {
    weather: Record<string, unknown>
    clock: { shiftS: number }
  }
  return { ...weather, shiftS: clock.shiftS }
}

test('a dial turned by keys changes what the bot meets; fine weather ends it', async () => {
  const page = await office.open('#view=weather')
  await page.getByRole('heading', { name: '晴' }).waitFor()
  await page.getByLabel('限流').focus()
  await page.keyboard.press('End')
  await page.getByText('限流 100%').waitFor()
  await expect(botSends(office.sim, LI.openId, 'text', { text: '发不出去' })).rejects.toThrow()

  await page.getByRole('button', { name: '恢复晴天' }).click()
  await page.getByText('平台按文档办事').waitFor()
  await botSends(office.sim, LI.openId, 'text', { text: '又发得出去了' })
})

test('a preset sets all dials at once, and what lies beneath is shown', async () => {
  const page = await office.open('#view=weather')
  await page.getByRole('button', { name: '重复乱序' }).click()
  await page.getByText('重复投递 50%').waitFor()
  expect(await sky()).toMatchObject({ duplicates: 0.5, shuffleMs: 3000, rateLimited: 0 })
  expect(await page.getByLabel('乱序').inputValue()).toBe('3000')
  await page.getByRole('button', { name: '晴', exact: false }).first().click()
  await page.getByText('平台按文档办事').waitFor()
})

test('the clock goes forward and what waited for it is delivered', async () => {
  office.bot.answer = () => ({ status: 500 })
  await office.sim.as('李雷').says('等时钟')
  office.bot.answer = () => ({ status: 200, body: {} })
  const page = await office.open('#view=weather')
  await page.getByText('已试 1 次').waitFor()
  await page.getByText('+15 秒').click()
  await page.getByText('拨快了 15 秒').waitFor()
  await page.getByText('没有:机器人都确认了').waitFor()
  const times = office.got('im.message.receive_v1').length
  expect(times).toBe(2)

  await page.getByLabel('往前拨的分钟数 Minutes forward').fill('90')
  await page.keyboard.press('Enter')
  await page.getByText('拨快了 1 小时 30 分钟 15 秒').waitFor()
  expect(await sky()).toMatchObject({ shiftS: 5415 })
  await page.getByRole('button', { name: '回到本机' }).click()
  await page.getByText('与本机一致').waitFor()
})
