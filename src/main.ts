/** All in one: web and worker in one process, with an embedded PostgreSQL and the simulator where nothing is set. */
import { parseArgs } from 'node:util'
import { firstNight } from './demo/first-night.ts'
import { type Demo, startDemo } from './demo-mode.ts'
import { readEnv } from './env.ts'
import { OperatorError } from './errors.ts'
import { exitWith, onShutdown } from './shutdown.ts'
import { feishuFromEnv, loggerOf, openDatabase, startParts } from './start.ts'

interface Wanted {
  /** `--reps 1000`: how big a company the first start in demo mode makes. */
  readonly reps: number | undefined
  /** `--empty`: the directory of that company, and nothing in Rounds yet but its admin. */
  readonly empty: boolean
}

function wanted(): Wanted {
  const { values } = parseArgs({
    options: { reps: { type: 'string' }, empty: { type: 'boolean', default: false } },
  })
  const { empty } = values
  if (values.reps === undefined) return { reps: undefined, empty }
  const reps = Number(values.reps)
  if (Number.isInteger(reps) && reps >= 1 && reps <= 5_000) return { reps, empty }
  throw new OperatorError(`--reps is a whole number from 1 to 5000, not ${values.reps}`)
}

try {
  const env = readEnv({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' })
  const { reps, empty } = wanted()
  const log = loggerOf(env)
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const database = await openDatabase(env, log)
  const real = feishuFromEnv(env)
  const now = () => new Date()
  const demo: Demo | null = real
    ? null
    : await startDemo({ env, log, databaseUrl: database.url, now, say, reps, empty })
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
  if (env.FEISHU_EVENTS === 'webhook') demo?.simulator.setEventsUrl(`${running.url}/feishu/events`)
  onShutdown(log, async () => {
    await running.stop()
    await demo?.stop()
    await database.stop()
  })
  say(`rounds ready: ${running.url}`)
  if (demo) say(`demo chat:    ${running.url}/simulator`)
  if (demo?.isFresh) await firstNight(running.runtime)
} catch (error) {
  exitWith(error)
}
