/** Customer alarms (客户预警): what a nightly scan found, what became of it, and how each scan went. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  customType,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'
import { type AlarmNumbers, alarmKinds } from '../../domain/alarms/alarm.ts'
import { activeStates, alarmStates } from '../../domain/alarms/ends.ts'

/**
 * One row an alarm, from the night on which it was found to its end. A customer of a chain is never named
 * here: its head office is. At most one row of a customer and kind is active (waiting, open, planned).
 */
export const customerAlarms = pgTable(
  'customer_alarms',
  {
    id: uuid().primaryKey(),
    customerCode: text().notNull(),
    /** Who looked after the customer when the alarm was raised; null: nobody. */
    ownerOpenId: text(),
    kind: text({ enum: alarmKinds }).notNull(),
    /** `waiting`: found, but the owner has enough new alarms for the day; nobody sees it yet. */
    state: text({ enum: alarmStates }).notNull(),
    /** Rank among alarms of the same kind, the highest is the surest; no unit. */
    score: doublePrecision().notNull(),
    /** Chance (0–1) of no order in the next 90 days; null where it is not told (a single order day). */
    chance: doublePrecision(),
    /** Sales of a usual 90 days that are missing or will be. */
    moneyAtRiskFen: bigint({ mode: 'number' }).notNull(),
    /** Every number that the sentence shows. */
    numbers: jsonb().$type<AlarmNumbers>().notNull(),
    /** Newest order day of all data when the alarm was found: an order after it is an answer. */
    dataAsOf: date({ mode: 'string' }).notNull(),
    /** Local date and instant from which the owner is told; of a waiting alarm when it was found. */
    raisedOn: date({ mode: 'string' }).notNull(),
    raisedAt: instant().notNull(),
    /** Escalation: 0 the owner, 1 the manager, 2 the manager's manager. */
    level: integer().notNull().default(0),
    /** When it goes one level up unless somebody answers, set once somebody is told; null: no clock runs. */
    dueAt: instant(),
    /** When somebody first did something about it: planned a visit, visited, called. */
    actedAt: instant(),
    endedAt: instant(),
    endReason: text(),
    endedBy: text(),
  },
  (t) => [
    uniqueIndex('customer_alarms_active')
      .on(t.customerCode, t.kind)
      .where(sql.raw(`state in (${activeStates.map((state) => `'${state}'`).join(', ')})`)),
    index('customer_alarms_owner').on(t.ownerOpenId, t.state, t.raisedOn),
    index('customer_alarms_due').on(t.dueAt).where(sql`due_at is not null and ended_at is null`),
    index().on(t.raisedOn),
    index('customer_alarms_ended').on(t.customerCode, t.endedAt),
  ],
)

export const alarmEventKinds = [
  'raised',
  /** Somebody has it on a card: `note` is whom; the clock runs from here. */
  'told',
  /** It went to another owner, who is told anew. */
  'moved',
  /** An offer was suggested with it, in the words of `note`. */
  'offered',
  'planned',
  'answered',
  /** Asked to be reminded of it on a later day. */
  'snoozed',
  'escalated',
  'visited',
  'ordered',
  'ended',
  'reopened',
] as const

/** What happened to an alarm, in order: its thread. */
export const alarmEvents = pgTable(
  'alarm_events',
  {
    id: uuid().primaryKey(),
    alarmId: uuid().notNull(),
    at: instant().notNull(),
    /** Null: the clock or an import. */
    byOpenId: text(),
    kind: text({ enum: alarmEventKinds }).notNull(),
    note: text(),
  },
  (t) => [
    index().on(t.alarmId, t.at),
    // What stands on somebody's card of a day.
    index('alarm_events_shown').on(t.note, t.at).where(sql`kind in ('told', 'escalated')`),
  ],
)

/** How each nightly scan went, and what it fitted to this organisation. */
export const alarmScans = pgTable(
  'alarm_scans',
  {
    id: uuid().primaryKey(),
    at: instant().notNull(),
    onDate: date({ mode: 'string' }).notNull(),
    /** Null: no order at all. */
    newestOrderOn: date({ mode: 'string' }),
    /** Why nothing was raised: there is no order, or the newest is too old. Null: judged. */
    skipped: text({ enum: ['no_orders', 'old_data'] }),
    customers: integer().notNull().default(0),
    orderDays: integer().notNull().default(0),
    raised: integer().notNull().default(0),
    waiting: integer().notNull().default(0),
    ended: integer().notNull().default(0),
    durationMs: integer().notNull().default(0),
    /** The population numbers of the churn, plunge and decay models. */
    parameters: jsonb(),
  },
  (t) => [index().on(t.onDate)],
)

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/**
 * All orders of a customer, packed as `scan/packed.ts` says: what every night reads, so that it need not read
 * the orders of years. Whatever else a night asks (holidays, absences, chains, money) is asked then. A customer
 * without a row has no order, or a mark.
 */
export const orderHistories = pgTable('order_histories', {
  /** As orders name it, known to the list of customers or not. */
  customerCode: text().primaryKey(),
  orders: bytes().notNull(),
})

/**
 * Customers whose orders have changed since their history was packed, by triggers on `orders` (the migration
 * `order_history_marks`): a log, as `rep_day_marks` is.
 */
export const orderHistoryMarks = pgTable(
  'order_history_marks',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    customerCode: text().notNull(),
  },
  (t) => [index().on(t.customerCode)],
)

/** Trading customers and sales of a 30-day span, per organisation, team and rep; the newest ends with `dataAsOf`. */
export const tradeSpans = pgTable(
  'trade_spans',
  {
    /** `org`, `team:<code>` (with everything below it) or `rep:<open_id>` (of today's customers). */
    scope: text().notNull(),
    /** 0 is the newest span, 1 the 30 days before it. */
    back: integer().notNull(),
    dataAsOf: date({ mode: 'string' }).notNull(),
    /** Customers with an order. */
    customers: integer().notNull(),
    /** Order days: a customer's orders of one day count once. */
    orderDays: integer().notNull(),
    salesFen: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.back] })],
)
