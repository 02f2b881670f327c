/**
 * The ledger (台账): what happened to every fact, in the order in which it was sealed, each entry with the
 * hash of all before it. Written by triggers alone (`src/db/ledger`); never changed, never deleted.
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  customType,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/**
 * `genesis`: it was there when the ledger began, or came to know more of its table; all of these stand
 * between the table's `begin` and its `end`, which have no key.
 */
export const entryOps = ['put', 'gone', 'begin', 'genesis', 'end'] as const
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
  /** What is taken, with the types. Null: put up by a version that did not note it. */
  columns: jsonb().$type<Record<string, string>>(),
  /** When it was last begun to write down what was there already. */
  since: instant().notNull().default(sql`now()`),
  /** Whether that is not over yet. */
  pending: boolean().notNull().default(false),
  /** Only rows are told of that have other values in these columns; null: all are. */
  added: jsonb().$type<Record<string, unknown>>(),
  /** The key up to which all is written, in the order of keys; null: nothing yet. */
  upTo: jsonb().$type<readonly unknown[]>(),
  /** Rows up to there, and how many there are, roughly where they are many. */
  passed: bigint({ mode: 'number' }).notNull().default(0),
  rows: bigint({ mode: 'number' }).notNull().default(0),
})

/**
 * Rows that changed, or came, before their turn while what was there is being written: they have their
 * `genesis`, or need none. Emptied when the table is through.
 */
export const ledgerAhead = pgTable(
  'ledger_ahead',
  { kind: text().notNull(), key: jsonb().notNull() },
  (t) => [primaryKey({ columns: [t.kind, t.key] })],
)
