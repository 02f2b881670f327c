/** Gradings (客户分级): what a grading would do, what was published, and every change of a grade. */
import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'
import { grades } from '../customers/tables.ts'
import type { GradingSummary } from './summary.ts'

export const gradings = pgTable(
  'gradings',
  {
    id: uuid().primaryKey(),
    /** `computing` → `preview` → `publishing` → `published`; a preview that another one overtook is `stale`. */
    status: text({ enum: ['computing', 'preview', 'publishing', 'published', 'stale'] }).notNull(),
    /** Sales count up to this local date, inclusive. */
    onDate: date({ mode: 'string' }).notNull(),
    /** Who asked for it, null for the clock or the command line. */
    askedBy: text(),
    createdAt: instant().notNull(),
    publishedBy: text(),
    publishedAt: instant(),
    summary: jsonb().$type<GradingSummary>(),
  },
  (t) => [index().on(t.status, t.createdAt)],
)

/** One customer of a grading, as it was when it was worked out. */
export const gradingRows = pgTable(
  'grading_rows',
  {
    gradingId: uuid().notNull(),
    customerCode: text().notNull(),
    /** `new`: too young to be ranked; `locked`: set by hand, ranked but left alone. */
    kind: text({ enum: ['ranked', 'new', 'locked'] }).notNull(),
    salesFen: bigint({ mode: 'number' }).notNull(),
    /** 1 is the best of its scope; null for those too young. */
    rank: integer(),
    grade: text({ enum: grades }),
    before: text({ enum: grades }),
  },
  (t) => [primaryKey({ columns: [t.gradingId, t.customerCode] })],
)

export const gradeChanges = pgTable(
  'grade_changes',
  {
    id: uuid().primaryKey().defaultRandom(),
    customerCode: text().notNull(),
    before: text({ enum: grades }),
    grade: text({ enum: grades }),
    at: instant().notNull(),
    /** Null when a grading was published by the clock or the command line. */
    byOpenId: text(),
    /** `published` by a grading, `manual` and locked, `released` to the gradings again, `imported`. */
    reason: text({ enum: ['published', 'manual', 'released', 'imported'] }).notNull(),
    gradingId: uuid(),
  },
  (t) => [index().on(t.customerCode, t.at)],
)
