import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { HonoAdapter } from '@bull-board/hono'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Queues } from './queue/bullmq.ts'

const cookie = 'rounds_queues'

/** BullMQ's dashboard under `/queues`, for who comes with a signed link; the link's key goes on as a cookie. */
export function queuesPage(deps: { queues: Queues; check(token: string): boolean }): Hono {
  const adapter = new HonoAdapter(serveStatic)
  adapter.setBasePath('/queues')
  createBullBoard({
    queues: deps.queues.list().map((queue) => new BullMQAdapter(queue)),
    // The adapter's types were made without exactOptionalPropertyTypes.
    serverAdapter: adapter as unknown as Parameters<typeof createBullBoard>[0]['serverAdapter'],
  })
  const app = new Hono()
  app.use('*', async (c, next) => {
    const key = c.req.query('key') ?? getCookie(c, cookie) ?? ''
    if (!deps.check(key)) {
      return c.text(
        '这个链接只在 10 分钟内有效：请管理员对机器人说「队列」。 / This link lives 10 minutes: an admin says "queues" to the bot.',
        401,
      )
    }
    setCookie(c, cookie, key, { path: '/queues', httpOnly: true, sameSite: 'Strict', maxAge: 600 })
    return next()
  })
  app.route('/', adapter.registerPlugin())
  return app
}
