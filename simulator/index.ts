import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { chatApp } from './chat/app.ts'
import { Actor } from './client/actor.ts'
import { loadCredentials } from './credentials.ts'
import { derivedHex } from './ids.ts'
import type { SimulatorOptions } from './options.ts'
import { platformApp } from './platform/app.ts'
import type { ApiCall, Platform } from './platform/context.ts'
import { Limits } from './platform/limits.ts'
import { Refusals } from './platform/refusals.ts'
import { Pusher } from './push/pusher.ts'
import { Simulator } from './simulator.ts'
import { fileJournal, memoryJournal } from './state/journal.ts'
import { State } from './state/state.ts'

export type { ClickOptions, ClickResult, SendOptions } from './client/actor.ts'
export { cardShows, cardText } from './client/card-view.ts'
export { drawnPhoto, type PhotoScene } from './client/photo.ts'
export type { Sent } from './client/sending.ts'
export type { PresetLocation, SimulatorOptions } from './options.ts'
export type { ApiCall } from './platform/context.ts'
export type { ActiveRule, RefuseRule } from './platform/refusals.ts'
export type { Simulator } from './simulator.ts'
export type * from './types.ts'
export type { Problem } from './validator/problem.ts'
export { validateCard } from './validator/validate.ts'
export { Actor }

const REDELIVERY_S = [15, 300, 3600, 21_600]

/**
 * Starts our slice of the Feishu open platform on a port of its own, in this process: HTTP API,
 * pushes to the bot, the browser chat, and a test API that acts as people do.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { dataDir, now = () => new Date(), log = () => {} } = options
  const credentials = loadCredentials(options, dataDir)
  const journal = dataDir === undefined ? memoryJournal() : fileJournal(dataDir)
  const state = new State(credentials.appId, journal)
  const pusher = new Pusher({
    state,
    credentials,
    now,
    log,
    redelivery: options.redelivery ?? REDELIVERY_S,
    timeoutMs: options.pushTimeoutMs ?? 3000,
  })
  const platform: Platform = {
    state,
    credentials,
    pusher,
    now,
    log,
    tenantKey: derivedHex('tenant', credentials.appId).slice(0, 16),
    bot: {
      openId: `ou_${derivedHex('bot', credentials.appId)}`,
      name: options.botName ?? '巡访',
    },
    timezone: options.timezone ?? 'Asia/Shanghai',
    groupMessages: options.groupMessages ?? false,
    limits: new Limits(options.limits ?? true),
  }
  const calls: ApiCall[] = []
  const refusals = new Refusals()
  const chat = chatApp(platform, options.presets)
  const app = platformApp(platform, refusals, calls)
  app.get('/', (c) => c.redirect('/simulator'))
  app.all('/simulator', (c) => chat.fetch(c.req.raw))
  app.all('/simulator/*', (c) => chat.fetch(c.req.raw))
  const { server, port } = await listen(app.fetch, options.port ?? 0)
  const fetchChat = async (request: Request) => chat.fetch(request)
  const simulator = new Simulator({
    platform,
    refusals,
    calls,
    server,
    journal,
    fetchChat,
    url: `http://127.0.0.1:${port}`,
  })
  simulator.upsertPeople(options.people ?? [])
  simulator.upsertGroups(options.groups ?? [])
  if (options.eventsUrl) simulator.setEventsUrl(options.eventsUrl)
  return simulator
}

async function listen(fetch: Parameters<typeof serve>[0]['fetch'], port: number) {
  return new Promise<{ server: ReturnType<typeof serve>; port: number }>((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      resolve({ server, port: info.port }),
    )
    server.once('error', reject)
  })
}
