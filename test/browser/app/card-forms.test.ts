import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { callback, plain } from './card-parts.ts'
import { type Look, openStage, type Stage } from './stage.ts'

let browser: Browser
let stage: Stage
beforeAll(async () => {
  browser = await launchBrowser()
  stage = await openStage(browser)
})
afterAll(async () => {
  expect(stage.errors).toEqual([])
  await stage.close()
  await browser.close()
})

const desktop: Look = { width: 640, theme: 'light' }
const value = { visit: 7 }
const option = (name: string) => ({ text: plain(name.toUpperCase()), value: name })
const button = (label: string, extra: object) => ({ tag: 'button', text: plain(label), ...extra })
const submit = button('提交', {
  name: 'submit',
  form_action_type: 'submit',
  behaviors: callback(value),
})
const reset = button('重填', { name: 'reset', form_action_type: 'reset' })

async function draw(elements: object[], look?: Look) {
  await stage.draw({ schema: '2.0', body: { elements } }, look)
  return stage.page
}
const form = (...elements: object[]) => ({ tag: 'form', name: 'form', elements })

test('a form sends every field by name, the multi selects as lists, with the zone', async () => {
  const page = await draw([
    form(
      { tag: 'input', name: 'summary', label: plain('总结') },
      { tag: 'select_static', name: 'outcome', placeholder: plain('结果'), options: [option('a')] },
      {
        tag: 'multi_select_static',
        name: 'topics',
        placeholder: plain('话题'),
        options: [option('price'), option('rival')],
      },
      { tag: 'select_person', name: 'who', placeholder: plain('转给') },
      {
        tag: 'multi_select_person',
        name: 'with',
        placeholder: plain('同去'),
        options: [{ value: 'ou_li' }, { value: 'ou_wang' }],
      },
      { tag: 'date_picker', name: 'next', initial_date: '2024-04-01' },
      { tag: 'picker_time', name: 'time', initial_time: '00:00' },
      { tag: 'picker_datetime', name: 'call', initial_datetime: '2024-04-29 07:07' },
      { tag: 'checker', name: 'urgent', text: plain('加急') },
      { tag: 'select_img', name: 'photo', options: [{ img_key: 'img_a', value: 'a' }] },
      submit,
    ),
  ])
  await page.getByLabel('总结').fill('订 20 箱')
  await page.getByLabel('结果').click()
  await page.locator('[data-value="a"].choice').click()
  await page.getByLabel('话题').click()
  await page.locator('[data-value="rival"]').click()
  await page.locator('[data-value="price"]').click()
  await page.locator('.sheet-action').click()
  await page.getByLabel('转给').click()
  await page.locator('[data-value="ou_wang"]').click()
  await page.getByLabel('同去').click()
  await page.locator('[data-value="ou_li"]').click()
  await page.locator('.sheet-action').click()
  await page.getByText('加急').click()
  await page.getByLabel('选择 a').click()
  await page.getByText('提交').click()
  expect(await stage.clicks()).toEqual([
    {
      tag: 'button',
      name: 'submit',
      value,
      timezone: 'Asia/Shanghai',
      form_value: {
        summary: '订 20 箱',
        outcome: 'a',
        topics: ['price', 'rival'],
        who: 'ou_wang',
        with: ['ou_li'],
        next: '2024-04-01 +0800',
        time: '00:00 +0800',
        call: '2024-04-29 07:07 +0800',
        urgent: true,
        photo: 'a',
      },
    },
  ])
})

test('what is required and missing is marked, and nothing is sent', async () => {
  const page = await draw([
    form(
      { tag: 'input', name: 'summary', required: true, label: plain('总结') },
      { tag: 'multi_select_static', name: 'topics', options: [option('price')] },
      { tag: 'select_img', name: 'photo', required: true, options: [{ img_key: 'x', value: 'x' }] },
      { tag: 'date_picker', name: 'next', required: true, placeholder: plain('下次') },
      { tag: 'input', name: 'free', label: plain('随意') },
      submit,
    ),
  ])
  await page.getByText('提交').click()
  expect(await stage.notices()).toEqual(['warning: 有必填项未填写'])
  expect(await page.getByRole('alert').count()).toBe(4)
  expect(await stage.clicks()).toEqual([])
})

test('without a date to pick the zone is not told, and optional fields are sent empty', async () => {
  const page = await draw([
    form(
      { tag: 'input', name: 'note' },
      { tag: 'multi_select_static', name: 'topics', required: false, options: [option('a')] },
      { tag: 'checker', name: 'urgent', text: plain('加急') },
      submit,
    ),
  ])
  await page.getByText('提交').click()
  expect(await stage.clicks()).toEqual([
    { tag: 'button', name: 'submit', value, form_value: { note: '', topics: [], urgent: false } },
  ])
})

test('reset puts initial values back without a word to the bot', async () => {
  const page = await draw([
    form({ tag: 'input', name: 'note', label: plain('备注'), default_value: '初' }, submit, reset),
  ])
  await page.getByLabel('备注').fill('改了')
  await page.getByText('重填').click()
  expect(await page.getByLabel('备注').inputValue()).toBe('初')
  expect(await stage.clicks()).toEqual([])
})

test('older words for what a button does work as the newer ones', async () => {
  const page = await draw([
    form(
      { tag: 'input', name: 'note', default_value: '有' },
      button('送出', { name: 'b', action_type: 'form_submit' }),
    ),
  ])
  await page.getByText('送出').click()
  expect(await stage.clicks()).toEqual([{ tag: 'button', name: 'b', form_value: { note: '有' } }])
})

test('an input keeps to its length, and its label stands left only where there is room', async () => {
  const input = {
    tag: 'input',
    name: 'note',
    label: plain('备注'),
    label_position: 'left',
    max_length: 5,
    input_type: 'multiline_text',
  }
  const page = await draw([form(input, submit)])
  await page.getByLabel('备注').fill('')
  await page.getByLabel('备注').pressSequentially('一二三四五六七')
  expect(await page.getByLabel('备注').inputValue()).toBe('一二三四五')
  await page.getByText('5/5').waitFor()
  expect(await page.locator('.label-left').count()).toBe(0)
  await draw([form(input, submit)], desktop)
  expect(await page.locator('.label-left').count()).toBe(1)
})

test('a table turns its pages, ten rows at most', async () => {
  const rows = Array.from({ length: 12 }, (_, at) => ({ shop: `第${at + 1}家`, n: at * 1000.5 }))
  const page = await draw([
    {
      tag: 'table',
      page_size: 10,
      columns: [
        { name: 'shop', display_name: '门店', data_type: 'text' },
        { name: 'n', data_type: 'number', format: { precision: 1, symbol: '¥', separator: true } },
      ],
      rows,
    },
  ])
  expect(await page.locator('tbody tr').count()).toBe(10)
  await page.getByText('¥9,004.5').waitFor()
  await page.getByLabel('下一页').click()
  expect(await page.locator('tbody tr').allTextContents()).toEqual([
    '第11家¥10,005.0',
    '第12家¥11,005.5',
  ])
  expect(await page.getByLabel('下一页').isDisabled()).toBe(true)
})

test('a panel unfolds and its head says so', async () => {
  const inner = button('里面', { behaviors: callback(value) })
  const page = await draw([
    { tag: 'collapsible_panel', header: { title: plain('还有 10 家') }, elements: [inner] },
  ])
  const head = page.getByRole('button', { name: '还有 10 家' })
  expect(await head.getAttribute('aria-expanded')).toBe('false')
  await head.press('Enter')
  await page.getByText('里面').click()
  expect(await stage.clicks()).toEqual([{ tag: 'button', value }])
})

test('a column set, a column and a card lead away; a button inside goes before', async () => {
  const column = {
    tag: 'column',
    action: { multi_url: { url: 'https://example.com/column' } },
    elements: [{ tag: 'markdown', content: '列' }, button('钮', { behaviors: callback(value) })],
  }
  const set = {
    tag: 'column_set',
    action: { multi_url: { url: 'https://example.com/set' } },
    columns: [column, { tag: 'column', elements: [{ tag: 'markdown', content: '另一列' }] }],
  }
  await stage.draw({
    schema: '2.0',
    card_link: { url: 'https://example.com/card' },
    body: { elements: [set, { tag: 'markdown', content: '卡' }] },
  })
  const { page } = stage
  await page.getByText('钮').click()
  await page.getByText('列', { exact: true }).click()
  await page.getByText('另一列').click()
  await page.getByText('卡', { exact: true }).click()
  expect(await stage.notices()).toEqual([
    'open: https://example.com/column',
    'open: https://example.com/set',
    'open: https://example.com/card',
  ])
  expect(await stage.clicks()).toEqual([{ tag: 'button', value }])
})

test('images are enlarged unless the card says no, charts too', async () => {
  const page = await draw([
    { tag: 'img', img_key: 'img_a', alt: plain('门头') },
    { tag: 'img', img_key: 'img_b', alt: plain('不放大'), preview: false },
    { tag: 'chart', chart_spec: { type: 'bar', title: { text: '销量' }, data: { values: [] } } },
  ])
  expect(await page.getByLabel('查看图片 不放大').count()).toBe(0)
  await page.getByLabel('查看图片 门头').click()
  await page.getByRole('dialog', { name: '门头' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByLabel('放大 销量').click({ force: true })
  await page.getByRole('dialog', { name: '销量' }).waitFor()
  await page.getByLabel('关闭图表').click()
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('links of a text are those of the device, a number is dialled on phones only', async () => {
  const content =
    "<link url='https://example.com/any' pc_url='https://example.com/pc'>单据</link> [拨打](tel://13800000000)"
  const hrefs = async (look?: Look) => {
    const page = await draw([{ tag: 'markdown', content }], look)
    const links = await page.locator('.md-link').all()
    return Promise.all(links.map((link) => link.getAttribute('href')))
  }
  expect(await hrefs()).toEqual(['https://example.com/any', 'tel://13800000000'])
  expect(await hrefs(desktop)).toEqual(['https://example.com/pc'])
})
