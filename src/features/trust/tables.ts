/** Whether visits happened as told: what the rules found, and what people said and ruled about it. */
import { sql } from 'drizzle-orm'
import {
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'
import { strengths } from '../../domain/trust/rule.ts'

export const bands = ['green', 'amber', 'red'] as const
export const rulingVerdicts = ['honest', 'doubtful', 'false'] as const

/** One a visit: what the rules make of it. It is made anew when more is known. */
export const visitAssessments = pgTable(
  'visit_assessments',
  {
    visitId: uuid().primaryKey(),
    repOpenId: text().notNull(),
    customerCode: text().notNull(),
    /** Local date of the check-in. */
    date: date({ mode: 'string' }).notNull(),
    /** 信任分, 0–100, higher is better. */
    score: integer().notNull(),
    band: text({ enum: bands }).notNull(),
    /** What the place rests on. */
    evidence: text({ enum: ['chat', 'live', 'none'] }).notNull(),
    /** Share of the rules in force that had what they need, 0–1. */
    evidenceShare: real().notNull(),
    /** Of the rules, their weights and thresholds: equal hashes are comparable scores. */
    rulesHash: text().notNull(),
    assessedAt: instant().notNull(),
    /** The verdict that stands (裁定), set with the row in `visit_rulings`; assessing leaves it alone. */
    ruledAs: text({ enum: rulingVerdicts }),
  },
  (t) => [
    index().on(t.date, t.band),
    index().on(t.repOpenId, t.date),
    index().on(t.date).where(sql`band = 'red' or ruled_as = 'false'`),
    // Few, and with all that a list of them is made of: no row is looked up for it.
    index('visit_assessments_waiting')
      .on(t.repOpenId, t.date, t.score, t.customerCode, t.visitId)
      .where(sql`band <> 'green' and ruled_as is null`),
  ],
)

/** What each rule said; a rule that is switched off has no row. */
export const visitSignals = pgTable(
  'visit_signals',
  {
    visitId: uuid().notNull(),
    ruleId: text().notNull(),
    state: text({ enum: ['flag', 'clear', 'insufficient'] }).notNull(),
    strength: text({ enum: strengths }).notNull(),
    /** Points that it took from the score; 0 for an info, and beside a heavier one about the same thing. */
    weight: integer().notNull(),
    numbers: jsonb().$type<Record<string, number | string>>().notNull(),
    threshold: doublePrecision(),
  },
  (t) => [
    primaryKey({ columns: [t.visitId, t.ruleId] }),
    index().on(t.ruleId, t.visitId).where(sql`state = 'flag'`),
  ],
)

/** 说明情况: what the rep says about a doubtful visit, and how long it has waited for a ruling. */
export const visitExplanations = pgTable(
  'visit_explanations',
  {
    visitId: uuid().primaryKey(),
    openId: text().notNull(),
    text: text().notNull(),
    at: instant().notNull(),
    /** When it came to the level where it waits, and when those there were last reminded. */
    askedAt: instant().notNull(),
    remindedAt: instant(),
    /** How many teams above the rep's own it has gone up unanswered; null: not at all. */
    reached: integer(),
  },
  (t) => [index().on(t.askedAt)],
)

/** What the rep sends next belongs to an explanation: they said so, and it ends soon. */
export const explanationWindows = pgTable('explanation_windows', {
  openId: text().primaryKey(),
  visitId: uuid().notNull(),
  openedAt: instant().notNull(),
  expiresAt: instant().notNull(),
})

/** Photos of an explanation: none of them counts as a photo of the visit. */
export const explanationPhotos = pgTable(
  'explanation_photos',
  {
    id: uuid().primaryKey(),
    visitId: uuid().notNull(),
    repOpenId: text().notNull(),
    messageId: text().notNull(),
    imageKey: text().notNull(),
    createdAt: instant().notNull(),
    status: text({ enum: ['fetching', 'stored', 'failed'] }).notNull(),
    objectKey: text(),
    sha256: text(),
    size: integer(),
    mime: text(),
    /** The bot's own upload of the photo, which a card may show. */
    cardImageKey: text(),
  },
  (t) => [
    uniqueIndex().on(t.messageId, t.imageKey),
    index().on(t.visitId),
    index().on(t.createdAt),
    index().on(t.objectKey),
  ],
)

/** 裁定: every ruling stays; the newest of a visit stands. */
export const visitRulings = pgTable(
  'visit_rulings',
  {
    id: uuid().primaryKey(),
    visitId: uuid().notNull(),
    /** 1 the manager, 2 the level above after an appeal. */
    level: integer().notNull(),
    /** How many teams above the rep's own it was ruled; the admins come after the last. */
    depth: integer().notNull(),
    byOpenId: text().notNull(),
    verdict: text({ enum: rulingVerdicts }).notNull(),
    note: text(),
    at: instant().notNull(),
    /** The ruling that it takes the place of. */
    previous: uuid(),
  },
  (t) => [uniqueIndex().on(t.visitId, t.level), index().on(t.at)],
)

/** 申诉: against a ruling, once a visit; it goes one level up. */
export const visitAppeals = pgTable(
  'visit_appeals',
  {
    visitId: uuid().primaryKey(),
    byOpenId: text().notNull(),
    text: text().notNull(),
    at: instant().notNull(),
    /** `upheld`: the ruling stays as it was; `changed`: another verdict stands. */
    state: text({ enum: ['open', 'upheld', 'changed'] }).notNull(),
    /** As in an explanation. */
    askedAt: instant().notNull(),
    remindedAt: instant(),
    reached: integer(),
  },
  (t) => [index().on(t.state, t.askedAt)],
)

/** 阈值建议: what rulings say about a rule's threshold; a person accepts it or does not. */
export const thresholdSuggestions = pgTable(
  'threshold_suggestions',
  {
    id: uuid().primaryKey(),
    ruleId: text().notNull(),
    /** Which of the rule's thresholds. */
    threshold: text().notNull(),
    fromValue: doublePrecision().notNull(),
    toValue: doublePrecision().notNull(),
    /** The rulings behind it, as counts. */
    figures: jsonb().$type<Record<string, number>>().notNull(),
    madeAt: instant().notNull(),
    /** `over`: the figures or the rule changed before anybody decided. */
    state: text({ enum: ['open', 'accepted', 'dismissed', 'over'] }).notNull(),
    byOpenId: text(),
    decidedAt: instant(),
  },
  (t) => [
    uniqueIndex('threshold_suggestions_open').on(t.ruleId, t.threshold).where(sql`state = 'open'`),
  ],
)

/** 谁看过: who looked at the place and the photos of a visit other than its rep, once a day and person. */
export const recordViews = pgTable(
  'record_views',
  {
    visitId: uuid().notNull(),
    viewerOpenId: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.visitId, t.viewerOpenId, t.date] }), index().on(t.at)],
)

/** One open alarm instead of many flags: the check-ins of many reps are all off by the same vector. */
export const datumAlarms = pgTable(
  'datum_alarms',
  {
    id: uuid().primaryKey(),
    openedAt: instant().notNull(),
    /** Last seen; a quiet week closes it. */
    seenAt: instant().notNull(),
    closedAt: instant(),
    /** Of the check-ins as seen from their customers, the median, metres. */
    eastM: integer().notNull(),
    northM: integer().notNull(),
    visits: integer().notNull(),
    reps: integer().notNull(),
    customers: integer().notNull(),
  },
  () => [uniqueIndex('datum_alarms_one_open').on(sql`(true)`).where(sql`closed_at is null`)],
)

/** What Feishu's own attendance noted, where it is connected. */
export const attendanceFlows = pgTable(
  'attendance_flows',
  {
    recordId: text().primaryKey(),
    openId: text().notNull(),
    at: instant().notNull(),
    risk: text({ enum: ['none', 'cheat-software', 'others-device', 'shared-device'] }).notNull(),
  },
  (t) => [index().on(t.openId, t.at)],
)
