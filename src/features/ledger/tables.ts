/**
 * The ledger (台账): what happened to every fact, in the order in which it was sealed, each entry with the
 * hash of all before it. Written by triggers alone (`src/db/ledger`); never changed, never deleted.
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  customType,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** `genesis`: it was there when the ledger began, or came to know more of its table. */
export const entryOps = ['put', 'gone', 'genesis'] as const
export type EntryOp = (typeof entryOps)[number]

/** Entries of transactions that are over, until they are sealed: a row leaves when it stands in the ledger. */
export const ledgerWaiting = pgTable('ledger_waiting', {
  /** In the order of writing; of two about the same row the higher is the later. */
  id: bigserial({ mode: 'number' }).primaryKey(),
  /** When the writing transaction began, by the database's clock. */
  at: instant().notNull().default(sql`now()`),
  kind: text().notNull(),
  op: text({ enum: entryOps }).notNull(),
  /** What names the row: an array. */
  key: jsonb().notNull(),
  /** Null: the row is gone. */
  row: jsonb(),
})

export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    /** 1, 2, 3 … without a gap. */
    seq: bigint({ mode: 'number' }).primaryKey(),
    id: bigint({ mode: 'number' }).notNull(),
    at: instant().notNull(),
    kind: text().notNull(),
    op: text({ enum: entryOps }).notNull(),
    key: jsonb().notNull(),
    row: jsonb(),
    /** SHA-256 of the hash before and this entry's content. */
    hash: bytes().notNull(),
  },
  (t) => [uniqueIndex().on(t.id)],
)

/** The tables that the ledger takes from, and the shape in which. */
export const ledgerSources = pgTable('ledger_sources', {
  kind: text().primaryKey(),
  /** A hash of the triggers. */
  shape: text().notNull(),
  since: instant().notNull().default(sql`now()`),
})
