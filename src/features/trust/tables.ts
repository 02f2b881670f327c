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

/** 说明情况: what the rep says about a doubtful visit. */
export const visitExplanations = pgTable('visit_explanations', {
  visitId: uuid().primaryKey(),
  openId: text().notNull(),
  text: text().notNull(),
  photoIds: uuid().array().notNull(),
  at: instant().notNull(),
})

/** 裁定: every ruling stays; the newest of a visit stands. */
export const visitRulings = pgTable(
  'visit_rulings',
  {
    id: uuid().primaryKey(),
    visitId: uuid().notNull(),
    /** 1 the manager, 2 the manager's manager after an appeal. */
    level: integer().notNull(),
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
    toLevel: integer().notNull(),
    state: text({ enum: ['open', 'upheld', 'changed'] }).notNull(),
  },
  (t) => [index().on(t.state, t.at)],
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
