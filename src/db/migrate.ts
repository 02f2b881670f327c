import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { installLedger } from './ledger.ts'

const folder = fileURLToPath(new URL('../../drizzle', import.meta.url))
/** Any constant that nobody else uses for an advisory lock in this database. */
const migrationLock = 727_001

/** Brings the schema up to date: safe from many processes at once, does nothing when it is current. */
export async function migrate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(${migrationLock})`
    await runMigrations(drizzle(sql, { casing: 'snake_case' }), { migrationsFolder: folder })
    await installLedger(sql)
    const { migrateQueue } = await import('../queue/bullmq.ts')
    await migrateQueue(url)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
