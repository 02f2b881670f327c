/** Rules with their history, and the imports that were made. */
import { bigserial, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

/** Every change of a rule; the newest row of (key, scope) is in force, a null value removes the rule. */
export const settingVersions = pgTable(
  'setting_versions',
  {
    version: bigserial({ mode: 'number' }).primaryKey(),
    key: text().notNull(),
    /** `org`, `team:<code>`, `type:<words>`, `grade:<A>` or `customer:<code>`. */
    scope: text().notNull(),
    value: jsonb(),
    byOpenId: text(),
    reason: text(),
    at: instant().notNull(),
  },
  (t) => [index().on(t.key, t.scope, t.version)],
)

export const importRuns = pgTable('import_runs', {
  id: uuid().primaryKey(),
  kind: text().notNull(),
  fileName: text().notNull(),
  byOpenId: text(),
  at: instant().notNull(),
  created: integer().notNull(),
  updated: integer().notNull(),
  unchanged: integer().notNull(),
  pending: integer().notNull(),
})
