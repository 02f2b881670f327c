/** Handovers: who gave what to whom, kept row by row so that one can be taken back; and who has left. */
import { date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

export const handovers = pgTable(
  'handovers',
  {
    id: uuid().primaryKey(),
    fromOpenId: text().notNull(),
    toOpenId: text().notNull(),
    byOpenId: text().notNull(),
    at: instant().notNull(),
    /** The local date from which the customers belong to the receiver. */
    date: date({ mode: 'string' }).notNull(),
    /** What was chosen: `all`, `grade:<A>`, `line:<line>`, or `list:<id>` of `handover_lists`. */
    pick: text().notNull(),
    customers: integer().notNull(),
    stops: integer().notNull(),
    promises: integer().notNull(),
    undoneAt: instant(),
    undoneBy: text(),
    /** Customers that came back: what changed hands again since did not. */
    returned: integer(),
  },
  (t) => [index().on(t.fromOpenId, t.at), index().on(t.toOpenId, t.at)],
)

/** One row that a handover changed, as it was before (snake_case columns, as the database has them). */
export const handoverItems = pgTable(
  'handover_items',
  {
    handoverId: uuid().notNull(),
    /**
     * `customer` and `owner` by customer code; `stop` and `wish` by their id, moved or taken away;
     * `made` a wish that is new; `kept` a stop that the receiver had before; `cycle` a visit of an agreed
     * cycle, moved or taken away.
     */
    kind: text({ enum: ['customer', 'owner', 'stop', 'wish', 'made', 'kept', 'cycle'] }).notNull(),
    key: text().notNull(),
    before: jsonb(),
  },
  (t) => [primaryKey({ columns: [t.handoverId, t.kind, t.key] })],
)

/** A list of single customers that somebody is choosing, or has handed over. */
export const handoverLists = pgTable(
  'handover_lists',
  {
    id: uuid().primaryKey(),
    byOpenId: text().notNull(),
    fromOpenId: text().notNull(),
    toOpenId: text().notNull(),
    /** Among which the customers are listed: `all`, `grade:<A>`, `line:<line>`. */
    among: text().notNull(),
    /** Part of a name or code that is looked for. */
    query: text(),
    startedAt: instant().notNull(),
  },
  (t) => [index().on(t.byOpenId)],
)

/** The customers that are ticked. */
export const handoverPicks = pgTable(
  'handover_picks',
  {
    listId: uuid().notNull(),
    customerCode: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.listId, t.customerCode] })],
)

/** People whose leaving was followed up; a row goes when the person is back. */
export const departures = pgTable('departures', {
  openId: text().primaryKey(),
  at: instant().notNull(),
})
