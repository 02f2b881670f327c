import type { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { World } from '../world.ts'
import type { TrafficEntry } from './traffic.ts'

const HEARTBEAT_MS = 15_000

/** What went between bot and platform: the list, and a stream of what is new. */
export function trafficRoutes(app: Hono, world: World): void {
  const { traffic } = world
  app.get('/api/control/traffic', (c) => {
    const number = (name: string) => Number(c.req.query(name)) || undefined
    const { kind, find } = c.req.query()
    const all = traffic.list({
      after: number('after') ?? 0,
      before: number('before') ?? Infinity,
      limit: 1000,
    })
    const wanted = all
      .filter((entry) => !kind || entry.kind === kind)
      .filter((entry) => !find || JSON.stringify(entry).includes(find))
    const limit = Math.min(number('limit') ?? 200, 1000)
    const entries = wanted.slice(-limit)
    return c.json({ entries, last: all.at(-1)?.seq ?? 0 })
  })
  app.delete('/api/control/traffic', (c) => {
    traffic.clear()
    return c.json({ ok: true })
  })
  app.get('/api/control/traffic/stream', (c) =>
    streamSSE(c, async (stream) => {
      let end = () => {}
      const ended = new Promise<void>((resolve) => {
        end = resolve
        stream.onAbort(resolve)
      })
      const send = (entry: TrafficEntry) =>
        void stream.writeSSE({ event: 'entry', data: JSON.stringify(entry) })
      const stopTraffic = traffic.onEntry(send)
      const stopState = world.state.onChange((change) => {
        if (change.type === 'closed') end()
      })
      const heartbeat = setInterval(() => void stream.write(': \n\n'), HEARTBEAT_MS)
      heartbeat.unref()
      await stream.write(': \n\n')
      await ended
      clearInterval(heartbeat)
      stopTraffic()
      stopState()
    }),
  )
}
