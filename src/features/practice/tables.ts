/**
 * Practice visits, kept apart from everything that is counted: one row per person, no visit, no photo, no
 * position. What is not in the tables of visits cannot get into a figure.
 */
import { boolean, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

export const practices = pgTable('practices', {
  openId: text().primaryKey(),
  /** 1 to 3. */
  lesson: integer().notNull(),
  phase: text({ enum: ['skipping', 'arriving', 'explaining', 'visiting', 'done'] }).notNull(),
  /** The invented visit while it goes on, as `visit.ts` reads it; emptied when it ends. */
  visit: jsonb(),
  /** A form is on the card. */
  formShown: boolean().notNull().default(false),
  /** Until when messages count for the practice; null while it is left. */
  activeUntil: instant(),
  /** The rep said that the location at a real shop was practice. */
  pretends: boolean().notNull().default(false),
  /** A location that may be a real check-in: the key of its event while the rep has not answered. */
  askedKey: text(),
  startedAt: instant().notNull(),
  /** When all three were done for the first time. */
  finishedAt: instant(),
})
