/** A file of 100,000 visits: how long, how much memory, and how long anybody else has to wait meanwhile. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { ExportKind, Format } from '../cards/exports/actions.ts'
import { connect, type Db } from '../src/db/client.ts'
import { startEmbeddedPostgres } from '../src/db/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { date } from '../src/domain/time.ts'
import { withExport } from '../src/features/exports/make.ts'
import { exports } from '../src/features/exports/tables.ts'
import { users } from '../src/features/org/tables.ts'
import { createLogger } from '../src/logger.ts'
import { fillCompany, lastDay } from './digest/fill.ts'
import { printTable, writeResult } from './kit.ts'

const company = { reps: 360, days: 31, visitsADay: 10 }
const from = date('2026-10-01')
const to = date(lastDay)
const admin = 'ou_bench_admin'

interface Measured extends Record<string, string | number> {
  readonly what: string
  readonly rows: number
  readonly seconds: number
  readonly 'peak MB': number
  readonly 'longest pause ms': number
  readonly 'file MB': number
}

/** Runs it with the memory above the start and the longest time in which nothing else had its turn. */
async function watched(
  what: string,
  work: () => Promise<{ rows: number; bytes: number }>,
): Promise<Measured> {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 50)
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const started = performance.now()
  const { rows, bytes } = await work()
  const seconds = (performance.now() - started) / 1000
  delay.disable()
  clearInterval(timer)
  return {
    what,
    rows,
    seconds,
    'peak MB': Math.round((peak - before) / 1e6),
    'longest pause ms': Math.round(delay.max / 1e6),
    'file MB': bytes / 1e6,
  }
}

async function exported(db: Db, kind: ExportKind, format: Format) {
  const id = uuidv7()
  await db
    .insert(exports)
    .values({ id, openId: admin, kind, format, from, to, askedAt: new Date(`${to}T20:00:00Z`) })
  const asked = { exportId: id, locale: 'zh-CN' as const, zone: 'Asia/Shanghai', today: to }
  return withExport(db, asked, async (made) => {
    if (made?.state !== 'sent') throw new Error(`no file: ${made?.state}`)
    return { rows: made.rows, bytes: made.files.reduce((sum, file) => sum + file.bytes, 0) }
  })
}

/** The baseline: the same visits with their customers read and thrown away, two thousand at a time. */
async function readOnly(db: Db) {
  let rows = 0
  await db.transaction(async (tx) => {
    await tx.execute(sql`
      declare plain no scroll cursor for select v.*, c.name from visits v
      left join customers c on c.code = v.customer_code
      where v.date between ${from} and ${to} order by v.checked_in_at, v.id`)
    for (;;) {
      const batch = await tx.execute(sql`fetch forward 2000 from plain`)
      if (batch.length === 0) break
      rows += batch.length
    }
  })
  return { rows, bytes: 0 }
}

export const exportBench = {
  name: 'export',
  about: 'files of 100,000 visits, of figures and of days, beside plainly reading the visits',
  async run(): Promise<void> {
    const dataDir = await mkdtemp(join(tmpdir(), 'rounds-bench-'))
    const database = await startEmbeddedPostgres({ dataDir, log: createLogger('error') })
    const { db, close } = connect(database.url, { max: 1 })
    try {
      await migrate(database.url)
      await fillCompany(db, company)
      await db.execute(sql`set session_replication_role = origin`)
      await db.insert(users).values({ openId: admin, name: '管理员', role: 'admin' })
      await db.execute(sql`analyze`)
      const measured = [
        await watched('read only', () => readOnly(db)),
        await watched('visits xlsx', () => exported(db, 'visits', 'xlsx')),
        await watched('visits csv', () => exported(db, 'visits', 'csv')),
        await watched('performance xlsx', () => exported(db, 'performance', 'xlsx')),
        await watched('digest xlsx', () => exported(db, 'digest', 'xlsx')),
      ]
      printTable('export of a month', measured)
      await writeResult('export', { company, measured })
    } finally {
      await close()
      await database.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}
