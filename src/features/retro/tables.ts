/** 月度复盘: what a month was, and what it suggests about the rules. */
import {
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
import type { RetroFacts } from '../../../cards/retro/view.ts'
import { instant } from '../../db/tables.ts'
import { ideaKinds, ideaMeasures } from '../../domain/retro/idea.ts'

/** A month of the company (`org`) or a team (`team:<code>`), as its card shows it. */
export const retros = pgTable(
  'retros',
  {
    scope: text().notNull(),
    /** `2026-11`. */
    month: text().notNull(),
    facts: jsonb().$type<RetroFacts>().notNull(),
    madeAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.month] })],
)

export const ideaStates = [
  'open',
  'accepted',
  'dismissed',
  /** The figures, or the rule itself, changed before anybody decided. */
  'over',
  /** Accepted, and taken back. */
  'reverted',
] as const

/** One suggested change of a rule: its data, who decided what and why, and what came of it. */
export const retroIdeas = pgTable(
  'retro_ideas',
  {
    id: uuid().primaryKey(),
    scope: text().notNull(),
    month: text().notNull(),
    kind: text({ enum: ideaKinds }).notNull(),
    subject: text().notNull(),
    why: text().notNull(),
    /** The value in force and the suggested one, as the setting has them. */
    fromValue: jsonb(),
    toValue: jsonb(),
    sample: integer().notNull(),
    numbers: jsonb().$type<Readonly<Record<string, number>>>().notNull(),
    /** Customers that it names. */
    codes: jsonb().$type<readonly string[]>(),
    measure: text({ enum: ideaMeasures }).notNull(),
    /** The measure in the month that it comes from, and of how many. */
    before: doublePrecision(),
    beforeSample: integer().notNull(),
    madeAt: instant().notNull(),
    state: text({ enum: ideaStates }).notNull(),
    /** Who decided, when (the date is local), and why not. */
    byOpenId: text(),
    decidedAt: instant(),
    decidedOn: date({ mode: 'string' }),
    reason: text(),
    /** The scope's own value before and as it was set: what taking it back restores. */
    ownBefore: jsonb(),
    applied: jsonb(),
    /** The measure since then, in the month after. */
    after: doublePrecision(),
    afterSample: integer(),
    afterFrom: date({ mode: 'string' }),
    afterTo: date({ mode: 'string' }),
    revertedBy: text(),
    revertedAt: instant(),
  },
  (t) => [
    uniqueIndex().on(t.scope, t.month, t.kind, t.subject),
    index().on(t.scope, t.state, t.decidedOn),
  ],
)
