/** Writes rows in bulk with COPY, so that a hundred thousand of them take seconds. */
import { once } from 'node:events'
import { type Column, getTableColumns, getTableName, type Table } from 'drizzle-orm'
import type postgres from 'postgres'

const batchRows = 4_000

export interface BulkWriter {
  add<T extends Table>(table: T, rows: readonly T['$inferInsert'][]): Promise<void>
  /** Writes what is still held back. */
  flush(): Promise<void>
}

/** Rows of one table must all have the same keys; columns without a key take their default. */
export function bulkWriter(sql: postgres.TransactionSql): BulkWriter {
  const held = new Map<Table, object[]>()

  async function write(table: Table, rows: readonly object[]): Promise<void> {
    const columns: Record<string, Column> = getTableColumns(table)
    const keys = Object.keys(rows[0] ?? {})
    const encoders = keys.map((key) => {
      const column = columns[key]
      if (!column) throw new Error(`no column ${key}`)
      return encoderOf(column)
    })
    const list = keys.map((key) => `"${snake(key)}"`).join(', ')
    const stream = await sql.unsafe(`copy "${getTableName(table)}" (${list}) from stdin`).writable()
    const done = once(stream, 'finish')
    const lines = rows.map((row) => {
      const values = Object.values(row)
      if (values.length !== keys.length) throw new Error('rows of a batch differ in their keys')
      return values.map((value, i) => field(value, encoders[i] ?? String)).join('\t')
    })
    stream.end(`${lines.join('\n')}\n`)
    await done
  }

  return {
    async add(table, rows) {
      const list = held.get(table) ?? []
      held.set(table, list)
      for (const row of rows) list.push(row)
      while (list.length >= batchRows) await write(table, list.splice(0, batchRows))
    },
    async flush() {
      for (const [table, rows] of held) if (rows.length > 0) await write(table, rows)
      held.clear()
    },
  }
}

type Encoder = (value: unknown) => string

function encoderOf({ dataType }: Column): Encoder {
  if (dataType === 'json') return (value) => JSON.stringify(value)
  if (dataType === 'array')
    return (value) =>
      `{${(value as unknown[]).map((one) => JSON.stringify(String(one))).join(',')}}`
  return (value) => (value instanceof Date ? value.toISOString() : String(value))
}

/** COPY's text format: tab, newline and backslash are escaped, `\N` is null. */
function field(value: unknown, encode: Encoder): string {
  if (value === null || value === undefined) return '\\N'
  return encode(value).replace(/[\\\t\n\r]/g, (char) => escapes[char] ?? char)
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** The database's name of a column, as drizzle's snake casing makes it. */
const snake = (key: string) => key.replace(/[A-Z]/g, (char) => `_${char.toLowerCase()}`)
