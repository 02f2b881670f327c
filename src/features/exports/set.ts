/** What can be exported: each kind of data is one object with its columns and how its rows are read. */
import { type SQL, sql } from 'drizzle-orm'
import type { Ask } from '../../../cards/analysis/actions.ts'
import type { SetName } from '../../../cards/exports/actions.ts'
import type { Actor, Ctx } from '../../bot/context.ts'
import type { Role } from '../../bot/define.ts'
import type { Tx } from '../../db/client.ts'
import type { Column, TableRow } from '../../domain/performance/table.ts'
import type { DayRange } from '../../domain/range-words.ts'
import type { T, Word } from '../../i18n/t.ts'
import type { Scope } from './scope.ts'

/** What a reader of a set may ask: one snapshot, one instant, the rules and the person's scope. */
export interface Reading extends Pick<Ctx, 'tx' | 'rules' | 'zone' | 'today' | 'now'> {
  readonly actor: Actor
  readonly range: DayRange
  readonly scope: Scope
  readonly t: T
  /** The question behind an analysis. */
  readonly question: Ask | null
}

export type Columns = readonly Column[]

export interface ExportSet {
  readonly name: SetName
  readonly title: Word<never>
  /** What a row is, and what is to be known of it; stands in the file. */
  readonly about: Word<never>
  /** Words that name it in a command; the title is one of them. */
  readonly aliases: readonly string[]
  readonly who: readonly Role[]
  /** Without words about time: the month so far, or as things are now (then the days do not matter). */
  readonly time: 'month' | 'now'
  columns(reading: Reading): Columns | Promise<Columns>
  /** Rows in the order of the file, some thousands at a time. */
  rows(reading: Reading): AsyncIterable<readonly TableRow<string>[]>
  /** Further lines about the columns. */
  notes?(reading: Reading): readonly string[]
}

/** How many rows are held at once. */
const batch = 2_000

/** The rows of a query, some thousands at a time, by a cursor of the running transaction. */
export async function* inBatches<R extends Record<string, unknown>>(
  tx: Tx,
  query: SQL,
): AsyncGenerator<R[]> {
  await tx.execute(sql`declare export_rows no scroll cursor for ${query}`)
  for (;;) {
    const rows = await tx.execute<R>(sql`fetch forward ${sql.raw(String(batch))} from export_rows`)
    if (rows.length === 0) break
    yield rows as unknown as R[]
  }
  await tx.execute(sql`close export_rows`)
}

/** The same with each row made into one of the file. */
export async function* mapped<R extends Record<string, unknown>>(
  tx: Tx,
  query: SQL,
  row: (of: R) => TableRow<string>,
): AsyncGenerator<TableRow<string>[]> {
  for await (const rows of inBatches<R>(tx, query)) yield rows.map(row)
}

/** PostgreSQL's text of an instant as ISO 8601 in UTC. */
export const isoOf = (text: string | null): string | null =>
  text === null ? null : new Date(text).toISOString()

/** Sums and quantities arrive as text. */
export const numberOf = (text: string | number | null): number | null =>
  text === null ? null : Number(text)
