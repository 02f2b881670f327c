/** Targets, and the digests that were sent. */
import { bigint, date, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

export const targets = pgTable(
  'targets',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** `person:<open_id>` or `team:<code>`. */
    scope: text().notNull(),
    /** `2026-11`. */
    month: text().notNull(),
    metric: text().notNull(),
    productCode: text().notNull().default(''),
    /** Fen for money, ten-thousandths for rates, plain for counts. */
    value: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [uniqueIndex().on(t.scope, t.month, t.metric, t.productCode)],
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
