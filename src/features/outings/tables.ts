/** Outings: what somebody went out for, and what came of it. */
import { sql } from 'drizzle-orm'
import { date, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'
import { outingResults } from '../../domain/outings.ts'

export const outings = pgTable(
  'outings',
  {
    id: uuid().primaryKey(),
    openId: text().notNull(),
    /** The local day on which it began. */
    date: date({ mode: 'string' }).notNull(),
    /** A kind of the rule `outing.kinds`, in its Chinese words, as it was called then. */
    kind: text().notNull(),
    reason: text(),
    startedAt: instant().notNull(),
    status: text({ enum: ['open', 'ended', 'cancelled'] }).notNull(),
    /** Null while it is open, and when nobody ever said. */
    result: text({ enum: outingResults }),
    /** What came of it, in the person's words. */
    note: text(),
    /** When the result was told; null when the system closed it. On a later day: the return is not known. */
    endedAt: instant(),
    endedBy: text({ enum: ['person', 'system'] }),
  },
  (t) => [
    uniqueIndex('outings_one_open').on(t.openId).where(sql`status = 'open'`),
    index().on(t.openId, t.date),
    index().on(t.date),
  ],
)
