import { readFileSync } from 'node:fs'
import { startSimulator } from '../index.ts'
import { type Day, day } from './day.ts'
import type { StepResult } from './replay.ts'

/** The day so far of a running simulator, as JSON text. */
export async function recorded(from: string, name: string): Promise<string> {
  const url = `${from}/simulator/api/control/day?name=${encodeURIComponent(name)}`
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${from} answers ${response.status}`)
  return JSON.stringify(await response.json(), null, 2)
}

/** Replays a file and prints a line a step; gives the exit code. */
export async function replayFile(
  file: string,
  options: {
    into?: string | undefined
    speed: number
    port: number
    eventsUrl?: string | undefined
    print(line: string): void
  },
): Promise<number> {
  const wanted = day.parse(JSON.parse(readFileSync(file, 'utf8')))
  const results = await (options.into
    ? replayInto(options.into, wanted, options.speed)
    : replayAlone(wanted, options))
  results.forEach(({ step, ok, error }, index) => {
    const { at, as, sees: _, ...doing } = step
    const line = `${index + 1}. ${at} s ${as} ${JSON.stringify(doing).slice(0, 120)}`
    options.print(ok ? `✓ ${line}` : `✗ ${line}\n    ${error}`)
  })
  return results.every(({ ok }) => ok) ? 0 : 1
}

async function replayInto(url: string, wanted: Day, speed: number): Promise<StepResult[]> {
  const response = await fetch(`${url}/simulator/api/control/day`, {
    method: 'POST',
    body: JSON.stringify({ day: wanted, speed }),
  })
  const body = (await response.json()) as { results?: StepResult[]; error?: string }
  if (!body.results) throw new Error(body.error ?? `${url} answers ${response.status}`)
  return body.results
}

/** With the credentials of the environment, which the bot has too. */
async function replayAlone(
  wanted: Day,
  { speed, port, eventsUrl }: { speed: number; port: number; eventsUrl?: string | undefined },
): Promise<StepResult[]> {
  const { env } = process
  const simulator = await startSimulator({
    port,
    eventsUrl,
    appId: env.FEISHU_APP_ID,
    appSecret: env.FEISHU_APP_SECRET,
    encryptKey: env.FEISHU_ENCRYPT_KEY,
    verificationToken: env.FEISHU_VERIFICATION_TOKEN,
  })
  try {
    if (!eventsUrl) await simulator.connections.listening(30_000)
    return await simulator.replay(wanted, { speed })
  } finally {
    await simulator.stop()
  }
}
