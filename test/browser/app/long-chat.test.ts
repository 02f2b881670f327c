import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { botSends, LI, type Office, startOffice } from './office.ts'

const count = 1000

let browser: Browser
let office: Office
beforeAll(async () => {
  browser = await launchBrowser()
  office = await startOffice(browser)
  office.sim.setEventsUrl(undefined)
  const li = office.sim.as('李雷')
  for (let i = 1; i <= count; i++) {
    if (i % 10 === 2) await botSends(office.sim, LI.openId, 'interactive', cardOf(i))
    else await li.says(`第 ${i} 句 ${'很长'.repeat(i % 40)}`)
  }
})
afterAll(async () => {
  await office.close()
  await browser.close()
})

const cardOf = (i: number) => ({
  schema: '2.0',
  body: { elements: [{ tag: 'markdown', content: `卡片 ${i}\n${'字'.repeat(i % 90)}` }] },
})

/** Nodes of the list, messages drawn, and the first message that is whole on the screen. */
const look = (page: Page) =>
  page.evaluate(() => {
    const list = document.querySelector('.messages') as HTMLElement
    const top = list.getBoundingClientRect().top
    const drawn = [...list.querySelectorAll<HTMLElement>('[data-message]')]
    const first = drawn.find((one) => one.getBoundingClientRect().top >= top)
    return {
      nodes: list.querySelectorAll('*').length,
      drawn: drawn.length,
      first: first?.dataset.message ?? '',
      offset: Math.round((first?.getBoundingClientRect().top ?? 0) - top),
      scrollTop: list.scrollTop,
    }
  })

test('a thousand messages scroll to the first one with a bounded page, and nothing jumps', async () => {
  const page = await office.open(office.place(LI), { width: 390 })
  await page.getByText(`第 ${count} 句`).waitFor()
  const most = { nodes: 0, drawn: 0 }
  const list = page.locator('.messages')
  const at = await list.boundingBox()
  if (!at) throw new Error('no list')
  await page.mouse.move(at.x + 190, at.y + 200)
  let jumps = 0
  for (let turn = 0; turn < 400; turn++) {
    const before = await look(page)
    most.nodes = Math.max(most.nodes, before.nodes)
    most.drawn = Math.max(most.drawn, before.drawn)
    if (before.scrollTop === 0 && (await page.getByText('第 1 句 很长', { exact: true }).count()))
      break
    await page.mouse.wheel(0, -900)
    await page.waitForTimeout(40)
    // What was on the screen moved down by as much as the wheel turned, or is out of it.
    const moved = await page.evaluate((id) => {
      const one = document.querySelector(`[data-message="${id}"]`)
      const top = document.querySelector('.messages')?.getBoundingClientRect().top ?? 0
      return one ? Math.round(one.getBoundingClientRect().top - top) : undefined
    }, before.first)
    if (moved !== undefined && moved - before.offset > 905) jumps += 1
  }
  expect(await page.getByText('第 1 句 很长', { exact: true }).isVisible()).toBe(true)
  expect(most.drawn).toBeLessThan(160)
  expect(most.nodes).toBeLessThan(3500)
  expect(jumps).toBe(0)
})

test('away from the end new messages are counted, and one click leads to them', async () => {
  const page = await office.open(office.place(LI), { width: 390 })
  await page.getByText(`第 ${count} 句`).waitFor()
  const list = page.locator('.messages')
  await list.hover()
  await page.mouse.wheel(0, -1500)
  await expect
    .poll(() => list.evaluate((one) => one.scrollHeight - one.scrollTop))
    .toBeGreaterThan(1500)
  await botSends(office.sim, LI.openId, 'text', { text: '新来的一' })
  await botSends(office.sim, LI.openId, 'text', { text: '新来的二' })
  await page.getByRole('button', { name: '2 条新消息' }).click()
  await expect.poll(() => page.getByText('新来的二').last().isVisible()).toBe(true)
  expect(await page.getByRole('button', { name: /条新消息/ }).count()).toBe(0)
})

test('what was typed into a card stays when it leaves the screen', async () => {
  await botSends(office.sim, LI.openId, 'interactive', {
    schema: '2.0',
    body: {
      elements: [
        {
          tag: 'form',
          name: 'f',
          elements: [
            {
              tag: 'input',
              name: 'note',
              required: false,
              placeholder: { tag: 'plain_text', content: '记一句' },
            },
            {
              tag: 'button',
              name: 'send',
              text: { tag: 'plain_text', content: '交' },
              form_action_type: 'submit',
            },
          ],
        },
      ],
    },
  })
  const page = await office.open(office.place(LI), { width: 390 })
  await page.getByPlaceholder('记一句').fill('写了一半')
  const list = page.locator('.messages')
  await list.focus()
  await list.hover()
  for (let turn = 0; turn < 8; turn++) {
    await page.mouse.wheel(0, -2000)
    await page.waitForTimeout(60)
  }
  await list.evaluate((one) => {
    one.scrollTop = one.scrollHeight
  })
  await expect.poll(() => page.getByPlaceholder('记一句').inputValue()).toBe('写了一半')
})
