/** Targets, and the digests that were sent. */
import { bigint, date, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
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
