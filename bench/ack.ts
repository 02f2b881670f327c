import { type ChildProcess, spawn } from 'node:child_process'
import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { connect } from '../src/db/client.ts'
import { startEmbeddedPostgres } from '../src/db/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { users } from '../src/features/org/tables.ts'
import { createLogger } from '../src/logger.ts'
import { median, printTable, quantile, writeResult } from './kit.ts'

const encryptKey = 'bench-key'
const token = 'bench-token'
const people = 200
const clients = 16
const perRound = 1_200
const rounds = 5
const variants = ['echo', 'insert', 'rounds'] as const
type Variant = (typeof variants)[number]

const personId = (n: number) => `ou_${String(n).padStart(32, '0')}`

/** A signed, encrypted text message as the platform pushes it. */
function request(n: number): { body: string; headers: Record<string, string> } {
  const id = randomBytes(12).toString('hex')
  const event = {
    schema: '2.0',
    header: {
      event_id: id,
      event_type: 'im.message.receive_v1',
      create_time: String(Date.now()),
      token,
      app_id: 'cli_0000000000000000',
      tenant_key: 't',
    },
    event: {
      sender: { sender_id: { open_id: personId(n % people) }, sender_type: 'user' },
      message: {
        message_id: `om_${id}`,
        create_time: String(Date.now()),
        chat_id: 'oc_1',
        chat_type: 'p2p',
        message_type: 'text',
        content: JSON.stringify({ text: '帮助' }),
      },
    },
  }
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv)
  const body = JSON.stringify({
    encrypt: Buffer.concat([iv, cipher.update(JSON.stringify(event)), cipher.final()]).toString(
      'base64',
    ),
  })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHash('sha256').update(`${timestamp}n${encryptKey}${body}`).digest('hex')
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': 'n',
      'x-lark-signature': signature,
    },
  }
}

async function load(url: string, count: number): Promise<{ perSecond: number; ms: number[] }> {
  const requests = Array.from({ length: count }, (_, n) => request(n))
  const ms: number[] = []
  const started = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let next = requests.pop(); next; next = requests.pop()) {
        const at = performance.now()
        const answer = await fetch(`${url}/feishu/events`, { method: 'POST', ...next })
        await answer.arrayBuffer()
        if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`)
        ms.push(performance.now() - at)
      }
    }),
  )
  return { perSecond: count / ((performance.now() - started) / 1000), ms }
}

function serve(
  variant: Variant,
  databaseUrl: string,
  dataDir: string,
): Promise<{ url: string; child: ChildProcess }> {
  const file = fileURLToPath(new URL('./ack-server.ts', import.meta.url))
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', file, variant, databaseUrl, encryptKey, token],
    {
      env: { ...process.env, BENCH_DATA: dataDir },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${variant} ended with ${code}`)))
    child.stdout.on('data', (data: Buffer) => {
      const url = /ready (\S+)/.exec(data.toString())?.[1]
      if (url) resolve({ url, child })
    })
  })
}

/** Acknowledging signed message events: the whole transaction of Rounds beside two bare baselines, interleaved. */
export const ackBench = {
  name: 'ack',
  about: 'signed message events per second and their latency, beside a bare echo and a bare insert',
  async run(): Promise<void> {
    const dataDir = await mkdtemp(join(tmpdir(), 'rounds-bench-'))
    const database = await startEmbeddedPostgres({ dataDir, log: createLogger('error') })
    const servers: ChildProcess[] = []
    try {
      await migrate(database.url)
      const { db, close } = connect(database.url, { max: 1 })
      await db.insert(users).values(
        Array.from({ length: people }, (_, n) => ({
          openId: personId(n),
          name: `rep ${n}`,
          role: 'rep' as const,
        })),
      )
      await db.execute(sql`create table bench_events (id text primary key, body jsonb not null)`)
      await close()
      const urls = {} as Record<Variant, string>
      for (const variant of variants) {
        const { url, child } = await serve(variant, database.url, dataDir)
        urls[variant] = url
        servers.push(child)
        await load(url, 300) // warm
      }
      const figures = Object.fromEntries(
        variants.map((v) => [v, { perSecond: [] as number[], ms: [] as number[] }]),
      ) as Record<Variant, { perSecond: number[]; ms: number[] }>
      for (let round = 0; round < rounds; round++) {
        for (const variant of variants) {
          const { perSecond, ms } = await load(urls[variant], perRound)
          figures[variant].perSecond.push(perSecond)
          figures[variant].ms.push(...ms)
        }
      }
      const rows = variants.map((variant) => ({
        server: variant,
        'events/s (median)': Math.round(median(figures[variant].perSecond)),
        'p50 ms': quantile(figures[variant].ms, 0.5),
        'p99 ms': quantile(figures[variant].ms, 0.99),
        'ratio to insert': median(figures[variant].perSecond) / median(figures.insert.perSecond),
        'ratio to echo': median(figures[variant].perSecond) / median(figures.echo.perSecond),
      }))
      printTable(
        `ack: ${clients} clients, ${rounds} interleaved rounds of ${perRound} signed and encrypted events`,
        rows,
      )
      await writeResult('ack', { clients, rounds, perRound, rows })
    } finally {
      for (const child of servers) child.kill('SIGKILL')
      await database.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}
