/** What the processes share: environment to running parts. Each entry file names which parts it wants. */
import { createApp } from './app.ts'
import { startEmbeddedPostgres } from './db/embedded.ts'
import { migrate } from './db/migrate.ts'
import { type FeishuApp, openRuntime, type Runtime } from './deps.ts'
import type { Env } from './env.ts'
import { OperatorError } from './errors.ts'
import { createLongConnection, type LongConnection } from './feishu/long-connection.ts'
import { createLogger, type Logger } from './logger.ts'
import { type Listening, listen } from './serve.ts'
import { startWorkers } from './workers.ts'

export interface DatabaseHold {
  readonly url: string
  stop(): Promise<void>
}

/** The database of `DATABASE_URL`, or the embedded one under `DATA_DIR`, with its schema up to date. */
export async function openDatabase(env: Env, log: Logger): Promise<DatabaseHold> {
  const hold = env.DATABASE_URL
    ? { url: env.DATABASE_URL, stop: async () => {} }
    : await startEmbeddedPostgres({ dataDir: env.DATA_DIR, log })
  try {
    await migrate(hold.url)
  } catch (error) {
    await hold.stop()
    if (!env.DATABASE_URL) throw error
    throw new OperatorError(
      `DATABASE_URL: the database does not answer or refuses the schema: ${error instanceof Error ? error.message : error}`,
    )
  }
  return hold
}

/** The app at the platform as the environment names it; null in demo mode. */
export function feishuFromEnv(env: Env): FeishuApp | null {
  if (!env.FEISHU_APP_ID || !env.FEISHU_APP_SECRET) return null
  return {
    appId: env.FEISHU_APP_ID,
    appSecret: env.FEISHU_APP_SECRET,
    encryptKey: env.FEISHU_ENCRYPT_KEY ?? '',
    verificationToken: env.FEISHU_VERIFICATION_TOKEN ?? '',
    domain: env.FEISHU_DOMAIN,
  }
}

export interface Parts {
  readonly web?: boolean
  readonly work?: boolean
  readonly simulator?: { fetch(request: Request): Promise<Response> } | undefined
}

export interface Running {
  readonly runtime: Runtime
  readonly url: string | null
  stop(): Promise<void>
}

/** Opens the runtime and starts the wanted parts; `stop` ends them in the order in which nothing is lost. */
export async function startParts(
  input: { env: Env; log: Logger; databaseUrl: string; feishu: FeishuApp; name: string },
  parts: Parts,
): Promise<Running> {
  const { env, log } = input
  const publicUrl = env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`
  const runtime = await openRuntime({
    env,
    databaseUrl: input.databaseUrl,
    feishu: input.feishu,
    log,
    applicationName: input.name,
    publicUrl,
  })
  const { ensureAdmins } = await import('./features/org/admins.ts')
  await ensureAdmins(runtime.database.db, env.ROUNDS_ADMINS, runtime.house.now())
  let web: Listening | null = null
  const connection = parts.web ? longConnectionOf(runtime) : null
  if (parts.web) {
    web = await listen(createApp(runtime, parts.simulator, connection), env.HOST, env.PORT)
    connection?.open()
  }
  if (parts.work) await startWorkers(runtime)
  return {
    runtime,
    url: web?.url ?? null,
    async stop() {
      await connection?.close()
      await web?.close()
      await runtime.close()
    },
  }
}

/** The long connection of this runtime, still closed; null in webhook mode. */
export function longConnectionOf(runtime: Runtime): LongConnection | null {
  if (runtime.env.FEISHU_EVENTS !== 'websocket') return null
  return createLongConnection({
    settings: runtime.feishu,
    log: runtime.log,
    receive: runtime.receiver.receive,
    countRefused: runtime.metrics.webhookRefused,
  })
}

export function loggerOf(env: Env): Logger {
  return createLogger(env.LOG_LEVEL)
}
