/**
 * The only place that names concrete things: database, queue, SDK, clock, store, logger. Everything else
 * gets them from here, so tests and demo mode differ from production in these lines and nowhere else.
 */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { jobs } from '../jobs/index.ts'
import type { Actor } from './bot/context.ts'
import type { House } from './bot/make-context.ts'
import type { Platform, WebPlatform } from './bot/outbound.ts'
import { createReceiver, type Receiver } from './bot/receive.ts'
import { type Registry, registryOf } from './bot/registry.ts'
import { connect, type Database, type Tx } from './db/client.ts'
import { createDelivery, type Delivery } from './delivery/deliver.ts'
import { takeSlot } from './delivery/limits.ts'
import { createRelay, type Relay } from './delivery/relay.ts'
import type { Env } from './env.ts'
import { loadRules } from './features/admin/settings-store.ts'
import { features } from './features/index.ts'
import { loadActor } from './features/org/store.ts'
import { noteObject } from './features/privacy/store.ts'
import { createPlatform } from './feishu/client.ts'
import { type CheckedLinks, createLinks } from './links.ts'
import type { Logger } from './logger.ts'
import { amapPace, type Maps, openMaps } from './maps/index.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { createQueues, type Queues } from './queue/bullmq.ts'
import { jobRegistry } from './queue/define-job.ts'
import { createJobRunner, type JobRunner } from './queue/run-job.ts'
import { createSchedule, type Schedule } from './queue/schedule.ts'
import { createObjectStore, defaultStorageUrl, noting, type ObjectStore } from './store/objects.ts'

/** What we know of the app at the platform: from the environment, or from the simulator. */
export interface FeishuApp {
  readonly appId: string
  readonly appSecret: string
  readonly encryptKey: string
  readonly verificationToken: string
  readonly domain: string
}

export interface Runtime {
  readonly env: Env
  readonly feishu: FeishuApp
  readonly log: Logger
  readonly metrics: Metrics
  readonly database: Database
  readonly queues: Queues
  readonly platform: Platform & WebPlatform
  readonly objects: ObjectStore
  readonly maps: Maps
  readonly house: House
  readonly registry: Registry
  readonly links: CheckedLinks
  /** Where people's browsers reach us, without a slash at its end. */
  readonly publicUrl: string
  readonly receiver: Receiver
  readonly relay: Relay
  readonly delivery: Delivery
  readonly runner: JobRunner
  readonly schedule: Schedule
  /** `ok` or what is wrong, by part. */
  health(): Promise<Record<'database' | 'queue' | 'platform', string>>
  /** Takes no more work, lets the running end, disconnects. Safe to call twice. */
  close(): Promise<void>
}

export interface RuntimeOptions {
  readonly env: Env
  readonly databaseUrl: string
  readonly feishu: FeishuApp
  readonly log: Logger
  readonly applicationName: string
  readonly publicUrl: string
  /** The clock; tests and `rounds job --now` give their own. */
  readonly now?: () => Date
  /** Namespace in a shared Redis; tests give their own. */
  readonly queuePrefix?: string
  readonly connections?: number
  /** False sends and asks without waiting for anybody's limits; for tests. */
  readonly limited?: boolean
  /** How long a map service may take, in milliseconds. */
  readonly mapTimeoutMs?: number
}

export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { env, feishu, log } = options
  const now = options.now ?? (() => new Date())
  const metrics = createMetrics()
  const database = connect(options.databaseUrl, {
    max: options.connections ?? 12,
    applicationName: options.applicationName,
  })
  const queues = createQueues({
    databaseUrl: options.databaseUrl,
    redisUrl: env.REDIS_URL,
    log,
    prefix: options.queuePrefix,
  })
  const platform = createPlatform(feishu, log)
  const store = await createObjectStore(env.STORAGE_URL ?? defaultStorageUrl(env.DATA_DIR))
  const objects = noting(store, (key) => noteObject(database.db, key))
  const maps = openMaps(
    env,
    async () => {
      if (options.limited ?? true) await sleep(await takeSlot(database.db, [amapPace]))
    },
    options.mapTimeoutMs,
  )
  const secret = createHash('sha256')
    .update(`${feishu.appSecret}/${feishu.encryptKey}/links`)
    .digest('hex')
  const links = createLinks(options.publicUrl, secret)
  const house: House = {
    zone: env.ROUNDS_TIMEZONE,
    locale: env.ROUNDS_LOCALE,
    log,
    jobs: jobRegistry(jobs),
    links,
    mapProvider: env.MAP_PROVIDER,
    now,
    loadRules,
  }
  const registry = registryOf(features)
  const relay = createRelay({ database, queues, log })
  const receiver = createReceiver({
    database,
    house,
    registry,
    loadActor: (tx: Tx, openId: string): Promise<Actor | null> =>
      loadActor(tx, openId, env.ROUNDS_LOCALE),
    wake: relay.wake,
    count: (kind, result) => metrics.inbound(kind, result),
  })
  const delivery = createDelivery({
    database,
    platform,
    log,
    now,
    limited: options.limited ?? true,
    count: (kind, result) => metrics.sent(kind, result),
  })
  const runner = createJobRunner({
    database,
    house,
    io: { platform, objects, maps, db: database.db, log, releaseHeld: receiver.releaseHeld },
    wake: relay.wake,
    measure: (job, seconds, result) => metrics.jobRan(job, result, seconds),
  })
  const schedule = createSchedule({ database, house, wake: relay.wake })
  metrics.watchOutbox(async () => {
    const [row] = await database.db.execute<{ n: string }>(
      sql`select count(*) as n from outbox where status <> 'failed'`,
    )
    return Number(row?.n ?? 0)
  })

  let closing: Promise<void> | undefined
  return {
    env,
    feishu,
    log,
    metrics,
    database,
    queues,
    platform,
    objects,
    maps,
    house,
    registry,
    links,
    publicUrl: options.publicUrl,
    receiver,
    relay,
    delivery,
    runner,
    schedule,
    async health() {
      const [db, queue, token] = await Promise.all([
        part(database.db.execute(sql`select 1`)),
        part(queues.ping()),
        part(platform.ping()),
      ])
      return { database: db, queue, platform: token }
    },
    close() {
      closing ??= (async () => {
        await relay.stop()
        await queues.close()
        await database.close()
      })()
      return closing
    },
  }
}

async function part(check: Promise<unknown>): Promise<string> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error('no answer in 3 s')), 3_000).unref(),
  )
  try {
    await Promise.race([check, late])
    return 'ok'
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 200) : 'failing'
  }
}
