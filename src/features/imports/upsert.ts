/** Set-based writing: a thousand rows a statement, compared in memory, written only when they differ. */
import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from '../../db/client.ts'
import { chunks } from '../../domain/chunks.ts'

export const chunkSize = 1_000

/** `ownerOpenId` → `owner_open_id`, as the database calls it. */
const snake = (name: string) => name.replace(/[A-Z]/g, (char) => `_${char.toLowerCase()}`)

/**
 * Writes whole rows; where the key is taken, only the columns of `set` change, so that what somebody
 * changes elsewhere at the same time stays. Without `set` a taken key is left alone.
 */
export async function upsertRows<T extends PgTable>(
  tx: Tx,
  table: T,
  key: readonly (keyof T['$inferSelect'] & string)[],
  rows: readonly T['$inferSelect'][],
  set: readonly (keyof T['$inferSelect'] & string)[] = [],
): Promise<void> {
  // What the database works out itself cannot be written.
  const names = Object.entries(getTableColumns(table)).flatMap(([name, { generated }]) =>
    generated ? [] : name,
  )
  const columns = sql.raw(names.map((name) => `"${snake(name)}"`).join(', '))
  const target = sql.raw(key.map((name) => `"${snake(name)}"`).join(', '))
  const action: SQL =
    set.length === 0
      ? sql`do nothing`
      : sql`do update set ${sql.raw(set.map((name) => `"${snake(name)}" = excluded."${snake(name)}"`).join(', '))}`
  const empty = sql.raw(`null::"${getTableName(table)}"`)
  for (const part of chunks(rows, chunkSize)) {
    const json = JSON.stringify(part.map((row) => inSnake(row, names)))
    await tx.execute(sql`
      insert into ${table} (${columns})
      select ${columns} from jsonb_populate_recordset(${empty}, ${json}::text::jsonb)
      on conflict (${target}) ${action}`)
  }
}

function inSnake(row: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [snake(name), row[name] ?? null]))
}

export interface Change<R> {
  readonly before: R | null
  readonly after: R
}

/** Whether two rows hold the same values. */
export function sameRow(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
) {
  for (const name of Object.keys(b)) if (!sameValue(a[name], b[name])) return false
  return true
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (a === null || a === undefined) return b === null || b === undefined
  return typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b)
}
