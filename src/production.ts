import { readEnv } from './env.ts'
import { OperatorError } from './errors.ts'
import { exitWith, onShutdown } from './shutdown.ts'
import { feishuFromEnv, loggerOf, openDatabase, type Parts, startParts } from './start.ts'

/** Runs one process of a production installation: needs DATABASE_URL and the app's credentials. */
export async function runProduction(name: 'server' | 'worker', parts: Parts): Promise<void> {
  try {
    const env = readEnv(process.env)
    const log = loggerOf(env)
    const feishu = feishuFromEnv(env)
    if (!feishu) {
      throw new OperatorError(
        `FEISHU_APP_ID is not set: the ${name} needs a real app. For a try-out run \`npm start\`.`,
      )
    }
    if (!env.DATABASE_URL) {
      throw new OperatorError(
        'DATABASE_URL is not set: server and worker share one database. For one process run `npm start`.',
      )
    }
    const database = await openDatabase(env, log)
    const running = await startParts(
      { env, log, databaseUrl: database.url, feishu, name: `rounds-${name}` },
      parts,
    )
    onShutdown(log, running.stop)
    process.stdout.write(`rounds ${name} ready${running.url ? `: ${running.url}` : ''}\n`)
  } catch (error) {
    exitWith(error)
  }
}
