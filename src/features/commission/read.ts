/** Commission as it is shown: closed months as they were written, open ones as they stand. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import type { CommissionLine } from '../../domain/commission/compute.ts'
import type { SchemeTerms } from '../../domain/commission/terms.ts'
import type { Fen } from '../../domain/money.ts'
import { closeOf } from './close.ts'
import { type ComputeCtx, computeScheme } from './compute.ts'
import type { Correction } from './corrections.ts'
import { readKept } from './kept/read.ts'
import { readPeople } from './people.ts'
import { type InForce, inForceOf, type Scheme, schemesIn } from './schemes.ts'
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

/** Of more people than this all lines are worked out at once: reading them back would take longer. */
const mostKept = 30

async function openSchemes(
  ctx: ComputeCtx,
  month: string,
  openIds?: readonly string[],
): Promise<SchemeMonth[]> {
  const isKept = openIds !== undefined && openIds.length <= mostKept
  if (!isKept) return workedOut(ctx, month, await schemesIn(ctx.tx, month), openIds)
  const all: SchemeMonth[] = []
  for (const { inForce, people, missing } of await readKept(ctx, month, {
    openIds,
    withLines: true,
  })) {
    const { scheme, terms } = inForce
    for (const [openId, one] of people) all.push({ openId, scheme, terms, ...one })
    all.push(...(await workedOut(ctx, month, [inForce], missing)))
  }
  return all
}

async function workedOut(
  ctx: ComputeCtx,
  month: string,
  schemes: readonly InForce[],
  openIds?: readonly string[],
): Promise<SchemeMonth[]> {
  if (openIds?.length === 0) return []
  const everybody = await readPeople(ctx.tx)
  const all: SchemeMonth[] = []
  for (const inForce of schemes) {
    const { scheme, terms } = inForce
    const people = await computeScheme(ctx, { inForce, month, openIds, people: everybody })
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
  return (await totalsWithin(ctx, month, openIds, Number.POSITIVE_INFINITY)) ?? new Map()
}

/** So many months of people and schemes can be worked out while somebody waits. */
const mostWhileWaiting = 8

/** The same; null where too many have changed since they were kept for somebody who waits. */
export const quickTotals = (
  ctx: ComputeCtx,
  month: string,
  openIds?: readonly string[],
): Promise<Map<string, Fen> | null> => totalsWithin(ctx, month, openIds, mostWhileWaiting)

async function totalsWithin(
  ctx: ComputeCtx,
  month: string,
  openIds: readonly string[] | undefined,
  most: number,
): Promise<Map<string, Fen> | null> {
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
    const schemes = await readKept(ctx, month, { openIds })
    if (schemes.reduce((sum, { missing }) => sum + missing.length, 0) > most) return null
    for (const { inForce, people, missing, isUnknown } of schemes) {
      for (const [openId, { totalFen }] of people) add(openId, totalFen)
      if (missing.length === 0) continue
      // Everybody at once is read by day, not by customer.
      const asked = isUnknown && !openIds ? undefined : missing
      for (const one of await workedOut(ctx, month, [inForce], asked)) add(one.openId, one.totalFen)
    }
  }
  for (const { openId, fen } of await correctionsIn(ctx.tx, month, openIds)) add(openId, fen)
  return totals
}
