/** Writes rows in bulk: one parameter per batch, so that a hundred thousand rows take seconds. */
import { getTableColumns, sql, type Table } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'

const batchRows = 4_000

export interface BulkWriter {
  add<T extends Table>(table: T, rows: readonly T['$inferInsert'][]): Promise<void>
  /** Writes what is still held back. */
  flush(): Promise<void>
}

/** Rows of one table must all have the same keys; columns without a key take their default. */
export function bulkWriter(tx: Tx): BulkWriter {
  const held = new Map<Table, object[]>()

  async function write(table: Table, rows: readonly object[]): Promise<void> {
    const keys = Object.keys(rows[0] ?? {})
    const columns = getTableColumns(table)
    const names = keys.map((key) => {
      if (!columns[key]) throw new Error(`no column ${key}`)
      return snake(key)
    })
    const json = JSON.stringify(
      rows.map((row) => {
        const values = Object.values(row)
        if (values.length !== keys.length) throw new Error('rows of a batch differ in their keys')
        return Object.fromEntries(names.map((name, i) => [name, values[i] ?? null]))
      }),
    )
    const list = sql.raw(names.map((name) => `"${name}"`).join(', '))
    await tx.execute(
      sql`insert into ${table} (${list}) select ${list} from json_populate_recordset(null::${table}, ${json}::text::json)`,
    )
  }

  return {
    async add(table, rows) {
      const list = held.get(table) ?? []
      held.set(table, list)
      list.push(...rows)
      while (list.length >= batchRows) await write(table, list.splice(0, batchRows))
    },
    async flush() {
      for (const [table, rows] of held) if (rows.length > 0) await write(table, rows)
      held.clear()
    },
  }
}

/** The database's name of a column, as drizzle's snake casing makes it. */
const snake = (key: string) => key.replace(/[A-Z]/g, (char) => `_${char.toLowerCase()}`)
