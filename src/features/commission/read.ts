/** Commission as it is shown: closed months as they were written, open ones as they stand. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import type { CommissionLine } from '../../domain/commission/compute.ts'
import type { SchemeTerms } from '../../domain/commission/terms.ts'
import type { Fen } from '../../domain/money.ts'
import { closeOf } from './close.ts'
import { type ComputeCtx, computeScheme } from './compute.ts'
import type { Correction } from './corrections.ts'
import { inForceOf, type Scheme, schemesIn } from './schemes.ts'
import {
  type CloseInputs,
  commissionCorrections,
  commissionLines,
  commissionResults,
} from './tables.ts'

/** One person's month by one scheme. */
export type SchemeMonth = {
  openId: string
  scheme: Scheme
  terms: SchemeTerms
  totalFen: Fen
  lines: CommissionLine[]
  inputs: CloseInputs
}

export type MonthRead = {
  month: string
  isClosed: boolean
  schemes: SchemeMonth[]
  /** Booked in this month, of months closed before. */
  corrections: Correction[]
}

/** The month of these people, or of everybody; with every line. */
export async function readMonth(
  ctx: ComputeCtx,
  month: string,
  openIds?: readonly string[],
): Promise<MonthRead> {
  const isClosed = (await closeOf(ctx.tx, month)) !== null
  const schemes = await (isClosed ? closedSchemes : openSchemes)(ctx, month, openIds)
  return { month, isClosed, schemes, corrections: await correctionsIn(ctx.tx, month, openIds) }
}

async function openSchemes(
  ctx: ComputeCtx,
  month: string,
  openIds?: readonly string[],
): Promise<SchemeMonth[]> {
  const all: SchemeMonth[] = []
  for (const inForce of await schemesIn(ctx.tx, month)) {
    const { scheme, terms } = inForce
    const people = await computeScheme(ctx, { inForce, month, openIds })
    for (const [openId, { computed, inputs }] of people) {
      const { totalFen, lines } = computed
      all.push({ openId, scheme, terms, totalFen, lines, inputs })
    }
  }
  return all
}

async function closedSchemes(
  { tx }: ComputeCtx,
  month: string,
  openIds?: readonly string[],
): Promise<SchemeMonth[]> {
  const results = await tx
    .select()
    .from(commissionResults)
    .where(
      and(
        eq(commissionResults.month, month),
        openIds ? inArray(commissionResults.openId, [...openIds]) : undefined,
      ),
    )
    .orderBy(asc(commissionResults.id))
  const rows = await tx
    .select()
    .from(commissionLines)
    .where(
      inArray(
        commissionLines.resultId,
        results.map(({ id }) => id),
      ),
    )
    .orderBy(asc(commissionLines.resultId), asc(commissionLines.n))
  const linesOf = new Map<string, typeof rows>()
  for (const row of rows) {
    const own = linesOf.get(row.resultId)
    if (own) own.push(row)
    else linesOf.set(row.resultId, [row])
  }
  const versions = new Map(
    await Promise.all(
      [...new Set(results.map(({ versionId }) => versionId))].map(
        async (id) => [id, await inForceOf(tx, id)] as const,
      ),
    ),
  )
  return results.flatMap(({ id, openId, versionId, totalFen, inputs }): SchemeMonth[] => {
    const version = versions.get(versionId)
    if (!version) return []
    const lines = (linesOf.get(id) ?? []).map(
      ({ lineId, kind, base, rate, fen, numbers }): CommissionLine => ({
        id: lineId,
        kind,
        base,
        rate,
        fen,
        ...numbers,
      }),
    )
    return [{ openId, scheme: version.scheme, terms: version.terms, totalFen, lines, inputs }]
  })
}

export function correctionsIn(
  tx: Tx,
  month: string,
  openIds?: readonly string[],
): Promise<Correction[]> {
  return tx
    .select()
    .from(commissionCorrections)
    .where(
      and(
        eq(commissionCorrections.month, month),
        openIds ? inArray(commissionCorrections.openId, [...openIds]) : undefined,
      ),
    )
    .orderBy(asc(commissionCorrections.bookedAt), asc(commissionCorrections.id))
}

/** Each person's month, corrections included; fen. People whom no scheme covers are left out. */
export async function monthTotals(
  ctx: ComputeCtx,
  month: string,
  openIds?: readonly string[],
): Promise<Map<string, Fen>> {
  const totals = new Map<string, Fen>()
  const add = (openId: string, fen: Fen) => totals.set(openId, (totals.get(openId) ?? 0) + fen)
  if ((await closeOf(ctx.tx, month)) !== null) {
    const rows = await ctx.tx
      .select({ openId: commissionResults.openId, fen: commissionResults.totalFen })
      .from(commissionResults)
      .where(
        and(
          eq(commissionResults.month, month),
          openIds ? inArray(commissionResults.openId, [...openIds]) : undefined,
        ),
      )
    for (const { openId, fen } of rows) add(openId, fen)
  } else {
    for (const { openId, totalFen } of await openSchemes(ctx, month, openIds)) add(openId, totalFen)
  }
  for (const { openId, fen } of await correctionsIn(ctx.tx, month, openIds)) add(openId, fen)
  return totals
}
