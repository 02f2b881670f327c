import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { chatApp } from './chat/app.ts'
import { Actor } from './client/actor.ts'
import { Clock } from './clock.ts'
import { Traffic } from './control/traffic.ts'
import { Weather } from './control/weather.ts'
import { loadCredentials } from './credentials.ts'
import { Acts } from './day/acts.ts'
import { DayRecorder } from './day/record.ts'
import { derivedHex } from './ids.ts'
import { parseObject } from './json.ts'
import { Connections, ENDPOINT_PATH } from './long-connection/connections.ts'
import type { SimulatorOptions } from './options.ts'
import { platformApp } from './platform/app.ts'
import type { ApiCall, Platform } from './platform/context.ts'
import { Limits } from './platform/limits.ts'
import { Refusals } from './platform/refusals.ts'
import { ALL_GROUP_MESSAGES, Scopes, USUAL_SCOPES } from './platform/scopes.ts'
import { Pusher } from './push/pusher.ts'
import { Simulator } from './simulator.ts'
import { fileJournal, memoryJournal } from './state/journal.ts'
import { State } from './state/state.ts'
import { WebApps } from './web-page/web-apps.ts'

export { cardShows, cardText } from './client/card-view.ts'
export type { LinkPreview } from './client/gestures.ts'
export { drawnPhoto, type PhotoScene } from './client/photo.ts'
export type { ClickOptions, ClickResult, SendOptions } from './client/results.ts'
export type { Sent } from './client/sending.ts'
export type { Attempt, TrafficEntry } from './control/traffic.ts'
export type { Forecast } from './control/weather.ts'
export { type Day, day, type Step } from './day/day.ts'
export type { ReplayOptions, StepResult } from './day/replay.ts'
export { matchers } from './expect.ts'
export type { BotMenuEntry, NamedPlace, PresetLocation, SimulatorOptions } from './options.ts'
export type { ApiCall } from './platform/context.ts'
export type { ActiveRule, RefuseRule } from './platform/refusals.ts'
export { USUAL_SCOPES } from './platform/scopes.ts'
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
  const { dataDir, log = () => {} } = options
  const clock = new Clock(options.now ?? (() => new Date()))
  const now = () => clock.now()
  const weather = new Weather(options.random)
  const traffic = new Traffic()
  const credentials = loadCredentials(options, dataDir)
  const journal = dataDir === undefined ? memoryJournal() : fileJournal(dataDir)
  const state = new State(credentials.appId, journal)
  const connections = new Connections({
    credentials,
    now,
    log,
    config: options.clientConfig,
    fragmentBytes: options.fragmentBytes,
  })
  const pusher = new Pusher({
    state,
    credentials,
    clock,
    weather,
    traffic,
    connections,
    log,
    redelivery: options.redelivery ?? REDELIVERY_S,
    timeoutMs: options.pushTimeoutMs ?? 3000,
  })
  connections.onReady = () => pusher.resume()
  const granted = options.scopes ?? USUAL_SCOPES
  const platform: Platform = {
    state,
    credentials,
    pusher,
    connections,
    clock,
    weather,
    traffic,
    acts: new Acts(),
    webApps: new WebApps(credentials, now),
    scopes: new Scopes(options.groupMessages ? [...granted, ...ALL_GROUP_MESSAGES] : granted),
    now,
    log,
    tenantKey: derivedHex('tenant', credentials.appId).slice(0, 16),
    bot: {
      openId: `ou_${derivedHex('bot', credentials.appId)}`,
      name: options.botName ?? '巡访',
    },
    timezone: options.timezone ?? 'Asia/Shanghai',
    foreignOpenIds: new Set(),
    limits: new Limits(options.limits ?? true),
  }
  const recorder = new DayRecorder(platform)
  const calls: ApiCall[] = []
  const refusals = new Refusals()
  const app = platformApp(platform, refusals, calls)
  app.post(ENDPOINT_PATH, async (c) =>
    c.json(connections.endpoint(parseObject(await c.req.text()))),
  )
  const chat = chatApp(platform, options, {
    platform,
    refusals,
    recorder,
    callApi: async (request) => app.fetch(request),
    setBotInGroup: (chatId, operator, isMember) =>
      void (isMember
        ? simulator.addBotToGroup(chatId, operator)
        : simulator.removeBotFromGroup(chatId, operator)),
  })
  app.get('/', (c) => c.redirect('/simulator'))
  app.all('/simulator', (c) => chat.fetch(c.req.raw))
  app.all('/simulator/*', (c) => chat.fetch(c.req.raw))
  const { server, port } = await listen(app.fetch, options.port ?? 0)
  connections.attach(server as Server, port)
  const fetchChat = async (request: Request) => chat.fetch(request)
  const simulator: Simulator = new Simulator({
    platform,
    refusals,
    recorder,
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
