import {
  assertSchemaCompatibility,
  type BackendFactory,
  type ConnectionOptions,
  createRedisBackend,
  type PgPool,
  PostgresConnection,
  PostgresQueueBackend,
  type RedisQueueBackend,
  runMigrations,
} from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'

/** What BullMQ's classes are built with: one connection (pool) for the whole process. */
export interface QueueBackend {
  kind: 'postgres' | 'redis'
  /** First arguments of every Queue and Worker. */
  connection: ConnectionOptions
  factory: BackendFactory<RedisQueueBackend>
  /** One round trip to the store. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** The schema of BullMQ's tables, functions and notifications. */
const schema = 'bullmq'

/**
 * Three queues and three workers use at most ten connections: three of them LISTEN, the rest are
 * borrowed for the length of a query. With the database pool this stays below 25 in a process.
 */
const poolSize = 10

/** BullMQ in PostgreSQL, its own backend. {@link migrateQueue} must have run before. */
export function postgresBackend(
  databaseUrl: string,
  onError: (error: Error) => void,
): QueueBackend {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'rounds queue',
    options: `-c search_path=${schema}`,
    max: poolSize,
    keepAlive: true,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 30_000,
  })
  pool.setMaxListeners(50) // every queue and worker listens for errors
  pool.on('error', onError)
  // The pool listens for what is idle. A connection that is lost between two queries of one who borrowed it
  // has nobody listening, and an unheard error ends the process: the borrower's next query fails, and says it.
  pool.on('connect', (client) => client.on('error', onError))
  const shared = pool as unknown as PgPool // its overloads hide that it is one
  const factory: BackendFactory = (name, opts, { blocking, withBlockingConnection } = {}) => {
    const listener = withBlockingConnection ? name : blocking ? `${name}:qe` : undefined
    const ownOptions = { ...opts, connection: shared }
    return new PostgresQueueBackend(new PatientConnection(shared), name, ownOptions, true, listener)
  }
  return {
    kind: 'postgres',
    // The factory brings its own pool: BullMQ only checks that there is a connection.
    connection: {},
    // BullMQ's types take every queue for a Redis one; nothing here uses what only that one has.
    factory: factory as unknown as BackendFactory<RedisQueueBackend>,
    ping: async () => void (await pool.query('select 1')),
    close: () => pool.end(),
  }
}

/** BullMQ in Redis, its usual home. */
export function redisBackend(redisUrl: string, onError: (error: Error) => void): QueueBackend {
  const redis = new Redis(redisUrl, {
    maxRetriesPerRequest: null, // BullMQ's condition: commands wait for the connection
    connectionName: 'rounds queue',
    retryStrategy: (times) => Math.min(times * 200, 3_000),
  })
  redis.on('error', onError)
  redis.setMaxListeners(50)
  return {
    kind: 'redis',
    connection: redis,
    factory: createRedisBackend,
    ping: async () => void (await redis.ping()),
    close: async () => {
      if (redis.status === 'ready') await redis.quit().catch(() => undefined)
      redis.disconnect()
    },
  }
}

/** Creates or updates BullMQ's tables. Needed once per database and version; safe to repeat. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => undefined) // the query in progress fails too, and says it
  await client.connect()
  try {
    await runMigrations(client, schema)
  } finally {
    await client.end()
  }
}

/**
 * BullMQ remembers its first readiness check for good, also when it failed because the database was
 * just restarting. This one asks again.
 */
class PatientConnection extends PostgresConnection {
  #ready: Promise<void> | undefined

  override waitUntilReady(): Promise<void> {
    this.#ready ??= this.#check().catch((error: unknown) => {
      this.#ready = undefined
      throw error
    })
    return this.#ready
  }

  async #check(): Promise<void> {
    const client = await this.pool.connect()
    try {
      await assertSchemaCompatibility(client, this.schema)
    } finally {
      client.release()
    }
    setTimeout(() => this.emit('ready'), 0)
  }
}
