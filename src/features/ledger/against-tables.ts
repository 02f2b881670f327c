/** Whether the tables hold what the ledger says: what was changed behind the triggers' back shows here. */
import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client.ts'
import { ledgerShape } from '../../db/ledger.ts'
import { type FactKind, factKinds } from '../../domain/ledger/facts.ts'

export interface Strayed {
  readonly kind: FactKind
  /** What names the row. */
  readonly key: readonly unknown[]
  /** The row is other than the ledger says; is not in the ledger; or is gone without the ledger knowing. */
  readonly why: 'altered' | 'unlogged' | 'vanished'
}

/** Rows of a table that are told at most. */
const most = 20

/** Compares every table of facts with the newest entries about it; the first of each table, and how many. */
export async function strayedRows(
  database: Database,
): Promise<{ found: Strayed[]; counts: Partial<Record<FactKind, number>> }> {
  const found: Strayed[] = []
  const counts: Partial<Record<FactKind, number>> = {}
  for (const kind of factKinds) {
    const shape = await ledgerShape(database.sql, kind)
    const rows = await database.db.execute<Omit<Strayed, 'kind'> & { all: string }>(
      strayedOf(kind, sql.raw(shape.key), sql.raw(shape.row)),
    )
    found.push(...rows.map(({ key, why }) => ({ kind, key, why })))
    if (rows[0]) counts[kind] = Number(rows[0].all)
  }
  return { found, counts }
}

const strayedOf = (kind: FactKind, key: SQL, row: SQL): SQL => sql`
  with told as (
    select distinct on (key) key, op, "row" from (
      select id, key, op, "row" from ledger_entries where kind = ${kind}
      union all
      select id, key, op, "row" from ledger_waiting where kind = ${kind}
    ) e order by key, id desc
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
