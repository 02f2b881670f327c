import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signatureOf } from '../../../simulator/web-page/web-apps.ts'
import { tokenOf } from '../../simulator/support.ts'
import { launchBrowser } from './browser.ts'
import { botSends, LI, type Office, startOffice } from './office.ts'

let browser: Browser
let office: Office
/** The page's own server: another origin than the simulator's. */
let server: Server
let origin: string

beforeAll(async () => {
  browser = await launchBrowser()
  office = await startOffice(browser)
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', origin)
    if (url.pathname === '/sign') {
      response.end(JSON.stringify(await signed(url.searchParams.get('url') ?? '')))
      return
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(`<!doctype html><title>到店签到</title><h1>签到</h1>
      <script src="${office.sim.url}/simulator/h5-js-sdk.js"></script>`)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await botSends(office.sim, LI.openId, 'interactive', {
    schema: '2.0',
    body: {
      elements: [
        link('打开签到页', `${origin}/checkin?visit=7#top`),
        link('导航', 'https://uri.amap.com/marker?position=123.43,41.8'),
        link(
          '工作台打开',
          `https://applink.feishu.cn/client/web_app/open?appId=${office.sim.appId}&lk_target_url=${encodeURIComponent(`${origin}/checkin?from=applink`)}`,
        ),
      ],
    },
  })
})
afterAll(async () => {
  await office.close()
  await browser.close()
  await new Promise((done) => server.close(done))
})

const link = (text: string, url: string) => ({
  tag: 'button',
  text: { tag: 'plain_text', content: text },
  behaviors: [{ type: 'open_url', default_url: url }],
})

/** What a page's server does: a ticket from the platform, a signature over the page's address. */
async function signed(url: string) {
  const answer = await fetch(`${office.sim.url}/open-apis/jssdk/ticket/get`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenOf(office.sim)}` },
  })
  const { data } = (await answer.json()) as { data: { ticket: string } }
  const parts = { timestamp: Date.now(), nonceStr: 'nonce', url }
  return { appId: office.sim.appId, ...parts, signature: signatureOf(data.ticket, parts) }
}

async function openPage(width = 390): Promise<{ page: Page; frame: FrameLocator }> {
  const page = await office.open(office.place(LI), { width })
  if (width > 700) await page.getByLabel('桌面宽度 Desktop width').click()
  await page.getByRole('button', { name: '打开签到页' }).click()
  const frame = page.frameLocator('iframe')
  await frame.locator('h1').waitFor()
  await page.locator('.page-head h1', { hasText: '到店签到' }).waitFor()
  return { page, frame }
}

/** Calls an API of the page and gives what its callbacks got. */
const call = (frame: FrameLocator, code: string): Promise<Record<string, unknown>> =>
  frame.locator('h1').evaluate(
    (_, source) =>
      new Promise((resolve) => {
        const run = new Function('ok', 'no', source)
        run(
          (result: unknown) => resolve({ ok: result }),
          (error: unknown) => resolve({ no: error }),
        )
      }),
    code,
  ) as Promise<Record<string, unknown>>

const configure = (list: string[], change = '') =>
  `fetch('/sign?url=' + encodeURIComponent(location.href.split('#')[0])).then((r) => r.json())
    .then((s) => h5sdk.config({ ...s, ${change} jsApiList: ${JSON.stringify(list)}, onSuccess: ok, onFail: no }))`
const locate =
  'tt.getLocation({ accuracy: "best", timeout: 5, cacheTimeout: 0, success: ok, fail: no })'

test('a signed page of another origin gets the position that was set, in figures and in time', async () => {
  const { page, frame } = await openPage()
  expect(await call(frame, 'h5sdk.ready(() => ok("ready"))')).toEqual({ ok: 'ready' })
  expect(await call(frame, locate)).toMatchObject({ no: { errno: 105, errCode: 333445 } })
  expect(await call(frame, configure(['getLocation']))).toMatchObject({
    ok: { session_key: expect.any(String) },
  })
  await page.getByLabel('设备:位置与照片 Device').click()
  const device = page.getByRole('dialog', { name: '设备 Device' })
  await device.getByLabel('精度').fill('85')
  await device.getByLabel('多久以前的定位').fill('120')
  await page.keyboard.press('Escape')
  const before = Date.now()
  const { ok } = await call(frame, locate)
  expect(ok).toMatchObject({
    latitude: 41.8,
    longitude: 123.43,
    accuracy: 85,
    horizontalAccuracy: 85,
    verticalAccuracy: 0,
    type: 'gcj02',
    errMsg: 'getLocation:ok',
  })
  const { timestamp } = ok as { timestamp: number }
  expect(before - timestamp).toBeGreaterThan(118_000)
  expect(before - timestamp).toBeLessThan(121_000)

  await page.getByLabel('设备:位置与照片 Device').click()
  await device.getByRole('button', { name: 'wgs84' }).click()
  await device.getByLabel('定位结果 Outcome').selectOption('denied')
  await page.keyboard.press('Escape')
  expect(await call(frame, locate)).toMatchObject({
    no: { errno: 107, errMsg: 'getLocation:fail user permission denied' },
  })
  await page.getByLabel('设备:位置与照片 Device').click()
  await device.getByLabel('定位结果 Outcome').selectOption('none')
  await page.keyboard.press('Escape')
  const wgs = (await call(frame, locate)).ok as { type: string; longitude: number }
  expect(wgs.type).toBe('wgs84')
  expect(Math.abs(wgs.longitude - 123.43)).toBeGreaterThan(0.002)
})

test('a wrong, a repeated and an old signature are refused with their codes', async () => {
  const { frame } = await openPage()
  const refused = (errCode: number) => ({ no: { errCode, errorCode: errCode } })
  const wrong = configure([], 'nonceStr: "other",')
  expect(await call(frame, `h5sdk.error((e) => { window.heard = e }); ${wrong}`)).toMatchObject(
    refused(333441),
  )
  expect(await call(frame, 'ok(window.heard.errorCode)')).toEqual({ ok: 333441 })
  expect(await call(frame, configure([], 'appId: "cli_0000000000000000",'))).toMatchObject(
    refused(333440),
  )
  const twice = `fetch('/sign?url=' + encodeURIComponent(location.href.split('#')[0])).then((r) => r.json())
    .then((s) => h5sdk.config({ ...s, jsApiList: [], onSuccess: () => h5sdk.config({ ...s, jsApiList: [], onSuccess: ok, onFail: no }), onFail: no }))`
  expect(await call(frame, twice)).toMatchObject(refused(333443))
})

test('a photo is chosen, its bytes are read, and cancelling says so', async () => {
  const { page, frame } = await openPage()
  await call(frame, configure(['chooseImage']))
  const choose = 'tt.chooseImage({ sourceType: ["camera"], count: 1, success: ok, fail: no })'
  const asked = call(frame, choose)
  await page.locator('.photo-presets').getByText('门头照').click()
  const { ok } = await asked
  const { tempFiles } = ok as { tempFiles: { path: string; size: number }[] }
  expect(tempFiles[0]?.path).toMatch(/^ttfile:\/\/temp\/.+\.jpg$/)
  const [{ path = '', size = 0 } = {}] = tempFiles
  const read = (extra: string) =>
    `tt.getFileSystemManager().readFile({ filePath: ${JSON.stringify(path)}, ${extra} success: (r) => ok(r.data.byteLength ?? r.data), fail: no })`
  expect(await call(frame, read(''))).toEqual({ ok: size })
  const text = (await call(frame, read('encoding: "base64",'))).ok as string
  expect(Buffer.from(text, 'base64').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
  expect(await call(frame, read('position: 10, length: 4,'))).toEqual({ ok: 4 })

  const cancelled = call(frame, choose)
  await page.getByRole('dialog', { name: '拍照 Camera' }).waitFor()
  await page.keyboard.press('Escape')
  expect(await cancelled).toMatchObject({ no: { errno: 1300001 } })
})

test('a login code becomes a token, once, and the token a person', async () => {
  const { frame } = await openPage()
  const asked = `tt.requestAccess({ appID: '${office.sim.appId}', scopeList: [], state: 's', success: ok, fail: no })`
  const { ok } = await call(frame, asked)
  expect(ok).toMatchObject({ state: 's', errMsg: 'requestAccess:ok' })
  const exchange = async () => {
    const answer = await fetch(`${office.sim.url}/open-apis/authen/v2/oauth/token`, {
      method: 'POST',
      body: JSON.stringify({
        grant_type: 'authorization_code',
        client_id: office.sim.appId,
        client_secret: office.sim.appSecret,
        code: (ok as { code: string }).code,
      }),
    })
    return (await answer.json()) as { code: number; access_token: string }
  }
  const { code, access_token } = await exchange()
  expect(code).toBe(0)
  expect((await exchange()).code).toBe(20065)
  const who = await fetch(`${office.sim.url}/open-apis/authen/v1/user_info`, {
    headers: { authorization: `Bearer ${access_token}` },
  })
  expect(await who.json()).toMatchObject({ code: 0, data: { open_id: LI.openId, name: '李雷' } })
})

test('a page speaks through the client and closes itself; on a desktop there is no position', async () => {
  const phone = await openPage()
  await call(
    phone.frame,
    'tt.showToast({ title: "签到成功", icon: "success", success: ok, fail: no })',
  )
  await phone.page.locator('.toast-success', { hasText: '签到成功' }).waitFor()
  await call(phone.frame, 'tt.closeWindow({ fail: no }); setTimeout(ok, 50)').catch(() => {})
  await expect.poll(() => phone.page.locator('.web-page').count()).toBe(0)

  const desktop = await openPage(1280)
  await call(desktop.frame, configure(['getLocation']))
  expect(await call(desktop.frame, locate)).toMatchObject({ no: { errno: 103 } })
})

test('an AppLink leads to its page; what lies out in the net is not loaded', async () => {
  const page = await office.open(office.place(LI), { width: 390 })
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).host))
  await page.getByRole('button', { name: '工作台打开' }).click()
  await page.frameLocator('iframe').locator('h1').waitFor()
  expect(await page.locator('iframe').getAttribute('src')).toBe(`${origin}/checkin?from=applink`)
  await page.keyboard.press('Escape')
  await page
    .getByLabel('关闭网页 Close page')
    .click({ timeout: 2000 })
    .catch(() => {})
  await page.getByRole('button', { name: '导航' }).click()
  await page.getByText('这个网页不在本机上').waitFor()
  expect(await page.getByRole('link', { name: '在新标签打开' }).getAttribute('href')).toContain(
    'uri.amap.com',
  )
  expect(asked.filter((host) => !host.startsWith('127.0.0.1'))).toEqual([])
})
