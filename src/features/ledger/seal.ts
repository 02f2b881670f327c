/** Chains what has been written, outside of the transactions that wrote it. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { type Entry, type Head, hashAfter, start } from './chain.ts'

/** An instant as entries hold it. */
export const entryTime = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`)

type Waiting = Omit<Entry, 'seq' | 'id'> & { id: string }

/** Entries that one run seals. */
const slice = 5_000

/** The last sealed entry. */
export async function headOf(tx: Tx): Promise<Head> {
  const [row] = await tx.execute<{ seq: string; hash: string }>(
    sql`select seq, encode(hash, 'hex') as hash from ledger_entries order by seq desc limit 1`,
  )
  return row ? { seq: Number(row.seq), hash: row.hash } : start
}

/** When the newest sealed entry was written; null: there is none. */
export async function sealedAt(tx: Tx): Promise<Date | null> {
  const [row] = await tx.execute<{ at: string }>(
    sql`select at from ledger_entries order by seq desc limit 1`,
  )
  return row ? new Date(row.at) : null
}

/**
 * Seals what waits, the oldest first, at most `limit` entries; answers whether more may wait. What can be
 * seen is committed and final. A number that was drawn earlier and commits later comes into a later run:
 * nothing is lost by it, and of the same row the order is kept, since who writes a row second has waited
 * for the first to commit. One seals at a time; nobody who writes facts waits for it.
 */
export async function sealWaiting(tx: Tx, limit = slice): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('ledger'))`)
  const waiting = await tx.execute<Waiting>(sql`
    select id, ${entryTime('at')} as at, kind, op, key, "row" from ledger_waiting
    order by id limit ${limit}`)
  if (waiting.length === 0) return false
  let { seq, hash } = await headOf(tx)
  const sealed = waiting.map((one) => {
    seq += 1
    const { at, kind, op, key, row } = one
    const id = Number(one.id)
    hash = hashAfter(hash, { seq, id, at, kind, op, key, row })
    return { seq, id, hash }
  })
  const list = JSON.stringify(sealed)
  await tx.execute(sql`
    insert into ledger_entries (seq, id, at, kind, op, key, "row", hash)
    select s.seq, w.id, w.at, w.kind, w.op, w.key, w."row", decode(s.hash, 'hex')
    from json_to_recordset(${list}::text::json) as s(seq bigint, id bigint, hash text)
    join ledger_waiting w on w.id = s.id`)
  await tx.execute(sql`
    delete from ledger_waiting where id in (
      select s.id from json_to_recordset(${list}::text::json) as s(id bigint))`)
  return waiting.length >= limit
}

export async function isWaiting(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ any: boolean }>(
    sql`select exists (select 1 from ledger_waiting) as any`,
  )
  return row?.any ?? false
}
