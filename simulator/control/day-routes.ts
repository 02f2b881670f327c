import type { Hono } from 'hono'
import { z } from 'zod'
import { day } from '../day/day.ts'
import { replayDay } from '../day/replay.ts'
import type { Control } from './routes.ts'

const replaying = z.strictObject({ day, speed: z.number().min(0).optional() })

/** Days of people with the bot: written down, and done again. */
export function dayRoutes(app: Hono, { platform, recorder }: Control): void {
  app.get('/api/control/day', (c) => c.json(recorder.day(c.req.query('name') || '录制的一天')))
  app.delete('/api/control/day', (c) => {
    recorder.clear()
    return c.json({ ok: true })
  })
  app.post('/api/control/day', async (c) => {
    const { day: wanted, speed } = replaying.parse(await c.req.json())
    return c.json({ results: await replayDay(platform, wanted, { speed }) })
  })
}
