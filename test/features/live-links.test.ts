/** Who may open the live page, once, on which phone; and what it sends without being asked who. */
import { expect, test } from 'vitest'
import { liveFindings } from '../../src/cli/doctor-live.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { visits } from '../../src/features/visits/tables.ts'
import {
  acts,
  desktopAgent,
  devices,
  fixAt,
  linkOn,
  liveStreet,
  opens,
  phoneAgent,
  post,
  tokenOf,
} from './live-support.ts'
import { rule } from './visits-support.ts'

test('a link opens once: another phone and another person are refused, also later ones', async () => {
  const { bot, li, han, shop } = await liveStreet()
  await li.says('签到 永辉')
  const url = linkOn(li)
  // Somebody else does not use it up.
  expect(await opens(bot, url, han.openId)).toMatchObject({
    status: 403,
    body: { refusal: 'person' },
  })
  const first = await opens(bot, url, li.openId)
  expect(first.status).toBe(200)
  const second = await opens(bot, url, li.openId, { device: devices.han })
  expect(second).toMatchObject({ status: 409, body: { refusal: 'used' } })
  // The answer was lost on its way: the same phone goes on.
  expect((await opens(bot, url, li.openId)).status).toBe(200)
  // A pass on another phone is none.
  const stolen = await acts(bot, first.body.pass, fixAt(bot, shop), { device: devices.han })
  expect(stolen.body).toMatchObject({ state: 'used' })
  expect(await bot.db.$count(visits)).toBe(0)
})

test('a login code is good once, and an invented one not at all', async () => {
  const { bot, li } = await liveStreet()
  await li.says('签到 永辉')
  const link = tokenOf(linkOn(li))
  const body = { link, code: 'f'.repeat(32), deviceId: devices.li, platform: 'ios' }
  expect(await post(bot, '/open', body)).toMatchObject({ status: 401, body: { refusal: 'login' } })
})

test('forged and expired links, passes and keys are refused', async () => {
  const { bot, li, shop } = await liveStreet()
  await li.says('签到 永辉')
  const url = linkOn(li)
  const [what = '', until = '', seal = ''] = tokenOf(url).split('.')
  const forged = JSON.parse(Buffer.from(what, 'base64url').toString())
  forged.openId = bot.openIdOf('韩梅')
  const other = Buffer.from(JSON.stringify(forged)).toString('base64url')
  const later = String(Number(until) + 3_600_000)
  const tokens = [
    `${other}.${until}.${seal}`,
    `${what}.${later}.${seal}`,
    `${what}.${until}.`,
    'x',
    '',
  ]
  for (const token of tokens) {
    const page = await fetch(`${bot.webUrl}/checkin?link=${token}`)
    expect(page.status).toBe(403)
    expect(await page.text()).toContain('链接不对')
  }
  // A link is no pass, and the other way round.
  expect((await acts(bot, tokenOf(url), fixAt(bot, shop))).status).toBe(401)
  const { pass } = (await opens(bot, url, li.openId)).body
  expect((await fetch(`${bot.webUrl}/checkin?link=${pass}`)).status).toBe(403)

  bot.later(10.1)
  expect((await fetch(url)).status).toBe(410)
  expect(await opens(bot, url, li.openId)).toMatchObject({
    status: 410,
    body: { refusal: 'expired' },
  })
  // What the opened page sends still counts for half an hour.
  expect((await acts(bot, pass, fixAt(bot, shop))).body).toMatchObject({ state: 'begun' })
  bot.later(24 * 60)
  expect((await acts(bot, pass, fixAt(bot, shop))).status).toBe(401)
})

test('a desktop is refused by the page and by everything that it could send', async () => {
  const { bot, li, shop } = await liveStreet()
  await li.says('签到 永辉')
  const url = linkOn(li)
  const page = (agent: string) => fetch(url, { headers: { 'user-agent': agent } })
  const refused = await page(desktopAgent)
  expect(refused.status).toBe(403)
  expect(await refused.text()).toContain('请用手机打开')
  expect(await opens(bot, url, li.openId, { agent: desktopAgent })).toMatchObject({
    status: 403,
    body: { refusal: 'desktop' },
  })
  const ok = await page(phoneAgent)
  expect(ok.status).toBe(200)
  const policy = ok.headers.get('content-security-policy') ?? ''
  expect(policy).toContain(`script-src 'self' ${bot.simulator.url}`)
  expect(policy).toContain(`frame-ancestors 'self' ${bot.simulator.url}`)
  expect(await ok.text()).toContain(`${bot.simulator.url}/simulator/h5-js-sdk.js`)
  const { pass } = (await opens(bot, url, li.openId)).body
  expect((await acts(bot, pass, fixAt(bot, shop), { agent: desktopAgent })).status).toBe(403)
  expect(await bot.db.$count(visits)).toBe(0)
})

test('a page of ours is signed for, another one is not', async () => {
  const { bot, li } = await liveStreet()
  await li.says('签到 永辉')
  const url = linkOn(li)
  const link = tokenOf(url)
  const signed = await post(bot, '/sign', { link, url: `${url}#top` })
  expect(signed.body).toMatchObject({
    appId: bot.simulator.appId,
    signature: expect.stringMatching(/^[0-9a-f]{40}$/),
  })
  for (const page of ['https://evil.example/checkin', `${bot.webUrl}/queues`])
    expect((await post(bot, '/sign', { link, url: page })).status).toBe(400)
  expect((await post(bot, '/sign', { link: 'x', url })).status).toBe(410)
})

test('doctor looks at the page where a rule demands it', async () => {
  const { bot } = await liveStreet()
  const { platform, publicUrl, feishu } = bot.runtime
  const look = (change: object) =>
    liveFindings(bot.db, { platform, publicUrl, domain: feishu.domain, ...change })
  expect(await look({})).toMatchObject([
    { state: 'ok', detail: expect.stringContaining('team:T1') },
  ])
  expect(await look({ domain: 'feishu' })).toMatchObject([
    { state: 'fail', fix: expect.stringContaining('PUBLIC_URL') },
  ])
  const broken = { ...platform, pageTicket: () => Promise.reject(new Error('99991672')) }
  expect(await look({ platform: broken })).toMatchObject([
    { state: 'fail', detail: expect.stringContaining('99991672') },
  ])
  await rule(bot, settings.proof, 'chat', 'team:T1')
  expect(await look({})).toEqual([])
})
