/** Daily plans: what a rep was to do on a date, and what became of each stop. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

export const planSources = [
  'cycle',
  'manual',
  'promise',
  'anomaly',
  'joint',
  'reuse',
  'adhoc',
] as const
export type PlanSource = (typeof planSources)[number]

export const dailyPlans = pgTable(
  'daily_plans',
  {
    id: uuid().primaryKey(),
    repOpenId: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    generatedAt: instant().notNull(),
    /** When the morning card went out: the plan of the rates. Null = not yet. */
    frozenAt: instant(),
    totalM: integer().notNull().default(0),
    /** Local time `17:40`, null when nothing is routed. */
    endsAt: text(),
    /** No order of these stops takes less travel: it was proven, not just searched for. */
    proven: boolean().notNull().default(false),
    /** The picture of the way, as the platform knows it; valid while the way is `pictureOf`. */
    pictureKey: text(),
    pictureOf: text(),
    /** When the rep was reminded that no visit has begun: a nudge is sent once. */
    remindedAt: instant(),
  },
  (t) => [uniqueIndex().on(t.repOpenId, t.date), index().on(t.date)],
)

export const planStops = pgTable(
  'plan_stops',
  {
    id: uuid().primaryKey(),
    planId: uuid().notNull(),
    repOpenId: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    customerCode: text().notNull(),
    sequence: integer().notNull(),
    /** Place in a copied order, which stays until somebody plans anew; null: wherever it fits best. */
    keptPlace: integer(),
    source: text({ enum: planSources }).notNull(),
    /** Why today, as data: `{ code, … numbers }` of the domain. */
    reason: jsonb().notNull(),
    status: text({ enum: ['planned', 'visited', 'skipped'] })
      .notNull()
      .default('planned'),
    /** False for 待采点: no usable point, so out of the route. */
    routed: boolean().notNull(),
    /** Metres from the stop before (the start for the first). */
    legM: integer(),
    /** True: a map service is asked and does not know this leg, so it is an estimate. Null: none is asked. */
    legEstimated: boolean(),
    /** Local time `09:10`. */
    eta: text(),
    /** Why the rep will be too late there, or find it closed, as the solver says; null when it fits. */
    fit: text({ enum: ['closed', 'too-far', 'hours-clash', 'day-too-short', 'not-worth-it'] }),
    /** Local times between which the visit is to begin, as a manager set them; `windowTo` may be open. */
    windowFrom: text(),
    windowTo: text(),
    /**
     * Counts in the plan of the rates: on the plan before it is frozen, or added later by a manager.
     * A stop that the rep adds later has false. Leave and approved skips (`skipState`) are taken out
     * by the reader.
     */
    counted: boolean().notNull().default(false),
    skipReason: text(),
    skipState: text({ enum: ['asked', 'approved', 'refused'] }),
    skipRuledBy: text(),
    visitId: uuid(),
  },
  (t) => [
    uniqueIndex().on(t.planId, t.customerCode),
    index().on(t.date, t.repOpenId),
    index().on(t.customerCode, t.date),
  ],
)

/** Wishes that a coming plan must hold: a manager's assignment, a promised next visit, a copy. */
export const planWishes = pgTable(
  'plan_wishes',
  {
    id: uuid().primaryKey(),
    repOpenId: text().notNull(),
    customerCode: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    source: text({ enum: planSources }).notNull(),
    byOpenId: text(),
    note: text(),
    /** Place in the order of the day that it was copied from. */
    place: integer(),
    /** A day off was confirmed: it stands there and does not move to the next working day. */
    anyway: boolean().notNull().default(false),
    /** The batch that asked for it, which may be taken back as one. */
    batchId: uuid(),
    /** Local times between which the visit is to begin; none: any time that day. */
    windowFrom: text(),
    windowTo: text(),
    visitId: uuid(),
    /** `orphaned`: its rep has left; a handover gives it to somebody. */
    status: text({ enum: ['waiting', 'cancelled', 'orphaned'] })
      .notNull()
      .default('waiting'),
    createdAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex().on(t.repOpenId, t.customerCode, t.date, t.source),
    index().on(t.date, t.repOpenId),
    index().on(t.visitId),
    index('plan_wishes_batch').on(t.batchId).where(sql`batch_id is not null`),
  ],
)

/** Many visits asked for in one act: by a filter, a pasted list, alarms, or from a list of the neglected. */
export const planBatches = pgTable(
  'plan_batches',
  {
    id: uuid().primaryKey(),
    kind: text({ enum: ['filter', 'list', 'anomaly', 'neglected', 'week'] }).notNull(),
    /** Whose card it is: nobody else acts on it. */
    byOpenId: text().notNull(),
    status: text({ enum: ['draft', 'done', 'undone'] }).notNull(),
    /** What is asked for so far, as `src/domain/plans/batch.ts` reads it. */
    draft: jsonb().notNull(),
    /** What came of it: numbers, and who was left out why. */
    result: jsonb(),
    createdAt: instant().notNull(),
    doneAt: instant(),
    undoneAt: instant(),
  },
  (t) => [index().on(t.createdAt)],
)

/** Two people who visit a customer together on a day. */
export const jointVisits = pgTable(
  'joint_visits',
  {
    id: uuid().primaryKey(),
    customerCode: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    byOpenId: text().notNull(),
    withOpenId: text().notNull(),
    /** Both open_ids in order: the pair has one visit per customer and day. */
    pair: text().notNull(),
    status: text({ enum: ['agreed', 'declined', 'cancelled'] }).notNull(),
    /** Who ended it, and why in that person's words. */
    endedBy: text(),
    reason: text(),
    createdAt: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [
    uniqueIndex().on(t.date, t.customerCode, t.pair),
    index().on(t.byOpenId, t.date),
    index().on(t.withOpenId, t.date),
  ],
)

/** Suggestions about territories that somebody turned down: they do not come back before a day. */
export const dismissedSuggestions = pgTable('dismissed_suggestions', {
  /** What was suggested: `owner:C1:ou_…` or `day:C1:2`. */
  key: text().primaryKey(),
  byOpenId: text().notNull(),
  at: instant().notNull(),
  untilDate: date({ mode: 'string' }).notNull(),
})
