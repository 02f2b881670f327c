/** The browser app against the real simulator, with a bot that writes down what it gets. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import {
  type BotMenuEntry,
  type Json,
  type NamedPlace,
  type Simulator,
  startSimulator,
} from '../../../simulator/index.ts'
import { startBot } from '../../simulator/support.ts'

const openIdOf = (digit: string) => `ou_${digit.repeat(32)}`
const person = (digit: string, name: string, title: string) => ({
  openId: openIdOf(digit),
  name,
  title,
  group: '销售一部',
})
export const LI = person('1', '李雷', '业务员')
export const HAN = person('2', '韩梅', '业务员')
export const WANG = person('3', '王芳', '主管')
export const TEAM = { chatId: `oc_${'9'.repeat(32)}`, name: '销售一部群' }

export const places: NamedPlace[] = [
  { name: '永辉·人民路店', note: 'A 级', lng: 123.43, lat: 41.8 },
  { name: '联华·解放路店', note: 'B 级', lng: 123.445, lat: 41.803 },
  { name: '苏家屯批发部', lng: 123.34, lat: 41.66 },
]
const botMenu: BotMenuEntry[] = [
  { name: '今日', children: [{ name: '计划', eventKey: 'plan' }] },
  { name: '帮助', text: '帮助' },
]

export interface Office {
  sim: Simulator
  bot: Awaited<ReturnType<typeof startBot>>
  /** Events and callbacks that the bot got, newest last, by type. */
  got(type: string): Json[]
  /** Somebody's private chat with the bot, or a group, as part of an address. */
  place(who: { openId: string }, chatId?: string): string
  open(hash?: string, look?: { width?: number; height?: number; dark?: boolean }): Promise<Page>
  close(): Promise<void>
}

export async function startOffice(browser: Browser): Promise<Office> {
  const bot = await startBot()
  const sim = await startSimulator({
    // Without a key the bot reads what it gets.
    encryptKey: '',
    eventsUrl: bot.url,
    limits: false,
    people: [LI, HAN, WANG],
    groups: [{ ...TEAM, members: [LI, HAN, WANG].map(({ openId }) => openId) }],
    presets: async () => [{ label: '在店里', name: '永辉·人民路店', lng: 123.43, lat: 41.8 }],
    places: async () => places,
    botMenu,
  })
  return {
    sim,
    bot,
    got: (type) =>
      bot.received
        .map(({ raw }) => JSON.parse(raw) as { header: { event_type: string }; event: Json })
        .filter(({ header }) => header.event_type === type)
        .map(({ event }) => event),
    place: ({ openId }, chatId = sim.as(openId).chatId) => `#as=${openId}&chat=${chatId}`,
    async open(hash = '', { width = 1280, height = 844, dark = false } = {}) {
      const page = await browser.newPage({
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
      })
      page.setDefaultTimeout(25_000)
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      onTestFinished(async () => {
        await page.close()
        expect(errors).toEqual([])
      })
      await page.goto(`${sim.url}/simulator${hash}`)
      return page
    },
    async close() {
      await sim.stop()
      await bot.stop()
    },
  }
}

/** Sends as the bot. */
export async function botSends(sim: Simulator, to: string, type: string, content: object) {
  const token = await fetch(`${sim.url}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: 'POST',
    body: JSON.stringify({ app_id: sim.appId, app_secret: sim.appSecret }),
  })
  const { tenant_access_token } = (await token.json()) as { tenant_access_token: string }
  const kind = to.startsWith('oc_') ? 'chat_id' : 'open_id'
  const answer = await fetch(`${sim.url}/open-apis/im/v1/messages?receive_id_type=${kind}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tenant_access_token}` },
    body: JSON.stringify({ receive_id: to, msg_type: type, content: JSON.stringify(content) }),
  })
  const { code, msg, data } = (await answer.json()) as {
    code: number
    msg: string
    data: { message_id: string }
  }
  if (code !== 0) throw new Error(`${code} ${msg}`)
  return data.message_id
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What would hinder people seriously on the page, or a part of it, as it is now: rule, and where. */
export async function hindrances(page: Page, within = 'html'): Promise<string[]> {
  await page.evaluate(`window.axe ?? (() => { ${axe} })()`)
  return page.evaluate(`window.axe.run('${within}', { resultTypes: ['violations'] }).then((result) =>
    result.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`)
}
