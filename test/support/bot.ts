/**
 * The whole bot in a test: real database, real queue, the official SDK over HTTP against the simulator,
 * signed and encrypted pushes. Only the clock is ours.
 */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { onTestFinished } from 'vitest'
import { type Actor as Phone, type Simulator, startSimulator } from '../../simulator/index.ts'
import { createApp } from '../../src/app.ts'
import { makeContext } from '../../src/bot/make-context.ts'
import { openRuntime, type Runtime } from '../../src/deps.ts'
import { localDate, toLocalDate } from '../../src/domain/time.ts'
import { readEnv } from '../../src/env.ts'
import { createLogger } from '../../src/logger.ts'
import { reports } from '../../src/reports-list.ts'
import { runByHand } from '../../src/run-by-hand.ts'
import { listen } from '../../src/serve.ts'
import { longConnectionOf } from '../../src/start.ts'
import { retryKeptEvents, startWorkers } from '../../src/workers.ts'
import { freshDatabase } from './database.ts'
import { fixtures } from './fixtures.ts'

export interface BotOptions {
  /** The clock at the start; it stands still until `at` moves it. */
  now?: string
  /** Keep the platform's send limits (slow); default false. */
  limited?: boolean
  redisUrl?: string
  /** How events reach the bot; default `ROUNDS_TEST_EVENTS`, or the webhook. */
  events?: 'webhook' | 'websocket'
  env?: Record<string, string>
  /** How long a map service may take, in milliseconds. */
  mapTimeoutMs?: number
  /** Links lead to this bot's own address, for tests that open them; default an address that nobody has. */
  ownUrl?: boolean
}

/** A port that was free a moment ago: an address is needed before anything listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

export type TestBot = Awaited<ReturnType<typeof startBot>>

/** Starts a bot of its own for the running test and stops it when the test ends. */
export async function startBot(options: BotOptions = {}) {
  let now = new Date(options.now ?? '2026-03-02T09:10:00+08:00')
  const clock = () => now
  const dataDir = await mkdtemp(join(tmpdir(), 'rounds-test-'))
  const database = await freshDatabase()
  const simulator: Simulator = await startSimulator({
    now: clock,
    limits: options.limited ?? false,
    redelivery: [],
    // The platform's 3 s are a matter of benches: a busy machine must not fail a conversation.
    pushTimeoutMs: 15_000,
    // A lost connection comes back within a test.
    clientConfig: { ReconnectNonce: 0, ReconnectInterval: 1 },
  })
  const events =
    options.events ?? (process.env.ROUNDS_TEST_EVENTS === 'websocket' ? 'websocket' : 'webhook')
  const env = readEnv({
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'silent',
    FEISHU_EVENTS: events,
    ...(options.redisUrl ? { REDIS_URL: options.redisUrl } : {}),
    ...options.env,
  })
  const port = options.ownUrl ? await freePort() : 0
  const runtime: Runtime = await openRuntime({
    env,
    databaseUrl: database.url,
    feishu: {
      appId: simulator.appId,
      appSecret: simulator.appSecret,
      encryptKey: simulator.encryptKey,
      verificationToken: simulator.verificationToken,
      domain: simulator.url,
    },
    log: createLogger(process.env.TEST_LOG ?? 'silent'),
    applicationName: 'rounds-test',
    publicUrl: options.ownUrl ? `http://127.0.0.1:${port}` : 'http://rounds.test',
    now: clock,
    queuePrefix: `t${process.pid}-${Math.floor(performance.now())}`,
    connections: 8,
    limited: options.limited ?? false,
    ...(options.mapTimeoutMs ? { mapTimeoutMs: options.mapTimeoutMs } : {}),
  })
  const connection = longConnectionOf(runtime)
  const web = await listen(createApp(runtime, undefined, connection), '127.0.0.1', port)
  if (connection) {
    connection.open()
    await simulator.connections.listening()
  } else {
    simulator.setEventsUrl(`${web.url}/feishu/events`)
  }
  await startWorkers(runtime, { clock: false })

  const stop = async () => {
    await connection?.close()
    await web.close()
    await runtime.close()
    await simulator.stop()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  }
  onTestFinished(stop, 30_000)

  /** Waits until everything that is due has left the outbox, jobs and sends included. */
  async function settle(timeoutMs = 20_000): Promise<void> {
    const deadline = performance.now() + timeoutMs
    await simulator.idle()
    for (;;) {
      runtime.relay.wake()
      const [row] = await runtime.database.db.execute<{ n: string; what: string | null }>(sql`
        select count(*) as n, string_agg(kind || ' ' || name || ' ' || status || ' ' || coalesce(error, ''), '; ') as what from outbox
        where status in ('queued', 'sending') or (status = 'pending' and available_at <= now() + interval '30 seconds')`)
      if (Number(row?.n) === 0) return simulator.idle()
      if (performance.now() > deadline) throw new Error(`the outbox did not empty: ${row?.what}`)
      await new Promise((done) => setTimeout(done, 8))
    }
  }

  /** A person's phone whose every act waits until the bot has answered it in full. */
  function phone(openIdOrName: string) {
    const actor: Phone = simulator.as(openIdOrName)
    return new Proxy(actor, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property, target)
        if (typeof value !== 'function') return value
        const method = value.bind(target) as (...args: unknown[]) => unknown
        if (
          !/^(says|sends|clicks|selects|submits|opens|taps|recalls|punches)/.test(String(property))
        )
          return method
        return async (...args: unknown[]) => {
          const result = await method(...args)
          await settle()
          return result
        }
      },
    })
  }

  const data = fixtures(runtime, simulator, phone)
  return {
    ...data,
    simulator,
    runtime,
    webUrl: web.url,
    /** The long connection; null over the webhook. */
    connection,
    db: runtime.database.db,
    phone,
    settle,
    stop,
    now: clock,
    /** Moves the clock to an instant. */
    at(instant: string) {
      now = new Date(instant)
    },
    /** Moves the clock on by minutes. */
    later(minutes: number) {
      now = new Date(now.getTime() + minutes * 60_000)
    },
    /** Runs a job by hand to its end, as `rounds job` does; a failed step fails the test. */
    async job(name: string, run: { date?: string } = {}) {
      const result = await runByHand(runtime, name, {
        date: run.date ? localDate.parse(run.date) : toLocalDate(now, runtime.house.zone),
        waitMs: 30_000,
      })
      if (result.failed.length > 0) throw new Error(`job ${name}: ${JSON.stringify(result.failed)}`)
      return result
    },
    /** Looks at the clock once, as the worker does every few seconds. */
    async tick() {
      await runtime.schedule.tick()
      await retryKeptEvents(runtime)
      await settle()
    },
    /** A report as `rounds report` gives it. */
    async report(name: string, range: { from?: string; to?: string } = {}) {
      const report = reports.find((r) => r.name === name)
      if (!report) throw new Error(`no report ${name}`)
      const ctx = await makeContext(runtime.house, runtime.database.db, {
        now,
        causeId: crypto.randomUUID(),
        nowOverride: null,
      })
      return report.run(ctx, {
        from: localDate.parse(range.from ?? ctx.today),
        to: localDate.parse(range.to ?? ctx.today),
      })
    },
    context: () =>
      makeContext(runtime.house, runtime.database.db, {
        now,
        causeId: crypto.randomUUID(),
        nowOverride: null,
      }),
  }
}
