import { runningSimulator, startDemo } from '../demo-mode.ts'
import { type FeishuApp, openRuntime, type Runtime } from '../deps.ts'
import { type Env, readEnv } from '../env.ts'
import { createLogger, type Logger } from '../logger.ts'
import { feishuFromEnv, openDatabase } from '../start.ts'
import { startWorkers } from '../workers.ts'

export interface Session {
  readonly env: Env
  readonly log: Logger
  readonly runtime: Runtime
}

export interface Needs {
  /** The command sends or runs jobs: the platform must be there (the simulator in demo mode). */
  readonly platform?: boolean
  readonly workers?: boolean
  readonly now?: Date | undefined
}

/** Stands for the app where a command does not talk to the platform. */
const nobody: FeishuApp = {
  appId: 'cli_none',
  appSecret: 'none',
  encryptKey: '',
  verificationToken: '',
  domain: 'http://127.0.0.1:9',
}

/**
 * Opens what a command needs, whether or not the server runs, and closes it afterwards. In demo mode the
 * simulator of a running process is used, else one is started on the kept state.
 */
export async function withSession<R>(
  needs: Needs,
  work: (session: Session) => Promise<R>,
): Promise<R> {
  const env = readEnv({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' })
  const log = createLogger(env.LOG_LEVEL)
  const database = await openDatabase(env, log)
  const now = needs.now
  let stopDemo = async () => {}
  try {
    let feishu = feishuFromEnv(env)
    if (!feishu && needs.platform) {
      feishu = await runningSimulator(env.DATA_DIR)
      if (!feishu) {
        const demo = await startDemo({
          env,
          log,
          databaseUrl: database.url,
          now: () => now ?? new Date(),
        })
        feishu = demo.feishu
        stopDemo = demo.stop
      }
    }
    const runtime = await openRuntime({
      env,
      databaseUrl: database.url,
      feishu: feishu ?? nobody,
      log,
      applicationName: 'rounds-cli',
      publicUrl: env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`,
      connections: 6,
      ...(now ? { now: () => now } : {}),
    })
    try {
      if (needs.workers) await startWorkers(runtime, { clock: false })
      return await work({ env, log, runtime })
    } finally {
      await runtime.close()
    }
  } finally {
    await stopDemo()
    await database.stop()
  }
}
