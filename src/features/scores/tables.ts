import { doublePrecision, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'
import { scoreUnits } from '../../domain/scores/scores.ts'

/**
 * What scores were from a month on. Published versions never change; a later one of the same month takes
 * its place, and the earlier one stays as what was published then. Shipped scores have no row until
 * somebody changes them.
 */
export const scoreVersions = pgTable(
  'score_versions',
  {
    id: uuid().primaryKey(),
    /** The same for all versions of a score. */
    code: text().notNull(),
    name: text().notNull(),
    /** In keys of metrics, as every later version of the language reads it; null: given up from then on. */
    formula: text(),
    unit: text({ enum: scoreUnits }).notNull(),
    full: doublePrecision(),
    /** `2026-12`; of a draft the month that it is meant for. */
    fromMonth: text().notNull(),
    status: text({ enum: ['draft', 'published'] }).notNull(),
    createdAt: instant().notNull(),
    createdBy: text().notNull(),
    publishedAt: instant(),
    publishedBy: text(),
  },
  (t) => [index().on(t.code, t.fromMonth)],
)
