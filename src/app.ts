import { Hono } from 'hono'
import type { Runtime } from './deps.ts'
import { feishuWebhook } from './feishu/webhook.ts'
import { livePage } from './live-page/routes.ts'
import { queuesPage } from './queues-page.ts'

/** The Hono app: every route on one screen. `simulator` is there in demo mode alone, `connection` where events come over one. */
export function createApp(
  runtime: Runtime,
  simulator?: { fetch(request: Request): Promise<Response> },
  connection?: { state(): string } | null,
): Hono {
  const { env, metrics, house, feishu } = runtime
  const app = new Hono()

  app.use('*', async (c, next) => {
    const started = performance.now()
    await next()
    const route = c.req.path.startsWith('/simulator')
      ? '/simulator'
      : (c.req.routePath ?? c.req.path)
    metrics.requestAnswered(route, c.res.status, (performance.now() - started) / 1000)
  })

  if (env.FEISHU_EVENTS === 'webhook') {
    app.route(
      '/feishu/events',
      feishuWebhook({
        encryptKey: feishu.encryptKey,
        verificationToken: feishu.verificationToken,
        windowS: env.FEISHU_SIGNATURE_WINDOW_S,
        now: house.now,
        receive: runtime.receiver.receive,
        countRefused: metrics.webhookRefused,
      }),
    )
  }
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    const health = await runtime.health()
    const parts = connection ? { ...health, events: connection.state() } : health
    const ready = Object.values(parts).every((part) => part === 'ok')
    return c.json({ status: ready ? 'ok' : 'failing', parts }, ready ? 200 : 503)
  })
  app.get('/metrics', async (c) =>
    c.text(await metrics.render(), 200, { 'content-type': metrics.contentType }),
  )
  app.route(
    '/queues',
    queuesPage({
      queues: runtime.queues,
      check: (key) => runtime.links.check('queues', key, house.now()),
    }),
  )
  app.route(
    '/checkin',
    livePage({
      links: runtime.links,
      receive: runtime.receiver.receive,
      platform: runtime.platform,
      objects: runtime.objects,
      app: feishu,
      publicUrl: runtime.publicUrl,
      now: house.now,
    }),
  )
  if (simulator) {
    app.all('/simulator', (c) => simulator.fetch(c.req.raw))
    app.all('/simulator/*', (c) => simulator.fetch(c.req.raw))
    app.get('/', (c) => c.redirect('/simulator'))
  }
  app.onError((error, c) => {
    house.log.error({ err: error, path: c.req.path }, 'request failed')
    return c.json({ error: 'internal error' }, 500)
  })
  return app
}
