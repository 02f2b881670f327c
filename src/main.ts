/** All in one: web and worker in one process, with an embedded PostgreSQL and the simulator where nothing is set. */
import { type Demo, startDemo } from './demo-mode.ts'
import { readEnv } from './env.ts'
import { exitWith, onShutdown } from './shutdown.ts'
import { feishuFromEnv, loggerOf, openDatabase, startParts } from './start.ts'

try {
  const env = readEnv({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' })
  const log = loggerOf(env)
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const database = await openDatabase(env, log)
  const real = feishuFromEnv(env)
  const demo: Demo | null = real
    ? null
    : await startDemo({ env, log, databaseUrl: database.url, now: () => new Date(), say })
  const running = await startParts(
    {
      env,
      log,
      databaseUrl: database.url,
      feishu: real ?? (demo as Demo).feishu,
      name: 'rounds-main',
    },
    { web: true, work: true, simulator: demo?.simulator },
  )
  await demo?.simulator.setEventsUrl(`${running.url}/feishu/events`)
  onShutdown(log, async () => {
    await running.stop()
    await demo?.stop()
    await database.stop()
  })
  say(`rounds ready: ${running.url}`)
  if (demo) say(`demo chat:    ${running.url}/simulator`)
} catch (error) {
  exitWith(error)
}
