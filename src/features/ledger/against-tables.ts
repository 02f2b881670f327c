/** Whether the tables hold what the ledger says: what was changed behind the triggers' back shows here. */
import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client.ts'
import { ledgerShape } from '../../db/ledger.ts'
import { type FactKind, factKinds } from '../../domain/ledger/facts.ts'
import type { Begin } from '../../domain/ledger/replay.ts'
import { type Pending, pendingTables } from './genesis.ts'

export interface Strayed {
  readonly kind: FactKind
  /** What names the row. */
  readonly key: readonly unknown[]
  /** The row is other than the ledger says; is not in the ledger; or is gone without the ledger knowing. */
  readonly why: 'altered' | 'unlogged' | 'vanished'
}

/** Rows of a table that are told at most. */
const most = 20

export interface Against {
  readonly found: Strayed[]
  readonly counts: Partial<Record<FactKind, number>>
  /** Not compared: not all is written yet that was there before. */
  readonly pending: Pending[]
}

/** Compares every table of facts with the newest entries about it; the first of each table, and how many. */
export async function strayedRows(database: Database): Promise<Against> {
  const found: Strayed[] = []
  const counts: Partial<Record<FactKind, number>> = {}
  const pending = await pendingTables(database.db)
  const begins = await beginsOf(database)
  for (const kind of factKinds) {
    if (pending.some((one) => one.kind === kind)) continue
    const shape = await ledgerShape(database.sql, kind)
    const told = begins.filter((one) => one.kind === kind)
    const rows = await database.db.execute<Omit<Strayed, 'kind'> & { all: string }>(
      strayedOf(kind, sql.raw(shape.key), sql.raw(shape.row), told),
    )
    found.push(...rows.map(({ key, why }) => ({ kind, key, why })))
    if (rows[0]) counts[kind] = Number(rows[0].all)
  }
  return { found, counts, pending }
}

type Told = { id: string; kind: string; row: Begin }

/** When columns were added to tables or taken away, in order: entries before read otherwise since. */
const beginsOf = ({ db }: Database): Promise<Told[]> =>
  db.execute<Told>(sql`
    select id, kind, "row" from (
      select id, kind, op, "row" from ledger_entries union all
      select id, kind, op, "row" from ledger_waiting
    ) e where op = 'begin' and "row" ? 'added' order by id`)

/** An entry's row as it reads today: what `afterBegin` does. */
const readToday = (begins: readonly Told[]): SQL =>
  begins.reduce(
    (row, { id, row: { added = {}, removed = [] } }) => sql`
      case when e.id > ${id} then ${row} else
        (${JSON.stringify(added)}::text::jsonb || ${row}) - array(
          select jsonb_array_elements_text(${JSON.stringify(removed)}::text::jsonb)) end`,
    sql`"row"`,
  )

const strayedOf = (kind: FactKind, key: SQL, row: SQL, begins: readonly Told[]): SQL => sql`
  with told as (
    select distinct on (key) key, op, ${readToday(begins)} as "row" from (
      select id, key, op, "row" from ledger_entries where kind = ${kind}
      union all
      select id, key, op, "row" from ledger_waiting where kind = ${kind}
    ) e where op not in ('begin', 'end') order by key, id desc
  ), stands as (
    select ${key} as key, ${row} as "row" from ${sql.identifier(kind)} t
  ), strayed as (
    select coalesce(e.key, s.key) as key,
      case when s.key is null then 'vanished' when e.key is null or e.op = 'gone' then 'unlogged'
        else 'altered' end as why
    from told e full join stands s on s.key = e.key
    where case when e.key is null or e.op = 'gone' then s.key is not null
      else s.key is null or s."row" is distinct from e."row" end
  )
  select key, why, count(*) over () as all from strayed order by key limit ${most}`
