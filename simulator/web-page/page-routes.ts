import { fileURLToPath } from 'node:url'
import type { Hono } from 'hono'
import { z } from 'zod'
import { personOf, type World } from '../world.ts'

const config = z.object({
  as: z.string(),
  appId: z.string(),
  timestamp: z.union([z.number(), z.string()]),
  nonceStr: z.string(),
  signature: z.string(),
  url: z.string(),
})
const login = z.object({ as: z.string(), appID: z.string().optional() })

/**
 * Web pages inside the browser chat, under `/simulator`:
 *
 * GET  /h5-js-sdk.js   what a page loads in place of the platform's script
 * GET  /api/h5/app     `{appId, origin}`: the app, and where AppLinks to it lead
 * POST /api/h5/config  `{as, appId, timestamp, nonceStr, signature, url}` → `{ok, errCode?, errMsg?}`
 * POST /api/h5/code    `{as, appID?}` → `{code}`, for three minutes and one use
 */
export function pageRoutes(app: Hono, world: World): void {
  const { webApps, state, credentials } = world
  app.get('/h5-js-sdk.js', async (c) => {
    const path = fileURLToPath(new URL('../app/build.ts', import.meta.url))
    const { buildSdk } = (await import(path)) as typeof import('../app/build.ts')
    const { body, type } = await buildSdk()
    return c.body(new Uint8Array(body), 200, {
      'content-type': type,
      'cache-control': 'no-cache',
      // Pages of any origin load it, as they load the platform's.
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    })
  })
  app.get('/api/h5/app', (c) => {
    const { url } = world.pusher
    return c.json({ appId: credentials.appId, origin: url ? new URL(url).origin : null })
  })
  app.post('/api/h5/config', async (c) => {
    const { as, ...call } = config.parse(await c.req.json())
    const { openId } = personOf(world, as)
    if ((state.reachability.get(openId) ?? 'ok') === 'outOfScope') {
      return c.json({ ok: false, errCode: 333449, errMsg: 'app is not visible to the user' })
    }
    const refusal = webApps.checkConfig(call)
    return c.json(refusal ? { ok: false, ...refusal } : { ok: true })
  })
  app.post('/api/h5/code', async (c) => {
    const { as, appID } = login.parse(await c.req.json())
    if (appID !== credentials.appId) {
      return c.json({ ok: false, error: `appID ${appID ?? '(missing)'} is not this app` }, 400)
    }
    return c.json({ code: webApps.issueCode(personOf(world, as).openId) })
  })
}
