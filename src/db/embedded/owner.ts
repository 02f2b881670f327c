import { realpath } from 'node:fs/promises'
import pg from 'pg'
import { superuser } from './cluster.ts'

/** What every owner's connection is called in `pg_stat_activity`. */
const ownerName = 'rounds owner'

/** The database that the product uses. */
export const databaseName = 'rounds'

/** One process's share in the embedded server: an idle connection that ends with the process. */
export type Owner = pg.Client

/** Address of a database of the embedded server. */
export function serverUrl(port: number, password: string, database: string): string {
  return `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
}

/** Registers this process as an owner of the server that listens there. */
export async function connectOwner(port: number, password: string): Promise<Owner> {
  const client = new pg.Client({
    connectionString: serverUrl(port, password, 'postgres'),
    application_name: ownerName,
    ssl: false, // whatever PGSSLMODE says: this server has no TLS and needs none
    keepAlive: true,
    connectionTimeoutMillis: 15_000,
  })
  client.on('error', () => undefined) // the end event tells the launcher
  await client.connect()
  return client
}

/** Whether the server really works on this data folder: ports and pids are reused. */
export async function servesFrom(owner: Owner, pgdata: string): Promise<boolean> {
  const { rows } = await owner.query<{ path: string }>(
    `select setting as path from pg_settings where name = 'data_directory'`,
  )
  const path = rows[0]?.path ?? ''
  return (await realpath(path).catch(() => path)) === pgdata
}

/** How many other processes own the server too. */
export async function otherOwners(owner: Owner): Promise<number> {
  const { rows } = await owner.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
      where application_name = $1 and pid <> pg_backend_pid()`,
    [ownerName],
  )
  return rows[0]?.others ?? 0
}

/**
 * Ends our share. The new name takes effect at once, while the connection itself may linger a moment
 * in `pg_stat_activity`, where the next process to stop would take it for an owner.
 */
export async function disown(owner: Owner): Promise<void> {
  await owner.query(`set application_name = 'rounds former owner'`).catch(() => undefined)
  await owner.end().catch(() => undefined)
}

/** Creates the product's database unless it is there. */
export async function createDatabase(owner: Owner): Promise<void> {
  const { rowCount } = await owner.query('select 1 from pg_database where datname = $1', [
    databaseName,
  ])
  if (!rowCount) await owner.query(`create database ${databaseName}`)
}
