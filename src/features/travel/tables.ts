/** What is known of travelling: paces from our own check-ins, and legs that a map service has measured. */
import {
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

/** Measured ÷ estimated travel time by place and time of day, as of the last night. */
export const travelPaces = pgTable(
  'travel_paces',
  {
    /** `41.5,123.0`, or `*` for the whole company. */
    cell: text().notNull(),
    /** Minutes since midnight at which the band begins. */
    fromMinute: integer().notNull(),
    factor: doublePrecision().notNull(),
    /** So many legs say so. */
    legs: integer().notNull(),
    computedOn: date({ mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.cell, t.fromMinute] })],
)

/**
 * Legs between shops, measured by a map service; points are rounded to 0.0001° (11 m). Places of people
 * never stand here: they are not asked about.
 */
export const travelLegs = pgTable(
  'travel_legs',
  {
    provider: text().notNull(),
    fromLng: doublePrecision().notNull(),
    fromLat: doublePrecision().notNull(),
    toLng: doublePrecision().notNull(),
    toLat: doublePrecision().notNull(),
    /** Local hour whose traffic it is; 24 where the service knows no traffic. */
    slot: smallint().notNull(),
    /** Null: the service knows no way. */
    seconds: integer(),
    metres: integer(),
    fetchedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.fromLng, t.fromLat, t.toLng, t.toLat, t.slot] }),
    index().on(t.fetchedAt),
  ],
)
