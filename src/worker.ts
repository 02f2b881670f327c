/** The worker process of a production installation: needs DATABASE_URL and the app's credentials. */
import { readEnv } from './env.ts'
import { OperatorError } from './errors.ts'
import { exitWith, onShutdown } from './shutdown.ts'
import { feishuFromEnv, loggerOf, openDatabase, startParts } from './start.ts'

try {
  const env = readEnv(process.env)
  const log = loggerOf(env)
  const feishu = feishuFromEnv(env)
  if (!feishu)
    throw new OperatorError(
      'FEISHU_APP_ID is not set: the worker needs a real app. For a try-out run `npm start`.',
    )
  if (!env.DATABASE_URL)
    throw new OperatorError(
      'DATABASE_URL is not set: server and worker share one database. For one process run `npm start`.',
    )
  const database = await openDatabase(env, log)
  const running = await startParts(
    { env, log, databaseUrl: database.url, feishu, name: 'rounds-worker' },
    { work: true },
  )
  onShutdown(log, running.stop)
  process.stdout.write(`rounds worker ready${running.url ? `: ${running.url}` : ''}\n`)
} catch (error) {
  exitWith(error)
}
