import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
const option = (value: string) => ({ text: plain(value.toUpperCase()), value })
const confirm = { title: plain('真的吗'), text: plain('不能撤回') }
const value = { visit: 7 }

/** Draws components at the root of a card and gives the page to work on them. */
async function draw(elements: object[], look?: Look) {
  await stage.draw({ schema: '2.0', body: { elements } }, look)
  return stage.page
}

/** The only click since the drawing, which a test compares whole. */
async function onlyClick() {
  const clicks = await stage.clicks()
  expect(clicks).toHaveLength(1)
  return clicks[0]
}

async function noClick() {
  expect(await stage.clicks()).toEqual([])
}

describe('button', () => {
  test('sends its value and name', async () => {
    const page = await draw([
      { tag: 'button', text: plain('签到'), name: 'go', behaviors: callback(value) },
    ])
    await page.getByText('签到').click()
    expect(await onlyClick()).toEqual({ tag: 'button', value, name: 'go' })
  })

  test('asks first, and does nothing after 取消', async () => {
    const page = await draw([
      { tag: 'button', text: plain('取消拜访'), confirm, behaviors: callback('plain text') },
    ])
    await page.getByText('取消拜访').click()
    await page.getByText('不能撤回').waitFor()
    await page.getByRole('button', { name: '取消', exact: true }).click()
    await noClick()
    await page.getByText('取消拜访').click()
    await page.getByText('确定').click()
    expect(await onlyClick()).toEqual({ tag: 'button', value: 'plain text' })
  })

  test('is disabled: says why, sends nothing', async () => {
    const disabled = { disabled: true, disabled_tips: plain('签到后才能开单') }
    const page = await draw([
      { tag: 'button', text: plain('开单'), ...disabled, behaviors: callback(value) },
    ])
    await page.getByText('开单').click({ force: true })
    expect(await stage.notices()).toEqual(['info: 签到后才能开单'])
    await noClick()
  })

  test('opens the address of the device, with a callback both', async () => {
    const open = {
      type: 'open_url',
      default_url: 'https://example.com/any',
      pc_url: 'https://example.com/pc',
      ios_url: 'lark://msgcard/unsupported_action',
    }
    const button = { tag: 'button', text: plain('导航'), behaviors: [open, ...callback(value)] }
    await (await draw([button], desktop)).getByText('导航').click()
    expect(await stage.notices()).toEqual(['open: https://example.com/pc'])
    expect(await onlyClick()).toEqual({ tag: 'button', value })

    await (await draw([button])).getByText('导航').click()
    expect(await stage.notices()).toEqual(['info: 当前设备不支持此操作'])
  })

  test('has each size of the device', async () => {
    const heights = async (look?: Look) => {
      const sizes = ['tiny', 'small', 'medium', 'large']
      const page = await draw(
        sizes.map((size) => ({ tag: 'button', text: plain(size), size })),
        look,
      )
      const boxes = sizes.map((size) => page.getByText(size, { exact: true }).locator('..'))
      return Promise.all(boxes.map(async (box) => (await box.boundingBox())?.height))
    }
    expect(await heights()).toEqual([28, 28, 36, 48])
    expect(await heights(desktop)).toEqual([24, 28, 32, 40])
  })
})

describe('outside a form a choice is sent at once', () => {
  test('select_static: option', async () => {
    const page = await draw([
      {
        tag: 'select_static',
        name: 'outcome',
        placeholder: plain('结果'),
        options: [option('a'), option('b')],
        behaviors: callback(value),
      },
    ])
    await page.getByLabel('结果').click()
    await page.locator('[data-value="b"]').click()
    expect(await onlyClick()).toEqual({
      tag: 'select_static',
      name: 'outcome',
      value,
      option: 'b',
    })
    await page.getByText('B', { exact: true }).waitFor()
  })

  test('select_static with a question: 取消 leaves the choice as it was', async () => {
    const page = await draw([
      {
        tag: 'select_static',
        initial_option: 'a',
        options: [option('a'), option('b')],
        confirm,
        behaviors: callback(value),
      },
    ])
    await page.getByText('A', { exact: true }).click()
    await page.locator('[data-value="b"]').click()
    await page.getByRole('button', { name: '取消', exact: true }).click()
    await noClick()
    expect(await page.locator('.picker-value').textContent()).toBe('A')
  })

  test('select_person: an open_id; without known people, those of the chat', async () => {
    const page = await draw([
      { tag: 'select_person', placeholder: plain('转给'), options: [{ value: 'ou_wang' }] },
      { tag: 'select_person', placeholder: plain('任何人'), options: [{ value: 'ou_gone' }] },
    ])
    await page.getByLabel('任何人').click()
    expect(await page.locator('.choice').count()).toBe(3)
    await page.keyboard.press('Escape')
    await page.getByLabel('转给').click()
    expect(await page.locator('.choice').count()).toBe(1)
    await page.locator('[data-value="ou_wang"]').click()
    expect(await onlyClick()).toEqual({ tag: 'select_person', option: 'ou_wang' })
  })

  test.each([
    ['date_picker', 'initial_date', '2024-04-01', '2024-04-15 +0800', '2024-04-15'],
    [
      'picker_datetime',
      'initial_datetime',
      '2024-04-01 07:07',
      '2024-04-15 07:07 +0800',
      '2024-04-15',
    ],
    ['picker_time', 'initial_time', '09:00', '09:30 +0800', ''],
  ])('%s: the zone’s offset behind it, and the zone', async (tag, initial, at, sent, day) => {
    const page = await draw([
      { tag, [initial]: at, placeholder: plain('何时'), behaviors: callback(value) },
    ])
    await page.getByLabel('何时').click()
    if (day) await page.getByLabel(day).click()
    else {
      const minutes = page.getByRole('listbox', { name: '分', exact: true })
      await minutes.getByText('30').click()
    }
    await page.locator('.sheet-action').click()
    expect(await onlyClick()).toEqual({ tag, value, option: sent, timezone: 'Asia/Shanghai' })
  })

  test('input: input_value, by Enter or by its button, and not twice the same', async () => {
    const page = await draw([
      { tag: 'input', name: 'search', placeholder: plain('搜门店'), behaviors: callback(value) },
    ])
    await page.getByLabel('搜门店').fill('永辉')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    expect(await onlyClick()).toEqual({
      tag: 'input',
      name: 'search',
      value,
      input_value: '永辉',
    })
  })

  test('checker: checked; without a callback it stays on the screen', async () => {
    const page = await draw([
      { tag: 'checker', name: 'door', text: plain('门头照'), behaviors: callback(value) },
      { tag: 'checker', name: 'shelf', text: plain('陈列照') },
      { tag: 'checker', name: 'off', text: plain('停用'), checked: true, disabled: true },
    ])
    await page.getByText('陈列照').click()
    await page.getByText('停用').click({ force: true })
    await noClick()
    expect(await page.getByRole('checkbox', { name: '陈列照' }).getAttribute('aria-checked')).toBe(
      'true',
    )
    await page.getByText('门头照').click()
    expect(await onlyClick()).toEqual({ tag: 'checker', name: 'door', value, checked: true })
  })

  test('a button of a checker is a button of its own', async () => {
    const buttons = [
      { tag: 'button', type: 'text', text: plain('重拍'), behaviors: callback(value) },
    ]
    const page = await draw([{ tag: 'checker', text: plain('门头照'), button_area: { buttons } }])
    await page.getByText('重拍').click()
    expect(await onlyClick()).toEqual({ tag: 'button', value })
  })

  test('select_img: one image; a disabled one says why', async () => {
    const options = [
      { img_key: 'img_door', value: 'door' },
      { img_key: 'img_old', value: 'old', disabled: true, disabled_tips: plain('已过期') },
    ]
    const page = await draw([{ tag: 'select_img', name: 'p', options, behaviors: callback(value) }])
    await page.locator('[data-value="old"]').click({ force: true })
    expect(await stage.notices()).toEqual(['info: 已过期'])
    await noClick()
    await page.locator('[data-value="door"]').click()
    expect(await onlyClick()).toEqual({ tag: 'select_img', name: 'p', value, option: 'door' })
  })

  test('overflow: the option beside the value; a link only leads away', async () => {
    const options = [
      { text: plain('改期'), value: 'later' },
      { text: plain('看网页'), multi_url: { url: 'https://example.com/list' } },
    ]
    const page = await draw([{ tag: 'overflow', options, value }])
    await page.getByLabel('更多').click()
    await page.getByText('看网页').click()
    expect(await stage.notices()).toEqual(['open: https://example.com/list'])
    await noClick()
    await page.getByLabel('更多').click()
    await page.getByText('改期').click()
    expect(await onlyClick()).toEqual({ tag: 'overflow', value, option: 'later' })
  })

  test('interactive_container: by touch and by key; what stands inside goes before', async () => {
    const inner = { tag: 'button', text: plain('导航'), behaviors: callback('inner') }
    const page = await draw([
      {
        tag: 'interactive_container',
        behaviors: callback(value),
        elements: [{ tag: 'markdown', content: '永辉·人民路店' }, inner],
      },
    ])
    await page.getByText('导航').click()
    expect(await onlyClick()).toEqual({ tag: 'button', value: 'inner' })
    await page.getByText('永辉·人民路店').last().click()
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: '永辉·人民路店' }).press('Enter')
    expect((await stage.clicks()).slice(1)).toEqual([
      { tag: 'interactive_container', value },
      { tag: 'interactive_container', value },
    ])
  })
})
