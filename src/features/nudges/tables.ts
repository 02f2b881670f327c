/** What the bot says to a person unasked, and how often it did. */
import { sql } from 'drizzle-orm'
import { date, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

/** One line for one person: what together is due stands on one card. */
export const nudges = pgTable(
  'nudges',
  {
    id: uuid().primaryKey(),
    openId: text().notNull(),
    /** Whose reader words it: `plan.late`, … */
    kind: text().notNull(),
    /** What it is about, by its id; the facts are read when it is said. */
    subject: text().notNull(),
    /** The local date on which it came up. */
    date: date({ mode: 'string' }).notNull(),
    /** `waiting` for the hours, the day's cap or the last message; `dropped`: it was over before. */
    state: text({ enum: ['waiting', 'said', 'dropped'] }).notNull(),
    createdAt: instant().notNull(),
    settledAt: instant(),
  },
  (t) => [
    // The reason that each is said once.
    uniqueIndex().on(t.kind, t.subject, t.openId),
    index('nudges_waiting').on(t.openId).where(sql`state = 'waiting'`),
    index().on(t.createdAt),
  ],
)

/** Messages that a person did not ask for: what the day's cap counts. */
export const unaskedMessages = pgTable(
  'unasked_messages',
  {
    id: uuid().primaryKey(),
    openId: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    at: instant().notNull(),
    /** The morning card, a card of nudges, or what a manager sent to this person. */
    what: text({ enum: ['morning', 'nudges', 'person'] }).notNull(),
  },
  (t) => [index().on(t.openId, t.date), index().on(t.at)],
)
