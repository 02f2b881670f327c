/** Leave and trips as asked for and ruled on, and the stops that are to find somebody else. */
import { date, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

export const leaveRequests = pgTable(
  'leave_requests',
  {
    id: uuid().primaryKey(),
    openId: text().notNull(),
    kind: text({ enum: ['leave', 'trip'] }).notNull(),
    fromDate: date({ mode: 'string' }).notNull(),
    /** The last day, itself included. */
    toDate: date({ mode: 'string' }).notNull(),
    /** Empty for whole days; of a range the same half of each day. */
    part: text({ enum: ['', 'am', 'pm'] })
      .notNull()
      .default(''),
    reason: text(),
    status: text({ enum: ['asked', 'approved', 'refused', 'cancelled'] })
      .notNull()
      .default('asked'),
    /** Null while it is open, and when there was nobody to ask. */
    ruledBy: text(),
    ruledAt: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [index().on(t.openId, t.fromDate)],
)

/** Stops that a manager may give to somebody else, put off or drop: one card a batch. */
export const stopOffers = pgTable(
  'stop_offers',
  {
    id: uuid().primaryKey(),
    batchId: uuid().notNull(),
    repOpenId: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    customerCode: text().notNull(),
    /** `away`: the rep is on leave and the stop is off the plan. `notStarted`: it still stands there. */
    why: text({ enum: ['away', 'notStarted'] }).notNull(),
    status: text({ enum: ['open', 'reassigned', 'postponed', 'dropped', 'withdrawn'] })
      .notNull()
      .default('open'),
    /** Who takes it over, and on which day. */
    toOpenId: text(),
    toDate: date({ mode: 'string' }),
    decidedBy: text(),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex().on(t.batchId, t.date, t.customerCode), index().on(t.repOpenId, t.date)],
)

/** Company days that were added or removed in the chat: who did it, and what is taken back by 撤销. */
export const calendarChanges = pgTable('calendar_changes', {
  id: uuid().primaryKey(),
  byOpenId: text().notNull(),
  at: instant().notNull(),
  action: text({ enum: ['added', 'removed'] }).notNull(),
  /** `org` or `team:<code>`. */
  scope: text().notNull(),
  fromDate: date({ mode: 'string' }).notNull(),
  toDate: date({ mode: 'string' }).notNull(),
  /** What was asked for; the days that it really changed stand in `calendar_change_days`. */
  kind: text({ enum: ['holiday', 'workday'] }),
  part: text({ enum: ['', 'am', 'pm'] }).notNull(),
  undoneAt: instant(),
  undoneBy: text(),
})

/** The days that a change really added or removed. */
export const calendarChangeDays = pgTable(
  'calendar_change_days',
  {
    changeId: uuid().notNull(),
    date: date({ mode: 'string' }).notNull(),
    kind: text({ enum: ['holiday', 'workday'] }).notNull(),
    part: text({ enum: ['', 'am', 'pm'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.changeId, t.date, t.kind, t.part] })],
)
