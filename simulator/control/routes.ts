/**
 * What stands behind the inspector and the weather panel, under `/simulator/api/control`:
 *
 * GET    /                     state: clock, weather, subscription, unacknowledged, rules, scopes
 * PUT    /weather              any fields of `Forecast` → the whole forecast; DELETE = fine weather
 * POST   /clock                `{advanceS}` | `{at: ISO}` (forward only) | `{reset: true}` → clock
 * GET    /traffic              `?after&before&limit&kind&find` → `{entries, last}`, oldest first
 * DELETE /traffic              forgets it
 * GET    /traffic/stream       SSE `entry`: each new or changed `TrafficEntry`
 * POST   /traffic/:seq/replay  pushes the event or callback again, or makes the call again → entry
 * POST   /redeliver            delivers unacknowledged events now, without waiting for their time
 * GET    /rules  POST  DELETE  `{api: 'POST /open-apis/…', times, status, code, msg, delayMs, dropAnswer}`
 * POST   /connections/kick     `{id?}`: closes one long connection, or all
 * POST   /reachability         `{as, value: ok|blocked|resigned|outOfScope}`
 * POST   /groups/:chatId/bot   `{as, isMember}`: puts the bot in or takes it out, and tells it
 * GET    /day                  `?name=`: what people have done so far, as a day; DELETE begins anew
 * POST   /day                  `{day, speed?}`: people do what the day says → `{results}`
 * PUT    /scopes               `{granted: […]}`: what the app may see and hear from now on
 */
import type { Hono } from 'hono'
import { z } from 'zod'
import type { DayRecorder } from '../day/record.ts'
import type { Platform } from '../platform/context.ts'
import type { Refusals } from '../platform/refusals.ts'
import type { Reachability } from '../types.ts'
import { personOf } from '../world.ts'
import { dayRoutes } from './day-routes.ts'
import { replay } from './replay.ts'
import { trafficRoutes } from './traffic-routes.ts'

export interface Control {
  platform: Platform
  refusals: Refusals
  recorder: DayRecorder
  /** The platform's API, to make a call again. */
  callApi(request: Request): Promise<Response>
  setBotInGroup(chatId: string, operator: string, isMember: boolean): void
}

const share = z.number().min(0).max(1)
const range = z
  .tuple([z.number().min(0), z.number().min(0)])
  .refine(([min, max]) => min <= max, 'the first must not be greater than the second')
const forecast = z
  .strictObject({
    apiLatencyMs: range,
    rateLimited: share,
    serverErrors: share,
    lostAnswers: share,
    pushLatencyMs: range,
    lostAcks: share,
    duplicates: share,
    shuffleMs: z.number().min(0).max(600_000),
  })
  .partial()
const clock = z.union([
  z.strictObject({ advanceS: z.number().min(0) }),
  z.strictObject({ at: z.iso.datetime({ offset: true }) }),
  z.strictObject({ reset: z.literal(true) }),
])
const rule = z.strictObject({
  api: z.string().min(1),
  times: z.number().int().min(1).optional(),
  status: z.number().int().optional(),
  code: z.number().int().optional(),
  msg: z.string().optional(),
  delayMs: z.number().min(0).optional(),
  dropAnswer: z.boolean().optional(),
})
const reachability = z.strictObject({
  as: z.string(),
  value: z.enum(['ok', 'blocked', 'resigned', 'outOfScope'] satisfies Reachability[]),
})

export function controlRoutes(app: Hono, control: Control): void {
  const { platform, refusals } = control
  const { weather, state, pusher } = platform
  app.get('/api/control', (c) => c.json(stateOf(control)))
  app.put('/api/control/weather', async (c) =>
    c.json(weather.set(defined(forecast.parse(await c.req.json())))),
  )
  app.delete('/api/control/weather', (c) => c.json(weather.clear()))
  app.post('/api/control/clock', async (c) => {
    const wanted = clock.parse(await c.req.json())
    if ('reset' in wanted) platform.clock.reset()
    else if ('advanceS' in wanted) platform.clock.advance(wanted.advanceS * 1000)
    else platform.clock.advance(Date.parse(wanted.at) - platform.now().getTime())
    return c.json(clockOf(platform))
  })
  app.post('/api/control/redeliver', (c) => {
    const waiting = state.pending.size
    pusher.redeliverNow()
    return c.json({ waiting })
  })
  app.get('/api/control/rules', (c) => c.json({ rules: refusals.list() }))
  app.post('/api/control/rules', async (c) => {
    refusals.add(rule.parse(await c.req.json()))
    return c.json({ rules: refusals.list() })
  })
  app.delete('/api/control/rules', (c) => {
    refusals.clear()
    return c.json({ rules: [] })
  })
  app.post('/api/control/connections/kick', async (c) => {
    const { id } = z.strictObject({ id: z.string().optional() }).parse(await c.req.json())
    return c.json({ kicked: platform.connections.kick(id) })
  })
  app.post('/api/control/reachability', async (c) => {
    const { as, value } = reachability.parse(await c.req.json())
    state.commit({ kind: 'reachability', openId: personOf(platform, as).openId, value })
    return c.json({ ok: true })
  })
  app.post('/api/control/groups/:chatId/bot', async (c) => {
    const { as, isMember } = z
      .strictObject({ as: z.string(), isMember: z.boolean() })
      .parse(await c.req.json())
    control.setBotInGroup(c.req.param('chatId'), as, isMember)
    return c.json({ ok: true })
  })
  app.put('/api/control/scopes', async (c) => {
    const { granted } = z.strictObject({ granted: z.array(z.string()) }).parse(await c.req.json())
    platform.scopes.grantOnly(granted)
    return c.json({ granted: platform.scopes.list() })
  })
  trafficRoutes(app, platform)
  dayRoutes(app, control)
  app.post('/api/control/traffic/:seq/replay', async (c) =>
    c.json({ entry: await replay(control, Number(c.req.param('seq'))) }),
  )
}

function stateOf({ platform, refusals }: Control) {
  const { pusher, connections, state } = platform
  return {
    clock: clockOf(platform),
    weather: platform.weather.forecast,
    subscription: {
      mode: pusher.url !== undefined ? 'webhook' : connections.everUsed ? 'websocket' : 'none',
      url: pusher.url ?? null,
      connections: connections.list(),
    },
    unacknowledged: [...state.pending.values()].map(({ eventId, attempts, dueAt }) => ({
      eventId,
      attempts,
      dueInS: Math.max(0, Math.round((dueAt - Date.now()) / 1000)),
    })),
    rules: refusals.list(),
    reachability: Object.fromEntries(state.reachability),
    scopes: platform.scopes.list(),
  }
}

function clockOf({ clock, now }: Platform) {
  return { now: now().toISOString(), shiftS: clock.shiftMs / 1000 }
}

/** Without the fields that were left out. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}
