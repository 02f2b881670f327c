/** Campaigns, whose return is worked out from orders. */
import { sql } from 'drizzle-orm'
import { bigint, date, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

/**
 * A campaign is a tag of customers with days and a cost. Who takes part are the active customers that have
 * the tag when it is looked at. A name has one campaign that is not removed.
 */
export const campaigns = pgTable(
  'campaigns',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    tag: text().notNull(),
    fromDate: date({ mode: 'string' }).notNull(),
    /** The last day. */
    toDate: date({ mode: 'string' }).notNull(),
    costFen: bigint({ mode: 'number' }).notNull(),
    /** Whose customers: those of the team and below; null: the company's. */
    teamCode: text(),
    byOpenId: text().notNull(),
    createdAt: instant().notNull(),
    removedAt: instant(),
  },
  (t) => [uniqueIndex('campaigns_name').on(t.name).where(sql`removed_at is null`)],
)
