/** Consents, and the objects that a purge must find again. */
import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

/** Who agreed to which version of the text about locations and photos, and when. */
export const consents = pgTable(
  'consents',
  {
    openId: text().notNull(),
    /** Number of the text and a hash of its words and periods: a change asks again. */
    version: text().notNull(),
    /** When the card was shown last; null for who opened the text unasked. */
    askedAt: instant(),
    /** How many messages waited for the answer. */
    held: integer().notNull().default(0),
    /** When 我知道了 was pressed; null while nobody has. */
    at: instant(),
  },
  (t) => [primaryKey({ columns: [t.openId, t.version] })],
)

/** Every object that was put into the store: what no photo shows any more is found and deleted by it. */
export const storedObjects = pgTable('stored_objects', {
  key: text().primaryKey(),
  /** When the same bytes were put there last. */
  storedAt: instant().notNull().defaultNow(),
})
