/**
 * `/checkin`: the live check-in page and what it sends. A link of ours says who may open it, the platform's
 * login says who does; what is sent goes to the bot as an event of that person.
 */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { z } from 'zod'
import type { Answer } from '../bot/answer.ts'
import type { WebPlatform } from '../bot/outbound.ts'
import type { Receiver } from '../bot/receive.ts'
import { pressedAtByUs } from '../domain/live/fix.ts'
import { type LiveBody, liveAct, livePhotoAct } from '../features/live/body.ts'
import type { LiveAnswer, LiveRefusal } from '../features/live/wire.ts'
import type { CheckedLinks, LivePass } from '../links.ts'
import type { ObjectStore } from '../store/objects.ts'
import { isDesktop, pictureType } from './browser.ts'
import { buildPage } from './bundle.ts'
import { livePageHtml, refusedHtml } from './html.ts'
import { contentPolicy, sdkOf, signPage } from './sdk.ts'

export interface LivePageDeps {
  readonly links: CheckedLinks
  readonly receive: Receiver['receive']
  readonly platform: WebPlatform
  readonly objects: Pick<ObjectStore, 'put'>
  readonly app: { readonly appId: string; readonly domain: string }
  readonly publicUrl: string
  now(): Date
}

/** A photo that a phone has made smaller is some 300 KB; one that it has not, some 6 MB. */
const photoBytes = 15 * 1024 * 1024

const device = { deviceId: z.string().min(8).max(64), platform: z.string().max(20) }
const openBody = z.object({ link: z.string(), code: z.string().min(1).max(500), ...device })
const signBody = z.object({ link: z.string().optional(), url: z.url() })
const actBody = z.object({ key: z.uuid(), ...device, act: liveAct })
const photoQuery = z.object({
  key: z.uuid(),
  ...device,
  kind: z.string(),
  pressedAt: z.coerce.number(),
  postedAt: z.coerce.number(),
  queued: z.enum(['true', 'false']).transform((text) => text === 'true'),
})

const statusOf = {
  expired: 410,
  invalid: 403,
  used: 409,
  desktop: 403,
  person: 403,
  login: 401,
} as const

export function livePage(deps: LivePageDeps): Hono {
  const { links, app: feishu, now } = deps
  const clientOnly = feishu.domain === 'feishu' || feishu.domain === 'lark'
  const { origin } = new URL(deps.publicUrl)
  const app = new Hono()

  app.use('*', async (c, next) => {
    await next()
    c.header('content-security-policy', contentPolicy(feishu.domain))
    c.header('x-content-type-options', 'nosniff')
    // The address holds the link.
    c.header('referrer-policy', 'no-referrer')
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
  })

  const onDesktop = (userAgent: string | undefined) => isDesktop(userAgent ?? '', clientOnly)

  app.get('/', async (c) => {
    const token = c.req.query('link') ?? ''
    const link = links.readLive(token, now())
    const { version } = await buildPage()
    const refuse = (why: LiveRefusal) =>
      c.html(
        refusedHtml(why, typeof link === 'string' ? null : link.locale, version),
        statusOf[why],
      )
    if (typeof link === 'string') return refuse(link)
    if (onDesktop(c.req.header('user-agent'))) return refuse('desktop')
    const { id: linkId, purpose, locale } = link
    const boot = { link: token, linkId, purpose, locale, appId: feishu.appId }
    return c.html(livePageHtml(boot, { sdk: sdkOf(feishu.domain).script, version }))
  })

  app.use('/:file{app\\.(js|css)}', compress())
  app.get('/:file{app\\.(js|css)}', async (c) => {
    const asset = (await buildPage()).files.get(c.req.param('file'))
    if (!asset) return c.notFound()
    return c.body(asset.body, 200, {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
    })
  })

  /** The pass of an opened page, or null. */
  const passOf = (authorization: string | undefined): LivePass | null =>
    links.readPass(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '', now())

  app.post('/sign', async (c) => {
    const body = signBody.safeParse(await c.req.json().catch(() => null))
    if (!body.success) return c.json({ error: 'not a page' }, 400)
    const { link, url } = body.data
    const may = passOf(c.req.header('authorization')) !== null
    if (!may && typeof links.readLive(link ?? '', now()) === 'string')
      return c.json({ refusal: 'expired' satisfies LiveRefusal }, 410)
    const page = new URL(url)
    if (page.origin !== origin || page.pathname !== '/checkin')
      return c.json({ error: `not a page of ${origin}: set PUBLIC_URL` }, 400)
    const ticket = await deps.platform.pageTicket()
    const nonceStr = crypto.randomUUID()
    const timestamp = now().getTime()
    return c.json(signPage(ticket, { appId: feishu.appId, url, timestamp, nonceStr }))
  })

  app.post('/open', async (c) => {
    const body = openBody.safeParse(await c.req.json().catch(() => null))
    const refuse = (refusal: LiveRefusal) => c.json({ refusal }, statusOf[refusal])
    if (!body.success) return refuse('invalid')
    if (onDesktop(c.req.header('user-agent'))) return refuse('desktop')
    const { link: token, code, deviceId, platform } = body.data
    const link = links.readLive(token, now())
    if (typeof link === 'string') return refuse(link)
    const openId = await deps.platform.personOf(code)
    if (openId === null) return refuse('login')
    if (openId !== link.openId) return refuse('person')
    const { id, purpose, customerCode, visitId } = link
    const event = { do: 'open', link: { id, purpose, customerCode, visitId }, deviceId, platform }
    const answer = await send(openId, `live-open:${crypto.randomUUID()}`, now(), event as LiveBody)
    if (answer.state === 'used') return refuse('used')
    return c.json({ pass: links.pass({ id, openId }, now()), answer })
  })

  app.post('/act', async (c) => {
    const pass = passOf(c.req.header('authorization'))
    if (!pass) return c.json({ refusal: 'expired' satisfies LiveRefusal }, 401)
    if (onDesktop(c.req.header('user-agent'))) return c.json({ refusal: 'desktop' }, 403)
    const body = actBody.safeParse(await c.req.json().catch(() => null))
    if (!body.success) return c.json({ error: z.prettifyError(body.error) }, 400)
    const { key, act, deviceId, platform } = body.data
    const sentAt = act.do === 'position' ? pressed(act) : now()
    const event = { sessionId: pass.id, deviceId, platform, act }
    return c.json(await send(pass.openId, keyOf(pass, key), sentAt, event))
  })

  app.post('/photo', bodyLimit({ maxSize: photoBytes }), async (c) => {
    const pass = passOf(c.req.header('authorization'))
    if (!pass) return c.json({ refusal: 'expired' satisfies LiveRefusal }, 401)
    if (onDesktop(c.req.header('user-agent'))) return c.json({ refusal: 'desktop' }, 403)
    const query = photoQuery.safeParse(c.req.query())
    const act = query.success ? livePhotoAct.safeParse({ ...query.data, do: 'photo' }) : query
    if (!query.success || !act.success) return c.json({ error: 'not a photo' }, 400)
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const mime = pictureType(bytes)
    if (mime === null) return c.json({ error: 'not a photo' }, 415)
    const { key: objectKey, sha256, size } = await deps.objects.put(bytes, mime)
    const { key, deviceId, platform } = query.data
    const stored = { ...act.data, objectKey, sha256, size, mime }
    const event = { sessionId: pass.id, deviceId, platform, act: stored }
    return c.json(await send(pass.openId, keyOf(pass, key), pressed(stored), event))
  })

  const keyOf = (pass: LivePass, key: string) => `live:${pass.id}:${key}`
  const pressed = ({ pressedAt, postedAt }: { pressedAt: number; postedAt: number }) =>
    pressedAtByUs({
      pressedAt: new Date(pressedAt),
      postedAt: new Date(postedAt),
      receivedAt: now(),
    })

  /** Hands it to the bot; the same key again gets the same answer. */
  async function send(
    actorOpenId: string,
    key: string,
    sentAt: Date,
    body: LiveBody,
  ): Promise<LiveAnswer> {
    const event = { kind: 'page', page: 'checkin', key, actorOpenId, body } as const
    return answerOf(await deps.receive({ ...event, sentAt: sentAt.toISOString() }))
  }

  return app
}

/** What the bot answered, for the page: no answer yet is one too. */
function answerOf({ page, toast }: Answer): LiveAnswer {
  if (page !== undefined) return page as LiveAnswer
  const refused = toast && toast.type !== 'info' && toast.type !== 'success'
  return { state: refused ? 'refused' : 'kept', text: toast?.text ?? '' }
}
