import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type FakeServer, startFakeServer } from './fake-server.ts'
import { checkOutCard, digestCard } from './form-cards.ts'
import { planCard } from './visit-cards.ts'

let browser: Browser
let fake: FakeServer

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})
beforeEach(async () => {
  fake = await startFakeServer()
  return () => fake.close()
})

async function open(hash = '', width = 390): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 844 } })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  onTestFinished(async () => {
    await page.close()
    expect(errors).toEqual([])
  })
  await page.goto(`${fake.url}${hash}`)
  return page
}

const chatOfLi = '#as=ou_li&chat=oc_p2p'
const message = (page: Page, id: string) => page.locator(`[data-message="${id}"]`)

test('a newcomer finds a person by typing, and the address remembers who they are', async () => {
  const page = await open()
  await page.getByLabel('搜索人 Search people').fill('二部 赵')
  await page.keyboard.press('Enter')
  await page.locator('[data-chat="oc_team"]').click()
  await page.getByText('日报 · 一部').waitFor()
  expect(page.url()).toContain('#as=ou_zhao&chat=oc_team')

  await page.getByLabel('返回 Back').click()
  await page.locator('[data-chat="oc_p2p"] .row-name').waitFor()
})

test('on a wide window the first chat opens beside the list, at phone width until asked', async () => {
  const page = await open('', 1280)
  await page.locator('[data-person="ou_li"]').click()
  await message(page, 'om_plan').waitFor()
  const width = async () => (await message(page, 'om_plan').locator('.card').boundingBox())?.width
  expect(await width()).toBe(322)
  await page.getByLabel('桌面宽度 Desktop width').click()
  expect(await width()).toBe(600)
})

test('a click sends the button’s value, locks the card, shows the toast and the new card', async () => {
  const page = await open(chatOfLi)
  let release = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  fake.answerClick = async () => {
    await held
    const started = { ...planCard, header: { title: { tag: 'plain_text', content: '进行中' } } }
    return { ok: true, toast: { type: 'success', content: '已开始' }, card: started }
  }
  const plan = message(page, 'om_plan')
  await plan.getByText('开始第一家').click()
  await expect.poll(() => plan.locator('.card').getAttribute('aria-busy')).toBe('true')
  await plan.getByText('重新规划').click({ force: true })
  release()
  await page.getByText('已开始').waitFor()
  await plan.getByText('进行中').waitFor()
  expect(fake.clicks).toEqual([
    { as: 'ou_li', messageId: 'om_plan', tag: 'button', value: { a: 'plan.start' } },
  ])
})

test('a refused click says why', async () => {
  const page = await open(chatOfLi)
  fake.answerClick = () => ({ ok: false, error: '200341 机器人没有及时回答' })
  await message(page, 'om_plan').getByText('附近').click()
  await page.getByText('200341 机器人没有及时回答').waitFor()
})

test('a button that asks first sends nothing until 确定', async () => {
  const page = await open(chatOfLi)
  await message(page, 'om_visit').getByText('取消拜访').click()
  await page.getByText('取消这次拜访?').waitFor()
  await page.keyboard.press('Escape')
  expect(fake.clicks).toEqual([])

  await message(page, 'om_visit').getByText('取消拜访').click()
  await page.getByText('确定').click()
  await expect.poll(() => fake.clicks).toMatchObject([{ value: { a: 'cancel' } }])
})

test('an overflow menu sends the option that was picked', async () => {
  const page = await open(chatOfLi)
  await message(page, 'om_visit').getByLabel('更多').click()
  await page.getByText('查看客户').click()
  await expect
    .poll(() => fake.clicks)
    .toEqual([
      {
        as: 'ou_li',
        messageId: 'om_visit',
        tag: 'overflow',
        option: 'customer',
        value: { a: 'more' },
      },
    ])
})

test('an unfilled required field keeps the form here', async () => {
  const page = await open(chatOfLi)
  const form = message(page, 'om_form')
  await form.getByText('提交').click()
  await page.getByText('有必填项未填写').waitFor()
  expect(await form.getByText('必填项').count()).toBe(2)
  expect(fake.clicks).toEqual([])

  await form.getByLabel('离店总结').fill('店主答应谈堆头')
  await expect.poll(() => form.getByText('必填项').count()).toBe(1)
})

test('a filled form is sent whole, dates with the zone’s offset', async () => {
  const page = await open(chatOfLi)
  const form = message(page, 'om_form')
  await form.getByLabel('结果').click()
  await page.locator('[data-value="ordered"]').click()
  await form.getByLabel('离店总结').fill('订 20 箱')
  await form.getByLabel('谈到的话题').click()
  await page.locator('[data-value="rival"]').click()
  await page.locator('[data-value="price"]').click()
  await page.locator('.sheet-action').click()
  await form.getByLabel('下次拜访').click()
  await page.getByLabel('2024-04-15').click()
  await page.locator('.sheet-action').click()
  await form.getByLabel('时间', { exact: true }).click()
  await page.getByRole('listbox', { name: '时', exact: true }).getByText('00').click()
  await page.getByRole('listbox', { name: '分', exact: true }).getByText('30').click()
  await page.locator('.sheet-action').click()
  await form.getByLabel('转给同事').click()
  await page.locator('[data-value="ou_wang"]').click()
  await form.getByText('主管协访').click()
  await form.getByText('提交').click()

  await expect.poll(() => fake.clicks.length).toBe(1)
  expect(fake.clicks[0]).toEqual({
    as: 'ou_li',
    messageId: 'om_form',
    tag: 'button',
    name: 'submit_checkout',
    value: { a: 'visit.complete', id: 7 },
    timezone: 'Asia/Shanghai',
    form_value: {
      result: 'ordered',
      summary: '订 20 箱',
      topics: ['price', 'rival'],
      next: '2024-04-15 +0800',
      time: '00:30 +0800',
      callAt: '2024-04-29 07:07 +0800',
      who: 'ou_wang',
      joint: false,
    },
  })
})

test('optional fields left alone are sent empty', async () => {
  const page = await open(chatOfLi)
  const form = message(page, 'om_form')
  await form.getByLabel('结果').click()
  await page.locator('[data-value="closed"]').click()
  await form.getByLabel('离店总结').fill('店休')
  await form.getByText('提交').click()
  await expect
    .poll(() => fake.clicks[0]?.form_value)
    .toEqual({
      result: 'closed',
      summary: '店休',
      topics: [],
      next: '2024-04-01 +0800',
      time: '',
      callAt: '2024-04-29 07:07 +0800',
      who: '',
      joint: true,
    })
})

test('reset puts a form back, and what stayed the same in an updated card keeps its words', async () => {
  const page = await open(chatOfLi)
  const summary = message(page, 'om_form').getByLabel('离店总结')
  await summary.fill('写了一半')
  const form = fake.messages.find((one) => one.messageId === 'om_form')
  const card = {
    ...checkOutCard,
    header: { title: { tag: 'plain_text', content: '又来一张照片' } },
  }
  fake.push('update', { ...form, card })
  await page.getByText('又来一张照片').waitFor()
  expect(await summary.inputValue()).toBe('写了一半')

  await message(page, 'om_form').getByText('重填').click()
  expect(await summary.inputValue()).toBe('')
})

test('messages, updates and withdrawals arrive by themselves', async () => {
  const page = await open(chatOfLi)
  const plan = fake.messages.find((one) => one.messageId === 'om_plan')
  await message(page, 'om_plan').waitFor()
  fake.push('message', {
    ...plan,
    messageId: 'om_live',
    type: 'text',
    text: '下一家: 联华',
    at: '2027-01-01T00:00:00Z',
  })
  await page.getByText('下一家: 联华').waitFor()
  fake.push('update', { ...plan, card: { header: { title: { content: '今天走完了' } } } })
  await message(page, 'om_plan').getByText('今天走完了').waitFor()
  fake.push('toast', { type: 'info', content: '照片已收到' })
  await page.getByText('照片已收到').waitFor()
  fake.push('delete', { ...plan, messageId: 'om_live', card: undefined, recalled: true })
  await page.getByText('巡访撤回了一条消息').waitFor()
  expect(await page.getByText('下一家: 联华').count()).toBe(0)
})

test('text, a place and a photo are sent as the person', async () => {
  const page = await open(chatOfLi)
  await page.getByRole('textbox', { name: '消息 Message' }).fill('签到')
  await page.keyboard.press('Enter')
  await message(page, 'om_new10').getByText('签到').waitFor()
  await page.getByRole('toolbar').getByText('附近').click()
  await page.getByLabel('位置 Location').click()
  await page.getByText('偏 500 米').click()
  await expect
    .poll(() => fake.sent)
    .toEqual([
      { as: 'ou_li', chatId: 'oc_p2p', type: 'text', text: '签到' },
      { as: 'ou_li', chatId: 'oc_p2p', type: 'text', text: '附近' },
      {
        as: 'ou_li',
        chatId: 'oc_p2p',
        type: 'location',
        lng: 120.15507,
        lat: 30.27858,
        name: '永辉·人民路店 北 500 米',
      },
    ])
  await page.getByLabel('照片 Photo').click()
  await page.getByText('陈列', { exact: true }).click()
  await expect.poll(() => fake.uploads.length).toBe(1)
  expect(fake.uploads[0]?.query.toString()).toBe('as=ou_li&chatId=oc_p2p&kind=image')
})

test('renderCard draws one card alone, chart and unknown parts included', async () => {
  const page = await open('#gallery')
  for (const width of [360, 390]) {
    await page.evaluate(
      `window.renderCard(${JSON.stringify(digestCard)}, { width: ${width}, theme: 'dark' })`,
    )
    expect((await page.locator('[data-shot]').boundingBox())?.width).toBe(width)
    expect((await page.locator('.card').boundingBox())?.width).toBe(width - 68)
    expect(await page.locator('.el-chart canvas').count()).toBe(1)
  }
  await page.getByText('不认识的组件').waitFor()
  await page.getByLabel('下一页').click()
  await page.getByText('未达标').waitFor()
})

test('what data brings is shown as words, never as markup', async () => {
  const page = await open('#gallery')
  const content =
    '<img src=x onerror="window.hit=1"><b>粗</b> [点](javascript:window.hit=1) <script>window.hit=1</script>'
  const card = {
    body: {
      elements: [
        { tag: 'markdown', content },
        { tag: 'div', text: { tag: 'lark_md', content } },
      ],
    },
  }
  await page.evaluate(`window.renderCard(${JSON.stringify(card)}, { width: 390 })`)
  expect(await page.locator('[data-shot] :is(img, b, a, script)').count()).toBe(0)
  expect(await page.evaluate('window.hit')).toBeUndefined()
})
