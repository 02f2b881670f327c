/** Which team keeps its figures in which 多维表格, and how the last time went. */
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

export const bitableKinds = ['daily', 'weekly', 'monthly'] as const
export type BitableKind = (typeof bitableKinds)[number]

export const bitableLinks = pgTable('bitable_links', {
  /** The team, with those below it. */
  teamCode: text().primaryKey(),
  /** Null: a base of our own is to be made. */
  appToken: text(),
  url: text(),
  name: text(),
  /** Ours to have been made: shared with who connected it. */
  madeByUs: boolean().notNull().default(false),
  kinds: text({ enum: bitableKinds }).array().notNull(),
  /** Who connected it: it is kept up while this person may see the team. */
  connectedBy: text().notNull(),
  connectedAt: instant().notNull(),
  /** The run that is at work, and until when it may be. */
  syncId: uuid(),
  leaseUntil: instant(),
  lastAt: instant(),
  lastOkAt: instant(),
  /** Why the last time did not work, as a code; null: it did. */
  problem: text(),
  /** The problem that people were told of: each is told once. */
  toldProblem: text(),
  /** Rows of the last time that worked. */
  created: integer(),
  updated: integer(),
  removed: integer(),
})

export const bitableTables = pgTable(
  'bitable_tables',
  {
    teamCode: text().notNull(),
    kind: text({ enum: bitableKinds }).notNull(),
    tableId: text().notNull(),
    name: text().notNull(),
    /** Field id of each of our columns; empty: somebody removed or changed it, and it stays so. */
    fields: jsonb().$type<Record<string, string>>().notNull(),
    rows: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.teamCode, t.kind] })],
)
