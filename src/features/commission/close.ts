/** Closing a month: what is paid is written down line by line and never changes. */
import { desc, eq, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ctx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import type { CommissionLine } from '../../domain/commission/compute.ts'
import { computeScheme } from './compute.ts'
import { bookCorrections } from './corrections.ts'
import { monthsBetween, nextMonth } from './months.ts'
import { firstMonth, type InForce, schemesIn } from './schemes.ts'
import { commissionCloses, commissionLines, commissionResults } from './tables.ts'

type Result = typeof commissionResults.$inferInsert
type Line = typeof commissionLines.$inferInsert

/** Only one closes, books or publishes at a time, until the transaction ends. */
export async function lockCloses(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('commission_closes'))`)
}

export async function closeOf(tx: Tx, month: string) {
  const [row] = await tx.select().from(commissionCloses).where(eq(commissionCloses.month, month))
  return row ?? null
}

export async function lastClosed(tx: Tx): Promise<string | null> {
  const [row] = await tx
    .select({ month: commissionCloses.month })
    .from(commissionCloses)
    .orderBy(desc(commissionCloses.month))
    .limit(1)
  return row?.month ?? null
}

/** The month in which corrections are booked: the one after the last closed. Null: nothing was closed. */
export async function openMonth(tx: Tx): Promise<string | null> {
  const last = await lastClosed(tx)
  return last === null ? null : nextMonth(last)
}

/**
 * Closes a month and those before it that are still open, the oldest first. Answers the months that were
 * closed now: none where the month is closed already, or no scheme has begun.
 */
export async function closeMonth(ctx: Ctx, month: string, by: string | null): Promise<string[]> {
  await lockCloses(ctx.tx)
  const begin = (await openMonth(ctx.tx)) ?? (await firstMonth(ctx.tx))
  if (begin === null) return []
  const months = monthsBetween(begin, month)
  for (const one of months) {
    // What changed in months closed before belongs to the one that is still open.
    await bookCorrections(ctx)
    for (const inForce of await schemesIn(ctx.tx, one)) await freeze(ctx, one, inForce)
    await ctx.tx.insert(commissionCloses).values({ month: one, closedAt: ctx.now, closedBy: by })
  }
  return months
}

async function freeze(ctx: Ctx, month: string, inForce: InForce): Promise<void> {
  const results: Result[] = []
  const lines: Line[] = []
  for (const [openId, { computed, inputs }] of await computeScheme(ctx, { inForce, month })) {
    const id = uuidv7()
    const { totalFen, paidShare } = computed
    const schemeId = inForce.scheme.id
    const { versionId } = inForce
    results.push({ id, month, openId, schemeId, versionId, totalFen, paidShare, inputs })
    computed.lines.forEach((line, n) => {
      lines.push(lineRow(id, n, line))
    })
  }
  for (const part of slices(results)) await ctx.tx.insert(commissionResults).values(part)
  for (const part of slices(lines)) await ctx.tx.insert(commissionLines).values(part)
}

function lineRow(resultId: string, n: number, line: CommissionLine): Line {
  const { id, kind, fact, base, rate, fen, pieces, because } = line
  return {
    resultId,
    n,
    lineId: id,
    kind,
    orderCode: fact?.orderCode ?? null,
    productCode: fact?.productCode ?? null,
    customerCode: fact?.customerCode ?? null,
    onDate: fact?.on ?? null,
    base,
    rate,
    fen,
    numbers: { fact, pieces, ...(because ? { because } : {}) },
  }
}

const rowsAtOnce = 2_000

function slices<R>(rows: readonly R[]): R[][] {
  const parts: R[][] = []
  for (let i = 0; i < rows.length; i += rowsAtOnce) parts.push(rows.slice(i, i + rowsAtOnce))
  return parts
}
