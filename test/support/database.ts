import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Nobody else takes this advisory lock on the test server. */
const templateLock = 727_100

/** A test's own database. */
export interface FreshDatabase {
  url: string
  /** Drops it, whoever is still connected. */
  drop(): Promise<void>
}

/**
 * A new database with the whole schema, cloned from a template that is migrated once for the run.
 * A clone takes some 50 ms: take one per test file, or per test where tests must not see each other.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  template ??= ensureTemplate()
  const name = `t_${process.pid}_${randomBytes(6).toString('hex')}`
  const source = await template
  await admin((client) =>
    client.query(`create database ${name} template ${source} strategy file_copy`),
  )
  return {
    url: databaseUrl(name),
    drop: () =>
      admin(async (client) => void (await client.query(`drop database ${name} with (force)`))),
  }
}

/** The server that the tests use, without a database of its own. */
export function adminUrl(): string {
  const url = process.env.TEST_DATABASE_URL
  if (!url)
    throw new Error('TEST_DATABASE_URL is not set: run the tests with vitest (global-setup)')
  return url
}

let template: Promise<string> | undefined

/** Builds the template under another name and renames it, so that a half-built one is never used. */
async function ensureTemplate(): Promise<string> {
  const name = `rounds_template_${schemaVersion()}`
  await admin(async (client) => {
    await client.query('select pg_advisory_lock($1)', [templateLock])
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount) return
    const building = `${name}_building`
    await client.query(`drop database if exists ${building} with (force)`)
    await client.query(`create database ${building} template template0`)
    if (existsSync(join(root, 'src/db/migrate.ts'))) {
      const { migrate } = await import('../../src/db/migrate.ts')
      await migrate(databaseUrl(building))
    }
    await client.query(`alter database ${building} with allow_connections false`)
    await client.query(`alter database ${building} rename to ${name}`)
  })
  return name
}

/** Changes whenever a migration, ours or the queue's, does. */
function schemaVersion(): string {
  const hash = createHash('sha256')
  const folder = join(root, 'drizzle')
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : []
  for (const name of names.filter((name) => /\.(sql|json)$/.test(name)).sort()) {
    hash.update(name).update(readFileSync(join(folder, name)))
  }
  const made = ['src/db/migrate.ts', 'src/db/ledger.ts', 'src/db/ledger-sql.ts']
  const list = 'src/domain/ledger/facts.ts'
  for (const file of [...made, list, 'node_modules/bullmq/package.json']) {
    if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)))
  }
  return hash.digest('hex').slice(0, 12)
}

function databaseUrl(name: string): string {
  const url = new URL(adminUrl())
  url.pathname = `/${name}`
  return url.href
}

async function admin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl() })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
