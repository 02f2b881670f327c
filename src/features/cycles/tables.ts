/**
 * Cycle plans: on which days of the coming weeks each customer is visited. A draft is agreed with the
 * team by publishing it; daily plans are drawn from what is published.
 */
import { boolean, date, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'
import type { CapacityCheck, CycleFigures, Unplaced } from '../../domain/plans/cycle/types.ts'

/** One rep's cycle. */
export const cycles = pgTable(
  'cycles',
  {
    id: uuid().primaryKey(),
    repOpenId: text().notNull(),
    /** The rep's team when it was made: managers publish a team's cycles together. `''` for none. */
    teamCode: text().notNull(),
    fromDate: date({ mode: 'string' }).notNull(),
    toDate: date({ mode: 'string' }).notNull(),
    status: text({ enum: ['draft', 'published'] }).notNull(),
    /**
     * The frequency of each customer when the cycle was made, `{ code: '4/28d' }`: rules and grades that
     * change later act in the next cycle.
     */
    terms: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    figures: jsonb().$type<CycleFigures>().notNull(),
    unplaced: jsonb().$type<readonly Unplaced[]>().notNull(),
    check: jsonb().$type<CapacityCheck>().notNull(),
    madeAt: instant().notNull(),
    publishedAt: instant(),
    /** Null when it became the plan by itself on its first day. */
    publishedBy: text(),
  },
  (t) => [
    uniqueIndex().on(t.repOpenId, t.fromDate),
    index().on(t.teamCode, t.fromDate),
    index().on(t.repOpenId, t.toDate),
  ],
)

export const cycleVisits = pgTable(
  'cycle_visits',
  {
    id: uuid().primaryKey(),
    cycleId: uuid().notNull(),
    repOpenId: text().notNull(),
    customerCode: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    reason: text({ enum: ['standing', 'line', 'frequency'] }).notNull(),
    routed: boolean().notNull(),
    /** A person chose this day: no re-plan moves it. */
    fixed: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex().on(t.cycleId, t.customerCode, t.date),
    index().on(t.repOpenId, t.date),
    index().on(t.customerCode, t.date),
  ],
)

/** What a rep would have otherwise: another day for a visit, or none. A manager decides. */
export const cycleRequests = pgTable(
  'cycle_requests',
  {
    id: uuid().primaryKey(),
    repOpenId: text().notNull(),
    customerCode: text().notNull(),
    fromDate: date({ mode: 'string' }).notNull(),
    /** The day that is wished instead; null: no visit in this cycle. */
    toDate: date({ mode: 'string' }),
    reason: text().notNull(),
    status: text({ enum: ['asked', 'approved', 'refused', 'over'] }).notNull(),
    askedAt: instant().notNull(),
    ruledBy: text(),
    ruledAt: instant(),
  },
  (t) => [index().on(t.repOpenId, t.status), index().on(t.customerCode, t.fromDate)],
)
