/** Targets, and the digests that were sent. */
import {
  bigint,
  bigserial,
  date,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

export const targets = pgTable(
  'targets',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** `person:<open_id>` or `team:<code>`. */
    scope: text().notNull(),
    /** `2026-11`; a year's total is `2026`. */
    month: text().notNull(),
    metric: text().notNull(),
    /** Empty for all goods, a product's code, or `category:<name>`. */
    productCode: text().notNull().default(''),
    /** Fen for money, ten-thousandths for rates, plain for counts. */
    value: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [uniqueIndex().on(t.scope, t.month, t.metric, t.productCode)],
)

/** What was changed about targets: who, when, from what to what. Only added to. */
export const targetChanges = pgTable(
  'target_changes',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    scope: text().notNull(),
    month: text().notNull(),
    metric: text().notNull(),
    productCode: text().notNull(),
    /** In the unit of `targets.value`; null: there was none, or it was taken away. */
    before: bigint({ mode: 'number' }),
    after: bigint({ mode: 'number' }),
    /** Null: by the operator's command line. */
    byOpenId: text(),
    how: text({ enum: ['chat', 'split', 'file'] }).notNull(),
    at: instant().notNull(),
    /** The same of all that was written at once: it is taken back together. Null: by itself. */
    batch: uuid(),
  },
  (t) => [index().on(t.scope, t.month), index().on(t.batch)],
)

export const digests = pgTable(
  'digests',
  {
    id: uuid().primaryKey(),
    kind: text({ enum: ['daily', 'weekly', 'monthly'] }).notNull(),
    teamCode: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    sentAt: instant().notNull(),
  },
  (t) => [uniqueIndex().on(t.kind, t.teamCode, t.date)],
)

/** 我知道了 of a manager on a point of a team's digest: it then stands there as seen. */
export const digestAcks = pgTable(
  'digest_acks',
  {
    teamCode: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    /** Which point: a kind of `NeedKind`. */
    point: text().notNull(),
    byOpenId: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.teamCode, t.date, t.point] })],
)

/**
 * What a rep did on a day, added up, so that a month of many need not be read visit by visit. A day that
 * has a mark is counted from the facts until it is added up again; a day without a row is empty.
 */
export const repDays = pgTable(
  'rep_days',
  {
    openId: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    planned: integer().notNull(),
    completed: integer().notNull(),
    inOrder: integer().notNull(),
    late: integer().notNull(),
    offSite: integer().notNull(),
    done: integer().notNull(),
    unplanned: integer().notNull(),
    strikes: integer().notNull(),
    valid: integer().notNull(),
    summaries: integer().notNull().default(0),
    summaryPoints: integer().notNull().default(0),
    promised: integer().notNull().default(0),
    kept: integer().notNull().default(0),
    lines: integer().notNull(),
    /** Minutes of each visit that its rep ended, ascending. */
    stays: integer().array().notNull(),
    netFen: bigint({ mode: 'number' }).notNull(),
    quantity: numeric().notNull(),
    costFen: bigint({ mode: 'number' }).notNull(),
    orders: integer().notNull(),
    newcomers: integer().notNull(),
    collectedFen: bigint({ mode: 'number' }).notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.openId, t.date] }), index().on(t.date)],
)

/** Whom a rep has visited in a month, and from which day on: kept up with `rep_days`, under its marks. */
export const repMonthCustomers = pgTable(
  'rep_month_customers',
  {
    openId: text().notNull(),
    /** Its first day. */
    month: date({ mode: 'string' }).notNull(),
    customerCode: text().notNull(),
    firstOn: date({ mode: 'string' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.openId, t.month, t.customerCode] }),
    index().on(t.month, t.openId, t.customerCode, t.firstOn),
    index().on(t.openId, t.firstOn),
  ],
)

/**
 * Days of reps whose facts have changed since they were added up. Written by triggers on every table
 * that facts come from (see the migration `rep_day_marks`), so no writer can forget it. A log, not a
 * set: adding up takes away what it has seen, and a change that commits meanwhile keeps its own row.
 */
export const repDayMarks = pgTable(
  'rep_day_marks',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    openId: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
  },
  (t) => [index().on(t.openId, t.date)],
)

/** Parts of payments by the order that they pay and the person whose they are; see `facts/credits.ts`. */
export const paymentCredits = pgTable(
  'payment_credits',
  {
    paymentCode: text().notNull(),
    /** 1, 2, … of the payment; they add up to it. */
    part: integer().notNull(),
    /** Null: no open order took it. */
    orderCode: text(),
    /** Null: nobody looked after the customer. */
    openId: text(),
    customerCode: text().notNull(),
    receivedOn: date({ mode: 'string' }).notNull(),
    amountFen: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.paymentCode, t.part] }),
    index().on(t.customerCode),
    index().on(t.openId, t.receivedOn),
    index().on(t.orderCode),
    // Holds all that sums of a period read.
    index().on(t.receivedOn, t.openId, t.amountFen),
  ],
)

/** Customers whose credits are out of date: a log, as `rep_day_marks` is. */
export const paymentCreditMarks = pgTable(
  'payment_credit_marks',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    customerCode: text().notNull(),
  },
  (t) => [index().on(t.customerCode)],
)
