/** Commission schemes and their versions, closed months with every line, and what changed afterwards. */

import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'
import type { CommissionLine, LineKind } from '../../domain/commission/compute.ts'
import type { SchemeTerms } from '../../domain/commission/terms.ts'
import type { Fen } from '../../domain/money.ts'

export const commissionSchemes = pgTable('commission_schemes', {
  id: uuid().primaryKey(),
  name: text().notNull().unique(),
  createdAt: instant().notNull(),
  createdBy: text().notNull(),
})

/** Terms from a month on, until a later version begins. Published ones never change. */
export const commissionVersions = pgTable(
  'commission_versions',
  {
    id: uuid().primaryKey(),
    schemeId: uuid().notNull(),
    /** `2026-12`; of a draft the month that it is meant for. */
    fromMonth: text().notNull(),
    /** Null: the scheme ends, nothing is paid from then on. */
    terms: jsonb().$type<SchemeTerms>(),
    status: text({ enum: ['draft', 'published'] }).notNull(),
    createdAt: instant().notNull(),
    createdBy: text().notNull(),
    publishedAt: instant(),
    publishedBy: text(),
  },
  (t) => [
    uniqueIndex('commission_versions_published')
      .on(t.schemeId, t.fromMonth)
      .where(sql`status = 'published'`),
    index().on(t.schemeId, t.fromMonth),
  ],
)

/** Months that are closed: their lines stay as they are for good. */
export const commissionCloses = pgTable('commission_closes', {
  month: text().primaryKey(),
  closedAt: instant().notNull(),
  /** Null: the clock or the command line. */
  closedBy: text(),
})

/** What a month's commission was reckoned with besides the lines. */
export type CloseInputs = {
  target: number | null
  process: Record<string, number | null>
}

/** One person's closed month by one scheme; people whom the scheme covers have one also with nothing in it. */
export const commissionResults = pgTable(
  'commission_results',
  {
    id: uuid().primaryKey(),
    month: text().notNull(),
    openId: text().notNull(),
    schemeId: uuid().notNull(),
    versionId: uuid().notNull(),
    /** Sum of its lines. */
    totalFen: bigint({ mode: 'number' }).notNull(),
    /** What the lines of sales were multiplied by in the end: coefficient and cap together. */
    paidShare: doublePrecision().notNull(),
    inputs: jsonb().$type<CloseInputs>().notNull(),
  },
  (t) => [
    uniqueIndex().on(t.month, t.schemeId, t.openId),
    index().on(t.openId, t.month),
    index().on(t.schemeId, t.month),
  ],
)

/** What stands behind a line: the goods as they were when the month was closed, steps and reasons. */
export type LineNumbers = Pick<CommissionLine, 'fact' | 'pieces'> & {
  because?: NonNullable<CommissionLine['because']>
}

export const commissionLines = pgTable(
  'commission_lines',
  {
    resultId: uuid().notNull(),
    n: integer().notNull(),
    /** Of the sale, return or money: the same whenever it is worked out. */
    lineId: text().notNull(),
    kind: text().$type<LineKind>().notNull(),
    orderCode: text(),
    productCode: text(),
    customerCode: text(),
    onDate: date({ mode: 'string' }),
    base: doublePrecision().notNull(),
    /** Mean rate as the terms count: ten-thousandths, or fen a unit. */
    rate: doublePrecision().notNull(),
    fen: bigint({ mode: 'number' }).notNull(),
    numbers: jsonb().$type<LineNumbers>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.resultId, t.n] }), index().on(t.lineId)],
)

/** Base and money of a line, before and after a change. */
export type LineState = { base: number; rate: number; fen: number }

/** A sale of an earlier month that came back: which part, and what its line was worth if its month is open. */
export type CameBack = { id: string; month: string; part: number; lineFen: Fen | null }

/** What an open month before stood on when a sale of it came back; `basis` is '' where nothing paid then. */
export type MonthBehind = { basis: string; target: number | null; subtotalFen: Fen }

/**
 * A person's open month by one scheme, worked out as far as orders, money and visits go: coefficients, cap
 * and what earlier months paid are put on when it is read. Valid while nobody has a mark, and basis and
 * targets are what they were; see `kept/read.ts`. A row that is missing is worked out by whoever reads.
 */
export const commissionMonths = pgTable(
  'commission_months',
  {
    month: text().notNull(),
    schemeId: uuid().notNull(),
    openId: text().notNull(),
    /** What was worked out: terms, and who is covered where sales are shared. */
    basis: text().notNull(),
    target: doublePrecision(),
    /** Whether there is any line; who has left and has none is not shown. */
    hasFacts: boolean().notNull(),
    /** Sum of the lines of sales and returns. */
    subtotalFen: bigint({ mode: 'number' }).notNull(),
    cameBack: jsonb().$type<CameBack[]>().notNull(),
    /** By month, of those that `cameBack` names and that were open. */
    behind: jsonb().$type<Record<string, MonthBehind>>().notNull(),
    /** Lines of sales, returns and reversals; read only where lines are shown, so kept as it is written. */
    lines: json().$type<CommissionLine[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.month, t.schemeId, t.openId] })],
)

/** What a mark says has changed; schemes look at some of it only (`kept/marks.ts`). */
export type MarkKind = 'order' | 'money' | 'visit' | 'visit-gone' | 'customer' | 'goods' | 'price'

/**
 * What has changed since months were kept: a log that triggers write (see the migration
 * `commission_marks`), as `rep_day_marks` is. Who is concerned is found out when it is read.
 */
export const commissionMarks = pgTable('commission_marks', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  kind: text().$type<MarkKind>().notNull(),
  customerCode: text(),
  orderCode: text(),
  productCode: text(),
  /** Whose it was or is now. */
  openId: text(),
  /** Of a visit. */
  day: date({ mode: 'string' }),
})

/** What a later change of a closed month is worth: paid or taken back in a month that was open then. */
export const commissionCorrections = pgTable(
  'commission_corrections',
  {
    id: uuid().primaryKey(),
    /** The open month in which it is booked. */
    month: text().notNull(),
    /** The closed month that it is of. */
    ofMonth: text().notNull(),
    openId: text().notNull(),
    schemeId: uuid().notNull(),
    lineId: text().notNull(),
    kind: text().$type<LineKind>().notNull(),
    orderCode: text(),
    productCode: text(),
    customerCode: text(),
    reason: text({ enum: ['added', 'removed', 'changed'] }).notNull(),
    /** Null: there was, or is, no such line. */
    was: jsonb().$type<LineState>(),
    now: jsonb().$type<LineState>(),
    /** Now less was, less what was booked before. */
    fen: bigint({ mode: 'number' }).notNull(),
    bookedAt: instant().notNull(),
  },
  (t) => [
    index().on(t.openId, t.month),
    index().on(t.month),
    index().on(t.ofMonth, t.schemeId, t.openId),
  ],
)
