/**
 * `node --import tsx test/support/screenshots.ts`: pictures of a day with the demo company for the README, taken
 * in a real browser against the whole bot. Clock, company and ids are fixed; only drawn photos differ.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { startSimulator } from '../../simulator/index.ts'
import { createApp } from '../../src/app.ts'
import { connect } from '../../src/db/client.ts'
import { seedDemo } from '../../src/demo/index.ts'
import { openRuntime } from '../../src/deps.ts'
import { localDate } from '../../src/domain/time.ts'
import { readEnv } from '../../src/env.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { planStops } from '../../src/features/plans/tables.ts'
import { createLogger } from '../../src/logger.ts'
import { runByHand } from '../../src/run-by-hand.ts'
import { listen } from '../../src/serve.ts'
import { openDatabase } from '../../src/start.ts'
import { startWorkers } from '../../src/workers.ts'
import { launchBrowser } from '../browser/app/browser.ts'
import { root } from '../invariants/files.ts'
import { drawSamplePhotos, writeSmall } from './pictures.ts'

const folder = join(root, 'docs/screenshots')
const zone = 'Asia/Shanghai'
const today = localDate.parse('2026-11-24')
const yesterday = localDate.parse('2026-11-23')
let now = new Date('2026-11-24T08:00:00+08:00')
const at = (time: string) => {
  now = new Date(`${today}T${time}:00+08:00`)
}

const dataDir = await mkdtemp(join(tmpdir(), 'rounds-screenshots-'))
const env = readEnv({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' })
const log = createLogger('silent')
const hold = await openDatabase(env, log)
const seeding = connect(hold.url, { max: 2, applicationName: 'rounds-screenshots' })
const company = await seedDemo(seeding.db, { now, zone })
await seeding.close()
if (!company) throw new Error('the database of the screenshots was not empty')

const simulator = await startSimulator({
  now: () => now,
  limits: false,
  people: company.people,
  groups: company.groups,
})
const runtime = await openRuntime({
  env,
  databaseUrl: hold.url,
  feishu: {
    appId: simulator.appId,
    appSecret: simulator.appSecret,
    encryptKey: simulator.encryptKey,
    verificationToken: simulator.verificationToken,
    domain: simulator.url,
  },
  log,
  applicationName: 'rounds-screenshots',
  publicUrl: 'http://127.0.0.1:3000',
  now: () => now,
  limited: false,
})
const web = await listen(createApp(runtime, simulator), '127.0.0.1', 0)
simulator.setEventsUrl(`${web.url}/feishu/events`)
await startWorkers(runtime, { clock: false })
const browser = await launchBrowser()

try {
  await takeAll(browser)
} finally {
  await browser.close()
  await web.close()
  await runtime.close()
  await simulator.stop()
  await hold.stop()
  await rm(dataDir, { recursive: true, force: true })
}

/** Waits until everything that is due has been done and sent. */
async function settle(): Promise<void> {
  await simulator.idle()
  for (;;) {
    runtime.relay.wake()
    const [row] = await runtime.database.db.execute<{ n: string }>(
      sql`select count(*) as n from outbox where status in ('queued', 'sending')
        or (status = 'pending' and available_at <= now() + interval '30 seconds')`,
    )
    if (Number(row?.n) === 0) return simulator.idle()
    await new Promise((done) => setTimeout(done, 20))
  }
}

async function open(browser: Browser, width: number, height: number, dark = false): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: 2,
    colorScheme: dark ? 'dark' : 'light',
  })
  page.on('pageerror', (error) => process.stderr.write(`page: ${error.message}\n`))
  await drawSamplePhotos(page)
  return page
}

/** What a person's chat shows at its end: by default their private chat with the bot. */
async function shoot(
  browser: Browser,
  name: string,
  who: { openId: string; chatId?: string },
  look: { width?: number; height?: number; dark?: boolean; fit?: boolean } = {},
): Promise<void> {
  await settle()
  const { width = 390, height = 844, dark = false, fit = false } = look
  const page = await open(browser, width, height, dark)
  await page.goto(`${web.url}/simulator#as=${who.openId}`)
  const chat = who.chatId ? page.locator(`[data-chat="${who.chatId}"]`) : firstChat(page)
  await chat.click()
  await page.locator('[data-type="card"]').last().waitFor()
  // The greeting of somebody's first visit must not come between.
  await settle()
  await page.waitForTimeout(400)
  if (fit) await fitTo(page, width)
  await page.mouse.move(0, 0)
  await page.waitForTimeout(600)
  await page.evaluate('document.fonts.ready')
  await writeSmall(join(folder, `${name}.png`), await page.screenshot(), 150 * 1024)
  await page.close()
}

/** As tall as the newest card needs: its head and its last button are on one picture. */
async function fitTo(page: Page, width: number): Promise<void> {
  const heightOf = async (selector: string) =>
    (await page.locator(selector).last().boundingBox())?.height ?? 0
  const parts = ['.chat-head', '[data-type="card"]', '.composer']
  const heights = await Promise.all(parts.map(heightOf))
  const height = Math.ceil(heights.reduce((sum, one) => sum + one, 32))
  await page.setViewportSize({ width, height })
}

function firstChat(page: Page) {
  return page.locator('[data-chat]').first()
}

async function takeAll(browser: Browser): Promise<void> {
  const find = (name: string) => {
    const person = simulator.people.find((one) => one.name === name)
    if (!person) throw new Error(`nobody is called ${name}`)
    return person
  }
  const [li, wang] = [find('李雷'), find('王芳')]
  const phone = simulator.as('李雷')

  // Everybody has said hello and read how locations are used before the day begins.
  for (const { openId } of [li, wang]) {
    const page = await open(browser, 390, 844)
    await page.goto(`${web.url}/simulator#as=${openId}`)
    await firstChat(page).click()
    await page.waitForTimeout(500)
    await settle()
    await page.close()
  }

  const notice = '位置与照片使用说明'
  await phone.says('隐私')
  await phone.waitForCard(notice)
  await phone.clicks('我知道了', {}, { card: notice })
  await settle()

  await runByHand(runtime, 'plans.generate', { date: today })
  await runByHand(runtime, 'plans.send', { date: today })
  await shoot(browser, 'plan-390', li, { fit: true })
  await shoot(browser, 'plan-390-dark', li, { fit: true, dark: true })

  const stop = await firstStop(li.openId)
  at('09:12')
  await phone.sendsLocation({ lng: stop.lng, lat: stop.lat + 38 / 111_195, name: stop.name })
  await settle()
  await phone.sendsPhoto()
  await settle()
  at('09:26')
  await shoot(browser, 'visit-open-390', li)
  await shoot(browser, 'desktop-1280', li, { width: 1280, height: 900 })
  await phone.sendsPhoto()
  await phone.says('老板同意下周补二十箱，堆头位置谈好了')
  await settle()
  at('09:38')
  await phone.clicks('签退')
  await shoot(browser, 'check-out-form-390', li)
  await phone.clicks('提交', {
    outcome: '已开单',
    orderAmount: '3280',
    nextStep: '带堆头合同',
    nextVisitOn: '2026-12-01',
  })
  await shoot(browser, 'visit-closed-390', li)
  await phone.says('帮助')
  await shoot(browser, 'help-390', li)

  at('18:30')
  await runByHand(runtime, 'performance.digest-daily', { date: yesterday })
  const group = company?.groups.find(({ members }) => members.includes(li.openId))
  if (!group) throw new Error('the team has no group')
  const inGroup = { openId: li.openId, chatId: group.chatId }
  await shoot(browser, 'digest-390', inGroup, { fit: true })
  await shoot(browser, 'digest-390-dark', inGroup, { fit: true, dark: true })
  await simulator.as('王芳').says('日报 昨天')
  await shoot(browser, 'manager-390', wang, { fit: true })
  process.stdout.write('11 pictures in docs/screenshots\n')
}

async function firstStop(openId: string) {
  const [row] = await runtime.database.db
    .select({ name: customers.name, lng: customers.lngGcj, lat: customers.latGcj })
    .from(planStops)
    .innerJoin(customers, sql`${customers.code} = ${planStops.customerCode}`)
    .where(sql`${planStops.repOpenId} = ${openId} and ${planStops.date} = ${today}`)
    .orderBy(planStops.sequence)
    .limit(1)
  if (!row || row.lng === null || row.lat === null) throw new Error('there is no first stop')
  return { name: row.name, lng: row.lng, lat: row.lat }
}
