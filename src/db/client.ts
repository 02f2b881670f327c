import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

export type Db = PostgresJsDatabase
/** A transaction, or the database itself where no transaction is needed. */
export type Tx = Pick<
  Db,
  | 'select'
  | 'selectDistinct'
  | 'selectDistinctOn'
  | 'insert'
  | 'update'
  | 'delete'
  | 'execute'
  | '$with'
  | 'with'
  | '$count'
>

export interface Database {
  db: Db
  sql: postgres.Sql
  close(): Promise<void>
}

/**
 * Opens a pool. `max` counts towards the process's budget of 25 connections;
 * `idle_in_transaction` ends a transaction that a lost process left behind.
 */
export function connect(
  url: string,
  options: { max?: number; applicationName?: string } = {},
): Database {
  const sql = postgres(url, {
    max: options.max ?? 12,
    onnotice: () => {},
    connection: {
      application_name: options.applicationName ?? 'rounds',
      idle_in_transaction_session_timeout: 60_000,
      // A click waits this long for a lock and is then tried again; jobs set their own.
      lock_timeout: 2_000,
      // A server that compiles queries spends more on that than the lists of a card take.
      jit: 'off',
    },
  })
  return {
    db: drizzle(sql, { casing: 'snake_case' }),
    sql,
    close: () => sql.end({ timeout: 5 }),
  }
}
