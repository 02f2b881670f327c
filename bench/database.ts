/** The database of a bench: its own and thrown away, or kept in a folder and filled once. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { connect, type Db } from '../src/db/client.ts'
import { startEmbeddedPostgres } from '../src/db/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { createLogger } from '../src/logger.ts'

/** What a database is filled with, step by step: each step once, whatever was kept of the steps before. */
export type Steps = Readonly<Record<string, (db: Db) => Promise<void>>>

/**
 * Runs `use` on a migrated database that `steps` have filled. `--keep <folder>` among the arguments leaves it
 * there and takes up where it was left; otherwise it goes at the end. `size`: what it is filled for, since
 * a kept one of another size is refused.
 */
export async function withDatabase<T>(
  args: readonly string[],
  size: object,
  steps: Steps,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const given = args.indexOf('--keep')
  const kept = given < 0 ? undefined : args[given + 1]
  const dataDir = kept ?? (await mkdtemp(join(tmpdir(), 'rounds-bench-')))
  const database = await startEmbeddedPostgres({ dataDir, log: createLogger('error') })
  try {
    await migrate(database.url)
    // One connection, so that what a step sets holds for all of the step.
    const { db, close } = connect(database.url, { max: 1 })
    await fill(db, dataDir, JSON.stringify(size), steps)
    await close()
    return await use(database.url)
  } finally {
    await database.stop()
    if (kept === undefined) await rm(dataDir, { recursive: true, force: true })
  }
}

async function fill(db: Db, dataDir: string, size: string, steps: Steps): Promise<void> {
  await db.execute(sql`create table if not exists bench_filled (size text, step text)`)
  const done = await db.execute<{ size: string; step: string }>(sql`select * from bench_filled`)
  const other = done.find((row) => row.size !== size)
  if (other) throw new Error(`${dataDir} is filled for ${other.size}, not for ${size}`)
  for (const [step, work] of Object.entries(steps)) {
    if (done.some((row) => row.step === step)) continue
    const began = performance.now()
    await work(db)
    await db.execute(sql`insert into bench_filled values (${size}, ${step})`)
    process.stderr.write(`${step}: ${Math.round((performance.now() - began) / 1000)} s\n`)
  }
}
