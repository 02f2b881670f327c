/** Links to the live check-in page that were opened: each opens once. */
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

/** What a link of the live page is for. */
export const livePurposes = ['check_in', 'check_out', 'photo'] as const
export type LivePurpose = (typeof livePurposes)[number]

/** The row is the use of a link: a second opening finds it. What is sent from the page goes by it. */
export const liveSessions = pgTable(
  'live_sessions',
  {
    /** The id that is signed into the link. */
    id: uuid().primaryKey(),
    repOpenId: text().notNull(),
    purpose: text({ enum: livePurposes }).notNull(),
    /** Where to check in; null: wherever the rep is. */
    customerCode: text(),
    /** The visit to end or to show. */
    visitId: uuid(),
    openedAt: instant().notNull(),
    /** The phone that opened it: the page sends from no other. */
    deviceId: text(),
  },
  (t) => [index().on(t.openedAt)],
)
