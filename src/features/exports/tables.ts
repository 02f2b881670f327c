/** Who took which data out, when, and how many rows: the log of exports, and the work still to be done. */
import { date, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

export const exportStates = ['waiting', 'sent', 'empty', 'refused', 'too_many', 'failed'] as const

export const exports = pgTable(
  'exports',
  {
    /** The message's uuid too: a second run sends no second file. */
    id: uuid().primaryKey(),
    /** Who asked, and to whom alone the file goes. */
    openId: text().notNull(),
    /** Name of the set: visits, orders … */
    kind: text().notNull(),
    format: text({ enum: ['xlsx', 'csv'] }).notNull(),
    /** Local days, both included. */
    from: date({ mode: 'string' }).notNull(),
    to: date({ mode: 'string' }).notNull(),
    /** Narrowed to a team with those below it, or to a person. */
    teamCode: text(),
    ofOpenId: text(),
    /** Of the table behind an analysis: the whole question, as JSON. */
    question: text(),
    askedAt: instant().notNull(),
    state: text({ enum: exportStates }).notNull().default('waiting'),
    endedAt: instant(),
    /** Rows and files that were sent. */
    rows: integer(),
    files: integer(),
  },
  (t) => [index().on(t.askedAt), index().on(t.openId, t.askedAt)],
)
