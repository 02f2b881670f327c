/** A phone that holds the live page, without a browser: what its script would send. */
import { settings } from '../../src/domain/settings/index.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { rule } from './visits-support.ts'

export const phoneAgent =
  'Mozilla/5.0 (Linux; Android 13; wv) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.6834.152 Mobile Safari/537.36 Lark/7.52.4 LarkLocale/zh_CN ChannelName/Feishu'
export const desktopAgent =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Lark/7.12.7 Chrome/120.0.6099.71 Safari/537.36 LarkLocale/zh_CN ChannelName/Feishu'

/** A street whose team checks in live. */
export async function liveStreet(now = '2026-03-02T09:10:00+08:00') {
  const bot = await startBot({ now, ownUrl: true })
  await bot.team()
  const wang = await bot.manager('王芳')
  const li = await bot.rep('李雷')
  const han = await bot.rep('韩梅')
  const shop = await bot.customer({ code: 'A1', name: '永辉·人民路店', grade: 'A' })
  await rule(bot, settings.proof, 'live', 'team:T1')
  return { bot, wang, li, han, shop }
}

/** The address behind the newest button that leads to the page. */
export function linkOn(phone: { cards: object[] }): string {
  const found = phone.cards
    .map((card) => /http[^"\\]*\/checkin\?link=[^"\\]+/.exec(JSON.stringify(card))?.[0])
    .findLast((url) => url !== undefined)
  if (!found) throw new Error('no card leads to the live page')
  return found
}

export const tokenOf = (url: string) => new URL(url).searchParams.get('link') ?? ''

/** A login code of who holds the phone. */
export async function codeOf(bot: TestBot, openId: string): Promise<string> {
  const answer = await fetch(`${bot.simulator.url}/simulator/api/h5/code`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: openId, appID: bot.simulator.appId }),
  })
  return ((await answer.json()) as { code: string }).code
}

export interface Said {
  status: number
  body: Record<string, never> & {
    pass?: string
    refusal?: string
    error?: string
    state?: string
    answer?: Record<string, unknown>
  }
}

export const devices = { li: 'a'.repeat(32), han: 'b'.repeat(32) }

export async function post(
  bot: TestBot,
  path: string,
  body: unknown,
  more: { pass?: string | undefined; agent?: string } = {},
): Promise<Said> {
  const answer = await fetch(`${bot.webUrl}/checkin${path}`, {
    method: 'POST',
    headers: {
      'user-agent': more.agent ?? phoneAgent,
      ...(more.pass ? { authorization: `Bearer ${more.pass}` } : {}),
      ...(body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }),
    },
    body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body),
  })
  const text = await answer.text()
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : { error: text } }
}

export async function opens(
  bot: TestBot,
  url: string,
  openId: string,
  more: { device?: string; agent?: string } = {},
): Promise<Said> {
  const link = tokenOf(url)
  const code = await codeOf(bot, openId)
  const body = { link, code, deviceId: more.device ?? devices.li, platform: 'android' }
  const said = await post(bot, '/open', body, more.agent ? { agent: more.agent } : {})
  await bot.settle()
  return said
}

/** A position as `tt.getLocation` gives it, measured and sent now. */
export function fixAt(
  bot: TestBot,
  place: { lng: number; lat: number },
  more: {
    accuracyM?: number | null
    ageS?: number
    waitedS?: number
    datum?: 'gcj02' | 'wgs84'
  } = {},
) {
  const postedAt = bot.now().getTime()
  const pressedAt = postedAt - (more.waitedS ?? 0) * 1000
  return {
    do: 'position',
    fix: {
      lng: place.lng,
      lat: place.lat,
      datum: more.datum ?? 'gcj02',
      accuracyM: more.accuracyM === undefined ? 20 : more.accuracyM,
      measuredAt: pressedAt - (more.ageS ?? 3) * 1000,
    },
    pressedAt,
    postedAt,
    queued: more.waitedS !== undefined,
  }
}

export async function acts(
  bot: TestBot,
  pass: string | undefined,
  act: object,
  more: { key?: string; device?: string; agent?: string } = {},
): Promise<Said> {
  const { key = crypto.randomUUID(), device = devices.li, agent } = more
  const body = { key, deviceId: device, platform: 'android', act }
  const said = await post(bot, '/act', body, { pass, ...(agent ? { agent } : {}) })
  await bot.settle()
  return said
}

export async function photographs(
  bot: TestBot,
  pass: string | undefined,
  bytes: Uint8Array,
  more: { kind?: string; key?: string; waitedS?: number } = {},
): Promise<Said> {
  const postedAt = bot.now().getTime()
  const query = new URLSearchParams({
    key: more.key ?? crypto.randomUUID(),
    deviceId: devices.li,
    platform: 'android',
    kind: more.kind ?? 'storefront',
    pressedAt: String(postedAt - (more.waitedS ?? 0) * 1000),
    postedAt: String(postedAt),
    queued: String(more.waitedS !== undefined),
  })
  const said = await post(bot, `/photo?${query}`, bytes, { pass })
  await bot.settle()
  return said
}
