/** Addresses that are looked up, what came of them, and the runs that do it. */
import { doublePrecision, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

/** One act of looking up what lacks a point: after an import, or at night. */
export const geocodeRuns = pgTable(
  'geocode_runs',
  {
    id: uuid().primaryKey(),
    /** The import whose card shows the progress. */
    importId: uuid(),
    /**
     * `running`: a job works on it. `paused`: it goes on by itself when the day's allowance is there
     * again. `stopped`: somebody must mend something; it is tried again each night.
     */
    status: text({ enum: ['running', 'paused', 'stopped', 'done'] }).notNull(),
    /** Why it is paused or stopped, and the service's own words. */
    problem: text({ enum: ['key', 'quota', 'busy', 'unreachable', 'refused', 'off'] }),
    detail: text(),
    /** Tries in a row without any answer. */
    fruitless: integer().notNull().default(0),
    startedAt: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [index().on(t.status)],
)

/** What became of the address of a customer without a point. */
export const customerGeocodes = pgTable(
  'customer_geocodes',
  {
    customerCode: text().primaryKey(),
    runId: uuid().notNull(),
    /** As it stood when it was asked about. */
    address: text().notNull(),
    /**
     * `area`: only the middle of a district is known, no point to drive to. `over`: meanwhile the customer
     * got a point otherwise, or another address.
     */
    status: text({ enum: ['waiting', 'found', 'area', 'none', 'over'] }).notNull(),
    level: text(),
    at: instant(),
  },
  (t) => [index().on(t.runId, t.status)],
)

/** Answers by plain address, so that the same address is asked about once. */
export const geocodedAddresses = pgTable('geocoded_addresses', {
  address: text().primaryKey(),
  status: text({ enum: ['found', 'area', 'none'] }).notNull(),
  /** GCJ-02. */
  lng: doublePrecision(),
  lat: doublePrecision(),
  level: text(),
  at: instant().notNull(),
})
