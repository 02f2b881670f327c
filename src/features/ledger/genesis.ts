/**
 * What was in a table before the ledger took from it, written down slice by slice while everybody goes on
 * working. The triggers stand already (`src/db/ledger`): a row that changes before its turn has got its
 * `genesis` from them.
 */
import { asc, count, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  insertWaiting,
  isTold,
  keyIs,
  keyList,
  keyLiteral,
  keyOf,
  rowOf,
} from '../../db/ledger-sql.ts'
import { type FactKind, factKinds, isFactKind } from '../../domain/ledger/facts.ts'
import { ledgerAhead, ledgerSources } from './tables.ts'

/** Rows of one transaction: whoever wants to change one of them waits that long at most. */
const slice = 2_000

const isOpen = eq(ledgerSources.pending, true)

/** A table of which not all is written that was there before. */
export interface Pending {
  readonly kind: string
  /** Rows that are through, and how many there are, roughly where they are many. */
  readonly passed: number
  readonly rows: number
}

export async function pendingTables(tx: Tx): Promise<Pending[]> {
  const { kind, passed, rows } = ledgerSources
  const list = await tx.select({ kind, passed, rows }).from(ledgerSources).where(isOpen)
  return list.toSorted((a, b) => placeOf(a.kind) - placeOf(b.kind))
}

const placeOf = (kind: string) => factKinds.indexOf(kind as FactKind)

export async function isPending(tx: Tx): Promise<boolean> {
  const [row] = await tx.select({ n: count() }).from(ledgerSources).where(isOpen)
  return (row?.n ?? 0) > 0
}

/**
 * Writes the next slice of one table. `done`: nothing is left of any; `busy`: what comes next of every table
 * is just being changed by somebody, who is not waited for. A transaction that does not commit has written
 * nothing: the next one begins where the last one ended.
 */
export async function writeGenesis(tx: Tx, limit = slice): Promise<'more' | 'busy' | 'done'> {
  const open = await tx
    .select()
    .from(ledgerSources)
    .where(isOpen)
    .orderBy(asc(ledgerSources.kind))
    .for('update')
  for (const source of open)
    if (isFactKind(source.kind) && (await writeSlice(tx, source.kind, source, limit))) return 'more'
  return open.length > 0 ? 'busy' : 'done'
}

type Source = typeof ledgerSources.$inferSelect

/** Answers whether anything was done. */
async function writeSlice(
  tx: Tx,
  kind: FactKind,
  { columns, added, upTo, passed }: Source,
  limit: number,
): Promise<boolean> {
  if (columns === null) throw new Error(`nobody noted what the ledger takes of ${kind}`)
  const run = <Row extends Record<string, unknown>>(text: string) => tx.execute<Row>(sql.raw(text))
  const keys = keyList(kind, 't')
  const key = keyOf(kind, 't', columns)
  const is = (than: '>' | '<' | '<=', other: unknown) =>
    keyIs(kind, 't', than, keyLiteral(other), columns)
  const from = upTo === null ? 'true' : is('>', upTo)
  const [last] = await run<{ key: unknown }>(
    `select ${key} as key from ${kind} t where ${from} order by ${keys} limit 1 offset ${limit - 1}`,
  )
  const range = last ? `${from} and ${is('<=', last.key)}` : from
  // Who is changing one of these rows now has come before us, and who comes later waits for us: no genesis
  // stands behind a change that came after it. Rows that somebody holds are left for the next time, with
  // all behind them, so that nobody who waits for us is ever waited for.
  const [held] = await run<{ busy: unknown }>(`
    with here as (select ${keys} from ${kind} t where ${range}),
      held as materialized (select ${keys} from ${kind} t where ${range} for share skip locked),
      others as (select * from here except select * from held)
    select ${key} as busy from others t order by ${keys} limit 1`)
  const busy = held?.busy ?? null
  const free = busy === null ? range : `${range} and ${is('<', busy)}`
  const [through] = await run<{ n: string; key: unknown }>(`
    select count(*) over () as n, ${key} as key from ${kind} t where ${free}
    order by ${keyList(kind, 't', ' desc')} limit 1`)
  await run(`${insertWaiting} select '${kind}', 'genesis', ${key}, ${rowOf(kind, 't', columns)}
    from ${kind} t where ${free} and ${isTold('t', added, columns)}
      and not exists (select 1 from ledger_ahead a where a.kind = '${kind}' and a.key = ${key})
    order by ${keys}`)
  const isThrough = busy === null && !last
  if (!through && !isThrough) return false
  const now = passed + Number(through?.n ?? 0)
  await tx
    .update(ledgerSources)
    .set({ passed: now, pending: !isThrough, upTo: isThrough ? null : (through?.key as never) })
    .where(eq(ledgerSources.kind, kind))
  if (isThrough) {
    await run(`${insertWaiting} values ('${kind}', 'end', '[]', '{"rows": ${now}}')`)
    await tx.delete(ledgerAhead).where(eq(ledgerAhead.kind, kind))
  }
  return true
}
