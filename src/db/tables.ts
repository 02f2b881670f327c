/**
 * The gateway's own tables: what came in, what must go out, and which message shows which thing.
 * They hold no business facts; a feature never reads them.
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

export const instant = () => timestamp({ withTimezone: true, mode: 'date' })

/** One row per event of the platform: the claim that makes a repeat harmless, and the answer to it. */
export const inboundEvents = pgTable(
  'inbound_events',
  {
    /** `message:<message_id>` for messages, `event:<event_id>` for the rest. */
    key: text().primaryKey(),
    kind: text().notNull(),
    actorOpenId: text(),
    /** The narrow inbound union, as JSON: enough to replay the event. */
    event: jsonb().notNull(),
    /** `held`: it waits for the person's consent. */
    status: text({ enum: ['handled', 'failed', 'gave_up', 'held'] }).notNull(),
    /** What a card action was answered with; null for messages. */
    answer: jsonb(),
    attempts: integer().notNull().default(1),
    error: text(),
    receivedAt: instant().notNull().defaultNow(),
    nextTryAt: instant(),
  },
  (t) => [
    index().on(t.nextTryAt).where(sql`status = 'failed'`),
    index().on(t.receivedAt),
    index('inbound_events_held').on(t.actorOpenId).where(sql`status = 'held'`),
  ],
)

/**
 * Everything that leaves a transaction: jobs and messages. A job's row lives until the job's own
 * transaction deletes it, so a job that is run twice finds no row the second time.
 */
export const outbox = pgTable(
  'outbox',
  {
    /** Order of leaving, per target. */
    seq: bigserial({ mode: 'number' }).primaryKey(),
    /** Also the platform's `uuid` of a send and BullMQ's job id. */
    id: uuid().notNull().unique(),
    kind: text({ enum: ['job', 'send', 'patch', 'reply'] }).notNull(),
    /** Job name, or the thing that a card shows (`visit:<id>`); empty for plain messages. */
    name: text().notNull().default(''),
    /** Whom it goes to: `open_id:ou_…`, `chat_id:oc_…`; `job` for jobs. Sends of one target keep their order. */
    target: text().notNull(),
    payload: jsonb().notNull(),
    /** The run of `rounds job` (or the event) that caused it, handed on to what it causes. */
    causeId: uuid().notNull(),
    /** Set by `rounds job --now`: the instant that the caused jobs take for now. */
    nowOverride: instant(),
    /** A waiting job with the same key makes this one unnecessary. */
    dedupeKey: text(),
    status: text({ enum: ['pending', 'queued', 'sending', 'failed'] })
      .notNull()
      .default('pending'),
    attempts: integer().notNull().default(0),
    availableAt: instant().notNull().defaultNow(),
    leaseUntil: instant(),
    firstTriedAt: instant(),
    error: text(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    index().on(t.status, t.availableAt),
    index().on(t.target, t.seq).where(sql`kind <> 'job'`),
    index().on(t.causeId),
    uniqueIndex('outbox_waiting_job')
      .on(t.dedupeKey)
      .where(sql`dedupe_key is not null and status in ('pending', 'queued')`),
  ],
)

/** Which message shows which thing to whom: one card per thing, for its whole life. */
export const cardMessages = pgTable(
  'card_messages',
  {
    thing: text().notNull(),
    target: text().notNull(),
    messageId: text().notNull(),
    sentAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.thing, t.target] }), index().on(t.messageId)],
)

/** Send limits, shared by every process: the theoretical arrival time of the GCRA algorithm per key. */
export const rateSlots = pgTable('rate_slots', {
  key: text().primaryKey(),
  /** Milliseconds since 1970. */
  nextAtMs: bigint({ mode: 'number' }).notNull(),
})

/** Which scheduled job has been fanned out for which local date: the reason that a tick acts once. */
export const scheduleRuns = pgTable(
  'schedule_runs',
  {
    job: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    scope: text().notNull().default(''),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.job, t.date, t.scope] })],
)

/** People to whom nothing can be sent (left the company, blocked the bot, out of the app's range). */
export const unreachable = pgTable('unreachable', {
  openId: text().primaryKey(),
  code: integer().notNull(),
  since: instant().notNull(),
})
