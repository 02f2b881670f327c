/** What changed in closed months: booked in the open one, line by line, and never written into them. */
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Tx } from '../../db/client.ts'
import type { CommissionLine } from '../../domain/commission/compute.ts'
import { settings } from '../../domain/settings/index.ts'
import { type ComputeCtx, computeScheme } from './compute.ts'
import { nextMonth } from './months.ts'
import { inForceOf } from './schemes.ts'
import {
  commissionCloses,
  commissionCorrections,
  commissionLines,
  commissionResults,
  type LineState,
} from './tables.ts'

export type Correction = typeof commissionCorrections.$inferSelect

type BookCtx = ComputeCtx & { readonly now: Date }

/** The line as it stands: closed, with what was booked since. */
type Known = LineState & Pick<Correction, 'kind' | 'orderCode' | 'productCode' | 'customerCode'>

/**
 * Compares the closed months of the rule with what they would be now, and books what differs in the month
 * after the last closed one. Months go from the oldest, so that a later one sees what the earlier ones
 * have become. A second run finds nothing. The caller holds the lock of closes. Answers how many.
 */
export async function bookCorrections(ctx: BookCtx): Promise<number> {
  const months = await ctx.tx
    .select({ month: commissionCloses.month })
    .from(commissionCloses)
    .orderBy(desc(commissionCloses.month))
    .limit(ctx.rules.get(settings.commissionCorrectMonths))
  const last = months[0]?.month
  if (last === undefined) return 0
  let booked = 0
  for (const { month } of months.toReversed()) {
    const found = await correctionsOf(ctx, month, nextMonth(last))
    if (found.length > 0) await ctx.tx.insert(commissionCorrections).values(found)
    booked += found.length
  }
  return booked
}

async function correctionsOf(ctx: BookCtx, ofMonth: string, month: string): Promise<Correction[]> {
  const results = await ctx.tx
    .select()
    .from(commissionResults)
    .where(eq(commissionResults.month, ofMonth))
    .orderBy(asc(commissionResults.id))
  const found: Correction[] = []
  for (const versionId of new Set(results.map((one) => one.versionId))) {
    const inForce = await inForceOf(ctx.tx, versionId)
    if (!inForce) continue
    const own = results.filter((one) => one.versionId === versionId)
    const schemeId = inForce.scheme.id
    const { known, floors } = await knownLines(ctx.tx, ofMonth, schemeId, own)
    const inputs = new Map(own.map((one) => [one.openId, one.inputs]))
    const now = await computeScheme(ctx, { inForce, month: ofMonth, closed: { inputs, floors } })
    for (const { openId } of own)
      for (const one of differences(known.get(openId), now.get(openId)?.computed.lines ?? []))
        found.push({ id: uuidv7(), month, ofMonth, openId, schemeId, bookedAt: ctx.now, ...one })
  }
  return found
}

async function knownLines(
  tx: Tx,
  ofMonth: string,
  schemeId: string,
  results: readonly { id: string; openId: string }[],
) {
  const personOf = new Map(results.map(({ id, openId }) => [id, openId]))
  const known = new Map<string, Map<string, Known>>()
  const floors = new Map<string, number>()
  const linesOf = (openId: string) => {
    const lines = known.get(openId) ?? new Map<string, Known>()
    known.set(openId, lines)
    return lines
  }
  const lines = await tx
    .select()
    .from(commissionLines)
    .where(
      sql`${commissionLines.resultId} in (select id from commission_results
        where month = ${ofMonth} and scheme_id = ${schemeId})`,
    )
  for (const { resultId, lineId, numbers, ...line } of lines) {
    const openId = personOf.get(resultId)
    if (openId === undefined) continue
    linesOf(openId).set(lineId, line)
    const { fact } = numbers
    if (fact && fact.floorFen !== null && fact.quantity > 0)
      floors.set(lineId, fact.floorFen / fact.quantity)
  }
  const booked = await tx
    .select()
    .from(commissionCorrections)
    .where(
      and(
        eq(commissionCorrections.ofMonth, ofMonth),
        eq(commissionCorrections.schemeId, schemeId),
        inArray(commissionCorrections.openId, [...personOf.values()]),
      ),
    )
    .orderBy(asc(commissionCorrections.bookedAt), asc(commissionCorrections.id))
  for (const { openId, lineId, now, ...rest } of booked) {
    if (now) linesOf(openId).set(lineId, { ...rest, ...now })
    else known.get(openId)?.delete(lineId)
  }
  return { known, floors }
}

type Difference = Omit<Correction, 'id' | 'month' | 'ofMonth' | 'openId' | 'schemeId' | 'bookedAt'>

/**
 * Lines that came, went or are worth something else. Where base and rate are as they were, nothing has
 * changed: a fen of rounding that moved over from a neighbour is no correction.
 */
function differences(
  known: ReadonlyMap<string, Known> | undefined,
  lines: readonly CommissionLine[],
): Difference[] {
  const now = new Map(lines.map((line) => [line.id, line]))
  const gone = [...(known ?? [])].flatMap(([lineId, was]): Difference[] =>
    now.has(lineId) || was.fen === 0
      ? []
      : [
          {
            ...namesOf(was),
            lineId,
            reason: 'removed',
            was: stateOf(was),
            now: null,
            fen: -was.fen,
          },
        ],
  )
  const other = lines.flatMap((line): Difference[] => {
    const was = known?.get(line.id)
    const names = { kind: line.kind, ...codesOf(line) }
    const state = stateOf(line)
    if (!was)
      return line.fen === 0
        ? []
        : [{ ...names, lineId: line.id, reason: 'added', was: null, now: state, fen: line.fen }]
    const fen = line.fen - was.fen
    const isCounted = line.kind === 'sale' || line.kind === 'return'
    const isSame = isCounted && near(was.base, line.base) && near(was.rate, line.rate)
    if (fen === 0 || isSame) return []
    return [{ ...names, lineId: line.id, reason: 'changed', was: stateOf(was), now: state, fen }]
  })
  return [...gone, ...other]
}

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a))
const stateOf = ({ base, rate, fen }: LineState): LineState => ({ base, rate, fen })
const namesOf = ({ kind, orderCode, productCode, customerCode }: Known) => ({
  kind,
  orderCode,
  productCode,
  customerCode,
})
const codesOf = ({ fact }: CommissionLine) => ({
  orderCode: fact?.orderCode ?? null,
  productCode: fact?.productCode ?? null,
  customerCode: fact?.customerCode ?? null,
})
