import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPostmaster } from '../../src/db/embedded/postmaster.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/db/embedded.ts'
import { createLogger } from '../../src/logger.ts'
import { createQueues, migrateQueue } from '../../src/queue/bullmq.ts'

let dataDir: string
let server: EmbeddedPostgres
let lines = 0
const count = () => {
  lines += 1
}
const log = createLogger('error', { write: count })

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), `rounds-test-${process.pid}-`))
  server = await startEmbeddedPostgres({ dataDir, log, settings: { fsync: 'off' } })
  await migrateQueue(server.url)
})

afterAll(async () => {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
})

test('workers that lived through a crash of the database take the next jobs', async () => {
  const queues = createQueues({ databaseUrl: server.url, log })
  const seen: string[] = []
  for (const queue of ['work', 'messages', 'clock'] as const) {
    queues.work(queue, { concurrency: 4 }, async ({ id }) => void seen.push(id))
  }
  await queues.add([{ queue: 'work', name: 'a', data: {}, jobId: 'before' }])
  await until(() => seen.includes('before'))

  await kill()
  const late = createQueues({ databaseUrl: server.url, log }) // made while it is down
  await until(() =>
    late.ping().then(
      () => true,
      () => false,
    ),
  )
  await late.add([{ queue: 'messages', name: 'a', data: {}, jobId: 'after' }])
  await queues.add([{ queue: 'work', name: 'a', data: {}, jobId: 'after too' }])
  const back = performance.now()
  await until(() => seen.includes('after') && seen.includes('after too'))
  expect(performance.now() - back).toBeLessThan(5_000)
  expect(lines).toBeLessThan(40)
  await Promise.all([late.close(), queues.close()])
})

test('a process with three workers stays within its connections', async () => {
  const queues = createQueues({ databaseUrl: server.url, log })
  for (const queue of ['work', 'messages', 'clock'] as const) {
    queues.work(queue, { concurrency: 16 }, () => sleep(1))
  }
  const jobs = Array.from({ length: 300 }, (_, n) => ({
    queue: 'work' as const,
    name: 'a',
    data: {},
    jobId: `job ${n}`,
  }))
  await queues.add(jobs)
  await until(async () => (await queues.pending()) === 0)
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const { rows } = await client.query(
    `select count(*)::int as n from pg_stat_activity where datname = 'rounds'`,
  )
  await client.end()
  expect(rows[0].n).toBeLessThanOrEqual(11)
  await queues.close()
})

async function kill(): Promise<void> {
  const pid = (await readPostmaster(join(dataDir, 'postgres')))?.pid ?? 0
  process.kill(pid, 'SIGKILL')
}

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000
  while (!(await done())) {
    if (performance.now() > deadline) throw new Error('waited too long')
    await sleep(20)
  }
}
