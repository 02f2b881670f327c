/**
 * Triggers that write every change of a fact into the ledger, in the transaction that changes it. They
 * are made from the list in `domain/ledger/facts` each time the schema is brought up to date, not by
 * hand: a fact that is added there is taken from then on. What was there before is written by
 * `features/ledger/genesis`, slice by slice, while the system runs.
 */
import { createHash } from 'node:crypto'
import type postgres from 'postgres'
import { type FactKind, factKinds, factTable } from '../domain/ledger/facts.ts'
import {
  type Added,
  type Columns,
  insertWaiting,
  jsonOf,
  keyOf,
  quoted,
  rowOf,
  triggersOf,
} from './ledger-sql.ts'

type Sql = postgres.Sql

interface Known {
  readonly kind: string
  readonly shape: string
  /** Null: the version that put these triggers up did not note it. */
  readonly columns: Columns | null
  readonly added: Added | null
  readonly pending: boolean
}

async function columnsOf(sql: Sql): Promise<Map<string, Columns>> {
  const rows = await sql<{ table: string; column: string; type: string }[]>`
    select table_name as table, column_name as column, data_type as type
    from information_schema.columns
    where table_schema = 'public' and table_name in ${sql([...factKinds])}`
  const tables = new Map<string, Record<string, string>>()
  for (const { table, column, type } of rows)
    tables.set(table, { ...tables.get(table), [column]: type })
  return tables
}

/** The columns that the ledger takes, with their types. */
function takenOf(kind: FactKind, columns: Columns): Columns {
  const { key, columns: taken } = factTable(kind)
  return Object.fromEntries([...key, ...taken].map((one) => [one, columns[one] ?? '']))
}

/** What has to be written down of the rows that are there already. */
interface Begin {
  /** New columns, with what a row has that is not told of again; null: every row is told of. */
  readonly added: Added | null
  readonly removed: readonly string[]
}

/**
 * Puts the triggers up. Of tables that the ledger did not know, or knew with other columns, what is there
 * already is left to be written (`pending`): of new columns only rows that have something else in them than
 * their default, which the ledger is told once. The tables are locked for the moment that this takes. Does
 * nothing when all is as it should be.
 */
export async function installLedger(sql: Sql): Promise<void> {
  const tables = await columnsOf(sql)
  const known = new Map(
    (await sql<Known[]>`select kind, shape, columns, added, pending from ledger_sources`).map(
      (one) => [one.kind, one],
    ),
  )
  for (const kind of factKinds) await install(sql, kind, tables.get(kind) ?? {}, known.get(kind))
}

async function install(
  sql: Sql,
  kind: FactKind,
  columns: Columns,
  source: Known | undefined,
): Promise<void> {
  const begin = await beginOf(sql, kind, takenOf(kind, columns), source)
  // What is still pending goes on as it began, unless the columns have changed once more.
  const added = begin ? begin.added : (source?.added ?? null)
  const triggers = triggersOf(kind, columns, added)
  const shape = createHash('sha256').update(triggers).digest('hex')
  if (source?.shape === shape && source.columns !== null && !begin) return
  await sql.begin(async (tx) => {
    await tx.unsafe(`lock table ${kind} in share row exclusive mode`)
    await tx.unsafe(triggers)
    const rows = begin ? await rowsOf(tx, kind) : 0
    const pending = begin
      ? rows > 0 && (begin.added === null || Object.keys(begin.added).length > 0)
      : (source?.pending ?? false)
    await tx`insert into ledger_sources (kind, shape) values (${kind}, ${shape})
      on conflict (kind) do update set shape = excluded.shape`
    await tx`update ledger_sources set columns = ${asText(takenOf(kind, columns))}::text::jsonb,
      pending = ${pending} where kind = ${kind}`
    if (!begin) return
    await tx`delete from ledger_ahead where kind = ${kind}`
    await tx`update ledger_sources set added = ${asText(added)}::text::jsonb,
      up_to = null, passed = 0, rows = ${rows}, since = now() where kind = ${kind}`
    if (rows === 0) return
    const told = added === null ? { rows } : { rows, added, removed: begin.removed }
    await tx.unsafe(`${insertWaiting} values ('${kind}', 'begin', '[]', ${json(told)})`)
    if (!pending)
      await tx.unsafe(`${insertWaiting} values ('${kind}', 'end', '[]', ${json({ rows: 0 })})`)
  })
}

/** The connection is used for migrations as well, for which JSON is passed on as text. */
const asText = (value: unknown) => (value === null ? null : JSON.stringify(value))

const json = (value: unknown) => `${quoted(JSON.stringify(value))}::jsonb`

async function beginOf(
  sql: Sql,
  kind: FactKind,
  now: Columns,
  source: Known | undefined,
): Promise<Begin | null> {
  if (!source) return { added: null, removed: [] }
  const before = source.columns ?? (await columnsOfTriggers(sql, kind, now))
  const added = Object.keys(now).filter((one) => before[one] === undefined)
  const removed = Object.keys(before).filter((one) => now[one] === undefined)
  // The same value may be told in other words: all of it is told again.
  const isRetyped = Object.keys(now).some(
    (one) => before[one] !== undefined && before[one] !== now[one],
  )
  if (!isRetyped && added.length + removed.length === 0) return null
  if (isRetyped || source.pending) return { added: null, removed: [] }
  const defaults: Record<string, unknown> = {}
  for (const column of added)
    defaults[column] = await defaultOf(sql, kind, column, now[column] ?? '')
  return { added: defaults, removed }
}

/** What an earlier version takes, read from its triggers; types it did not note are those of today. */
async function columnsOfTriggers(sql: Sql, kind: FactKind, now: Columns): Promise<Columns> {
  const [row] = await sql<{ text: string }[]>`
    select prosrc as text from pg_proc where proname = ${`ledger_of_${kind}`}`
  const names = [...(row?.text ?? '').matchAll(/'(\w+)', (?:to_char\(|trim_scale\()?n\."\1"/g)]
  return Object.fromEntries(names.map(([, name = '']) => [name, now[name] ?? 'unknown']))
}

/** A number, a truth value or a text: anything else is another value each time, or none. */
const constant = /^(true|false|-?\d+(\.\d+)?|'([^']|'')*'(::[\w ]+)?)$/

/** What a row has in a column to which nobody has written, as the ledger tells it; null: nothing. */
async function defaultOf(sql: Sql, kind: FactKind, column: string, type: string): Promise<unknown> {
  const [row] = await sql<{ text: string | null }[]>`
    select column_default as text from information_schema.columns
    where table_schema = 'public' and table_name = ${kind} and column_name = ${column}`
  if (!row?.text || !constant.test(row.text)) return null
  const [made] = await sql.unsafe<{ value: unknown }[]>(
    `select to_jsonb(${jsonOf(`(${row.text})::${type}`, type)}) as value`,
  )
  return made?.value ?? null
}

/** More rows than this are not counted: what the database believes is near enough to tell how far one is. */
const countedUpTo = 100_000

async function rowsOf(tx: postgres.TransactionSql, kind: FactKind): Promise<number> {
  const [{ rows = 0 } = {}] = await tx<{ rows: number }[]>`
    select reltuples::float8 as rows from pg_class where oid = ${kind}::regclass`
  if (rows > countedUpTo) return Math.round(rows)
  const [{ n = '0' } = {}] = await tx.unsafe<{ n: string }[]>(`select count(*) as n from ${kind}`)
  return Number(n)
}

/** The key and the row of a table as the ledger would write them, for who compares. */
export async function ledgerShape(sql: Sql, kind: FactKind): Promise<{ key: string; row: string }> {
  const columns = (await columnsOf(sql)).get(kind) ?? {}
  return { key: keyOf(kind, 't', columns), row: rowOf(kind, 't', columns) }
}
