/** Rows of any table of facts, made of nothing but the types of its columns. */
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Database, Db, Tx } from '../../src/db/client.ts'
import { ledgerShape } from '../../src/db/ledger.ts'
import { type FactKind, factKinds, factTable } from '../../src/domain/ledger/facts.ts'
import { applyChange, emptyState } from '../../src/domain/ledger/replay.ts'
import { strayedRows } from '../../src/features/ledger/against-tables.ts'
import { sealAll } from '../../src/features/ledger/export.ts'
import { type Sealed, sealedEntries, verifyChain } from '../../src/features/ledger/verify.ts'

/** Everything that the ledger has by now. */
export async function allEntries({ db }: Pick<Database, 'db'>): Promise<Sealed[]> {
  const head = await sealAll(db)
  const entries: Sealed[] = []
  for await (const entry of sealedEntries(db, head.seq)) entries.push(entry)
  return entries
}

export async function* from(entries: readonly Sealed[]) {
  yield* entries
}

/** As somebody would who may do anything in the database: no trigger sees it. */
export const behindTheBack = ({ db }: Pick<Database, 'db'>, run: (tx: Tx) => Promise<unknown>) =>
  db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await run(tx)
    await tx.execute(sql`set local session_replication_role = origin`)
  })

/** A table as the ledger would write it, by key. */
export async function rowsOf(database: Database, kind: FactKind) {
  const shape = await ledgerShape(database.sql, kind)
  const rows = await database.db.execute<{ key: unknown[]; row: Record<string, unknown> }>(
    sql.raw(`select ${shape.key} as key, ${shape.row} as row from ${kind} t`),
  )
  return new Map(rows.map(({ key, row }) => [JSON.stringify(key), row]))
}

/** The chain holds, the entries make the tables again, and the database says so, too. */
export async function expectWhole(database: Database, entries: readonly Sealed[]): Promise<void> {
  expect((await verifyChain(from(entries))).broken).toBeNull()
  const state = emptyState()
  for (const entry of entries) applyChange(state, entry)
  for (const kind of factKinds) expect(await rowsOf(database, kind), kind).toEqual(state.get(kind))
  expect(await strayedRows(database)).toEqual({ found: [], counts: {}, pending: [] })
}

export interface Column {
  readonly name: string
  readonly type: string
  /** The database works it out itself. */
  readonly generated: boolean
}

export async function columnsOf(db: Db): Promise<Map<string, Column[]>> {
  const rows = await db.execute<
    Record<'table' | 'name' | 'type', string> & { generated: boolean }
  >(sql`
    select table_name as table, column_name as name, data_type as type,
      is_generated = 'ALWAYS' as generated
    from information_schema.columns where table_schema = 'public' order by ordinal_position`)
  const columns = new Map<string, Column[]>()
  for (const { table, ...column } of rows)
    columns.set(table, [...(columns.get(table) ?? []), column])
  return columns
}

/** A value of a type, as a literal; few different ones, so that rows meet. */
function literal(type: string, n: number): string {
  const uuid = `'00000000-0000-4000-8000-${String(n % 7).padStart(12, '0')}'`
  const day = `'2026-11-${String((n % 20) + 1).padStart(2, '0')}'`
  const values: Record<string, string> = {
    uuid: `${uuid}::uuid`,
    text: `'名字 ${n % 5}"\\'`,
    date: `date ${day}`,
    'timestamp with time zone': `timestamptz ${day} + interval '${n % 86_400}.123456 seconds'`,
    integer: String((n % 9) - 2),
    smallint: String(n % 100),
    bigint: String(n % 1_000_000),
    numeric: `${n % 90}.${n % 10}0`,
    'double precision': `${n % 900} / 7.0::float8`,
    real: '0.5',
    boolean: n % 2 === 0 ? 'true' : 'false',
    jsonb: `'{"b": ${n % 5}, "a": [1.50, "x"]}'`,
    ARRAY: 'null',
  }
  const value = values[type]
  if (!value) throw new Error(`no value of ${type}`)
  return value
}

export interface RandomChange {
  readonly kind: FactKind
  readonly what: 'insert' | 'update' | 'rename' | 'delete' | 'empty'
  readonly n: number
}

/** One statement on a table of facts; what breaks a unique key does nothing. */
export async function change(
  db: Db | Tx,
  columns: ReadonlyMap<string, Column[]>,
  { kind, what, n }: RandomChange,
): Promise<void> {
  const own = (columns.get(kind) ?? []).filter(({ generated }) => !generated)
  const { key } = factTable(kind)
  const run = (text: string) => db.execute(sql.raw(text)).then(() => {})
  const third = `(select ctid from ${kind} order by ctid offset ${n % 3} limit 2)`
  if (what === 'insert') {
    const row = (more: number) =>
      `(${own.map(({ type }, i) => literal(type, n * 31 + i * 7 + more)).join(', ')})`
    await run(`insert into ${kind} (${own.map(({ name }) => `"${name}"`).join(', ')})
      values ${row(0)}, ${row(1_000)} on conflict do nothing`)
  } else if (what === 'delete') await run(`delete from ${kind} where ctid in ${third}`)
  else if (what === 'empty') await run(`truncate ${kind}`)
  else {
    const isKey = ({ name }: Column) => key.includes(name)
    const some = own.filter((one) => isKey(one) === (what === 'rename'))
    const column = some[n % some.length]
    if (!column) return
    await run(`update ${kind} set "${column.name}" = ${literal(column.type, n * 17 + 3)}
      where ctid in ${third}`).catch((error: unknown) => {
      // Two rows with one key.
      if ((error as { cause?: { code?: string } }).cause?.code !== '23505') throw error
    })
  }
}
