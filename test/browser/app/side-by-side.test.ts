import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { botSends, HAN, LI, type Office, startOffice, TEAM, WANG } from './office.ts'

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

const box = (within: Page | ReturnType<Page['locator']>) =>
  within.getByRole('textbox', { name: '消息 Message' })
const lastReceived = () => office.got('im.message.receive_v1').at(-1)

test('two people in one window see each other’s words in the group, live', async () => {
  const page = await office.open(office.place(LI, TEAM.chatId), { width: 1500 })
  // The stream is made anew for two people; what is said before it is open must not be lost.
  let letThrough = () => {}
  const wasSaid = new Promise<void>((done) => {
    letThrough = done
  })
  await page.route('**/stream?**', async (route) => {
    await wasSaid
    await route.continue()
  })
  await page.getByLabel('并排一个人 Add a person beside').click()
  const seat = page.locator('[data-seat]')
  await seat.locator(`[data-person="${WANG.openId}"]`).click()
  await seat.locator(`[data-chat="${TEAM.chatId}"]`).click()
  await seat.locator('.messages').waitFor()
  const said = page.waitForResponse((answer) => answer.url().endsWith('/send'))
  await box(page.locator('.is-main')).fill('大家早')
  await box(page.locator('.is-main')).press('Enter')
  await said
  letThrough()
  await seat.locator('.messages').getByText('大家早').waitFor()
  await box(seat).fill('早,今天先去永辉')
  await box(seat).press('Enter')
  await page.locator('.is-main .messages').getByText('早,今天先去永辉').waitFor()
  expect(page.url()).toContain(`with=${WANG.openId}%2F${TEAM.chatId}`)

  await page.reload()
  await seat.locator('.messages').getByText('早,今天先去永辉').waitFor()
  await page.getByLabel('收起王芳的手机 Close').click()
  await expect.poll(() => seat.count()).toBe(0)
})

test('a colleague is named with keys alone, and the bot hears who', async () => {
  const page = await office.open(office.place(LI, TEAM.chatId))
  await box(page).focus()
  await page.keyboard.type('@')
  const list = page.getByRole('listbox', { name: '点名 Mention' })
  await list.getByRole('option', { name: /巡访/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('@王')
  await expect.poll(() => list.getByRole('option').count()).toBe(1)
  await page.keyboard.press('Tab')
  expect(await box(page).inputValue()).toBe('@巡访 @王芳 ')
  await page.keyboard.type('日报')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => lastReceived()?.message)
    .toMatchObject({
      content: JSON.stringify({ text: '@_user_1 @_user_2 日报' }),
      mentions: [{ name: '巡访' }, { name: '王芳', id: { open_id: WANG.openId } }],
    })
})

test('unread marks count what came elsewhere, and go when the chat is opened', async () => {
  const page = await office.open(office.place(HAN))
  await page.locator('.messages').waitFor()
  await botSends(office.sim, TEAM.chatId, 'text', { text: '一条' })
  await botSends(office.sim, TEAM.chatId, 'text', { text: '又一条' })
  const row = page.locator(`[data-chat="${TEAM.chatId}"]`)
  await expect.poll(() => row.locator('.unread').innerText().then(Number)).toBeGreaterThan(1)
  await row.click()
  await expect.poll(() => row.locator('.unread').count()).toBe(0)
})

test('by keys: to a message, an answer to it, an emoji, and taken back again', async () => {
  await botSends(office.sim, LI.openId, 'text', { text: '今天 12 家' })
  const page = await office.open(office.place(LI))
  await page.getByText('今天 12 家').last().waitFor()
  await box(page).focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.getByText('回复 Reply').click()
  await page.keyboard.type('十二家太多了')
  await page.keyboard.press('Enter')
  await page.locator('.quote', { hasText: '今天 12 家' }).waitFor()
  expect(lastReceived()?.message).toHaveProperty('parent_id')

  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'THUMBSUP' }).click()
  await page.getByLabel('THUMBSUP:李雷').waitFor()
  expect(office.got('im.message.reaction.created_v1').at(-1)).toMatchObject({
    reaction_type: { emoji_type: 'THUMBSUP' },
  })
  await page.getByLabel('THUMBSUP:李雷').click()
  await expect.poll(() => page.getByLabel('THUMBSUP:李雷').count()).toBe(0)

  await page.locator('.bubble', { hasText: '十二家太多了' }).hover()
  await page.getByLabel('消息菜单 Message menu').click()
  await page.getByText('撤回 Recall').click()
  await page.getByText('你撤回了一条消息').waitFor()
  await expect.poll(() => office.got('im.message.recalled_v1').length).toBe(1)
})

test('voice, post with a picture, and the bot’s menu', async () => {
  const page = await office.open(office.place(WANG))
  await page.getByLabel('语音 Voice').click()
  await page.getByRole('button', { name: '发送模拟语音' }).click()
  await page.getByLabel('语音 5 秒,播放').waitFor()
  expect(lastReceived()?.message).toMatchObject({ message_type: 'audio' })

  await page.getByLabel('图文 Post').click()
  await page.getByLabel('标题 Title').fill('陈列')
  await page.getByLabel('正文 Text').fill('请 @李雷 看\n第二段')
  const picture = await page.locator('.messages').screenshot()
  const file = { name: 'shelf.png', mimeType: 'image/png', buffer: picture }
  await page.getByLabel('加图片 Add images').setInputFiles(file)
  await page.getByRole('button', { name: '发送图文' }).click()
  await page.locator('.post', { hasText: '第二段' }).locator('img').waitFor()
  const post = JSON.parse(String((lastReceived()?.message as { content: string }).content))
  expect(post.content.map((line: { tag: string }[]) => line.map(({ tag }) => tag))).toEqual([
    ['text', 'at', 'text'],
    ['text'],
    ['img'],
  ])

  await page.getByLabel('机器人菜单 Bot menu').click()
  await page.getByRole('button', { name: '今日' }).click()
  await page.getByRole('menuitem', { name: '计划' }).click()
  await expect
    .poll(() => office.got('application.bot.menu_v6'))
    .toMatchObject([{ event_key: 'plan' }])
})

test('keys switch views, find the search and tell about themselves', async () => {
  const page = await office.open()
  await page.locator('.people-list button').first().waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: '快捷键 Shortcuts' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+4')
  await page.getByRole('heading', { name: '天气' }).waitFor()
  await page.keyboard.press('Alt+1')
  await page.keyboard.press('/')
  await page.keyboard.type('王芳')
  await page.keyboard.press('Enter')
  await page.locator('.side h1', { hasText: '王芳' }).waitFor()
})
