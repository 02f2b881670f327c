import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { LI, type Office, places, startOffice } from './office.ts'

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

async function openMap(): Promise<Page> {
  const page = await office.open(office.place(LI), { width: 390 })
  await page.getByLabel('位置 Location').click()
  await page.locator('[data-place]').first().waitFor()
  return page
}
const coordinates = async (page: Page) => ({
  lng: Number(await page.getByLabel('经度 Longitude').inputValue()),
  lat: Number(await page.getByLabel('纬度 Latitude').inputValue()),
})
const map = (page: Page) => page.locator('.map')
const sent = () => {
  const message = office.got('im.message.receive_v1').at(-1)?.message as { content: string }
  return JSON.parse(message.content)
}

test('it starts at the usual place; keys move and zoom it, and the pin knows what is near', async () => {
  const page = await openMap()
  expect(await coordinates(page)).toEqual({ lng: 123.43, lat: 41.8 })
  await page.getByText('就在 永辉·人民路店').waitFor()
  await map(page).focus()
  await page.keyboard.press('ArrowRight')
  const east = await coordinates(page)
  expect(east.lng).toBeGreaterThan(123.43)
  expect(east.lat).toBeCloseTo(41.8, 6)
  await page.getByText(/离 永辉·人民路店 \d+ 米/).waitFor()
  await page.keyboard.press('Shift+ArrowUp')
  const north = await coordinates(page)
  expect(north.lat - 41.8).toBeLessThan(east.lng - 123.43)

  const scale = () => page.locator('.map-scale').innerText()
  const before = await scale()
  for (const _ of 'aaaa') await page.keyboard.press('-')
  expect(await scale()).not.toBe(before)
  expect(await coordinates(page)).toEqual(north)
  await page.keyboard.press('0')
  await expect.poll(() => page.locator('[data-place]').count()).toBe(places.length)
})

test('dragged and turned by the wheel it keeps what is under the finger', async () => {
  const page = await openMap()
  const frame = await map(page).boundingBox()
  if (!frame) throw new Error('no map')
  const middle = { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 }
  await page.mouse.move(middle.x, middle.y)
  await page.mouse.down()
  await page.mouse.move(middle.x - 60, middle.y + 20, { steps: 4 })
  await page.mouse.up()
  const dragged = await coordinates(page)
  expect(dragged.lng).toBeGreaterThan(123.43)
  expect(dragged.lat).toBeGreaterThan(41.8)

  const marker = page.locator('[data-place="永辉·人民路店"] circle')
  const at = async () => (await marker.boundingBox())?.x ?? 0
  const before = await at()
  await page.mouse.move(before + 5, middle.y + 20)
  await page.mouse.wheel(0, -300)
  await expect.poll(async () => (await coordinates(page)).lng).not.toBe(dragged.lng)
  expect(Math.abs((await at()) - before)).toBeLessThan(4)
})

test('a place is found by its name and sent as the client sends it', async () => {
  const page = await openMap()
  await page.getByLabel('搜索地点 Search places').fill('苏家屯')
  await page.keyboard.press('Enter')
  await page.getByText('就在 苏家屯批发部').waitFor()
  await page.getByRole('button', { name: '发送位置', exact: true }).click()
  await page.locator('.location', { hasText: '苏家屯批发部' }).waitFor()
  await expect.poll(sent).toEqual({ name: '苏家屯批发部', longitude: '123.34', latitude: '41.66' })
})

test('typed coordinates move the map; the name may be one’s own', async () => {
  const page = await openMap()
  await page.getByLabel('经度 Longitude').fill('123.4452')
  await page.getByLabel('纬度 Latitude').fill('41.8031')
  await page.getByText(/离 联华·解放路店 \d+ 米/).waitFor()
  await page.getByLabel('地点名称 Name').fill('后门')
  await page.getByRole('button', { name: '发送位置', exact: true }).click()
  await expect.poll(sent).toEqual({ name: '后门', longitude: '123.4452', latitude: '41.8031' })
})
