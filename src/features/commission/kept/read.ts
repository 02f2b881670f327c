/**
 * Open months as they are kept (`commission_months`). A row holds what orders, money and visits come to;
 * everything else is put on here, as it is now: process metrics, cap, and what earlier months paid for what
 * came back. Who has no row that is valid is `missing`, for the caller to work out.
 */
import { and, eq, inArray } from 'drizzle-orm'
import { type CommissionLine, settle, takenBackFen } from '../../../domain/commission/compute.ts'
import type { Fen } from '../../../domain/money.ts'
import { type ComputeCtx, readInputs, standingOf } from '../compute.ts'
import { lineKey, openOf, paidWhenClosed } from '../paid.ts'
import { coveredBy, type People, readPeople } from '../people.ts'
import { type InForce, schemesIn } from '../schemes.ts'
import { type CameBack, type CloseInputs, commissionMonths } from '../tables.ts'
import { markedPeople } from './marks.ts'

export type KeptPerson = {
  inputs: CloseInputs
  totalFen: Fen
  /** None unless they were asked for. */
  lines: CommissionLine[]
}

export type KeptScheme = {
  inForce: InForce
  people: Map<string, KeptPerson>
  /** Covered and asked for, but nobody knows what they have. */
  missing: string[]
  /** Whether nobody is known who was asked for. */
  isUnknown: boolean
}

type Asked = { openIds?: readonly string[] | undefined; withLines?: boolean }
type Row = Omit<typeof commissionMonths.$inferSelect, 'lines'> & { lines: CommissionLine[] | null }

export async function readKept(
  ctx: ComputeCtx,
  month: string,
  asked: Asked = {},
): Promise<KeptScheme[]> {
  const schemes = await schemesIn(ctx.tx, month)
  if (schemes.length === 0) return []
  const marked = await markedPeople(ctx.tx)
  const rows = await rowsOf(ctx, month, asked)
  const people = await readPeople(ctx.tx)
  const kept: KeptScheme[] = []
  for (const inForce of schemes) {
    const covered = coveredBy(people, inForce.terms)
    const openIds = (asked.openIds ?? [...covered.keys()]).filter((openId) => covered.has(openId))
    const own = rows.filter(({ schemeId }) => schemeId === inForce.scheme.id)
    const unmarked = own.filter(({ openId }) => !marked.isOut(inForce.scheme.id, openId))
    const valid = await validRows(ctx, { inForce, month, people }, unmarked)
    const shown = [...valid.values()].filter(
      ({ openId, hasFacts }) => hasFacts || covered.get(openId)?.isActive,
    )
    kept.push({
      inForce,
      people: await settled(ctx, { inForce, month }, shown),
      missing: openIds.filter((openId) => !valid.has(openId)),
      isUnknown: valid.size === 0,
    })
  }
  return kept
}

function rowsOf({ tx }: ComputeCtx, month: string, { openIds, withLines }: Asked): Promise<Row[]> {
  const k = commissionMonths
  const { schemeId, openId, basis, target, hasFacts, subtotalFen, cameBack, behind, lines } = k
  const columns = { month: k.month, schemeId, openId, basis, target, hasFacts, subtotalFen }
  const of = and(eq(k.month, month), openIds ? inArray(k.openId, [...openIds]) : undefined)
  return withLines
    ? tx
        .select({ ...columns, cameBack, behind, lines })
        .from(k)
        .where(of)
    : tx
        .select({ ...columns, cameBack, behind })
        .from(k)
        .where(of)
        .then((rows) => rows.map((row) => ({ ...row, lines: null })))
}

export type Checked = { inForce: InForce; month: string; people: People }

/** Rows whose basis and targets are what they are now, by person; marks are the caller's. */
export async function validRows<R extends Pick<Row, 'openId' | 'basis' | 'target' | 'behind'>>(
  ctx: ComputeCtx,
  checked: Checked,
  rows: readonly R[],
): Promise<Map<string, R>> {
  const { inForce, people } = checked
  const schemeId = inForce.scheme.id
  const openIds = rows.map(({ openId }) => openId)
  const standing = await standingOf(ctx, checked, openIds, people)
  const isAs = (one: { basis: string; target: number | null }, now: typeof one) =>
    one.basis === now.basis && one.target === now.target
  const months = new Set(rows.flatMap(({ behind }) => Object.keys(behind)))
  const behindNow = new Map<string, Awaited<ReturnType<typeof standingOf>> | null>()
  for (const month of await openOf(ctx.tx, [...months])) {
    const then = await schemeThen(ctx, schemeId, month)
    const asked = then && { inForce: then, month }
    behindNow.set(month, asked && (await standingOf(ctx, asked, openIds, people)))
  }
  const isBehindSame = ({ openId, behind }: R) =>
    Object.entries(behind).every(([month, one]) => {
      const now = behindNow.get(month)
      // Closed since: what it paid is looked up there.
      if (now === undefined) return true
      return isAs(one, now?.(openId) ?? { basis: '', target: null })
    })
  return new Map(
    rows
      .filter((row) => isAs(row, standing(row.openId)) && isBehindSame(row))
      .map((row) => [row.openId, row]),
  )
}

const schemeThen = async ({ tx }: ComputeCtx, schemeId: string, month: string) =>
  (await schemesIn(tx, month)).find(({ scheme }) => scheme.id === schemeId) ?? null

/** Puts on what is not kept. */
async function settled(
  ctx: ComputeCtx,
  asked: { inForce: InForce; month: string },
  rows: readonly Row[],
): Promise<Map<string, KeptPerson>> {
  const { terms } = asked.inForce
  const inputs = await readInputs(
    ctx,
    asked,
    rows.map(({ openId }) => openId),
  )
  const paid = await paidBefore(ctx, asked.inForce, rows)
  return new Map(
    rows.map((row): [string, KeptPerson] => {
      const { openId, cameBack, subtotalFen } = row
      const own = inputs.get(openId) ?? { target: null, process: {} }
      const { lines, paidFen } = settle(terms, own.process, subtotalFen)
      const back = cameBack.reduce((sum, one) => sum + takenBackFen(paid(row, one), one.part), 0)
      const kept = row.lines?.map((line) => paidNow(line, (one) => paid(row, one), cameBack)) ?? []
      const traded = kept.filter(({ kind }) => kind !== 'reversal')
      const reversed = kept.filter(({ kind }) => kind === 'reversal')
      return [
        openId,
        {
          inputs: own,
          totalFen: paidFen + back,
          lines: row.lines ? [...traded, ...lines, ...reversed] : [],
        },
      ]
    }),
  )
}

type PaidFor = (row: Pick<Row, 'openId' | 'behind'>, one: CameBack) => number

/** What earlier months paid for lines: those that are closed as they were, the others as they stand. */
async function paidBefore(
  ctx: ComputeCtx,
  { scheme }: InForce,
  rows: readonly Row[],
): Promise<PaidFor> {
  const back = rows.flatMap(({ cameBack }) => cameBack)
  if (back.length === 0) return () => 0
  const closed = await paidWhenClosed(
    ctx.tx,
    scheme.id,
    back.map(({ id }) => id),
  )
  const shares = new Map<string, (openId: string, subtotalFen: Fen) => number>()
  for (const month of await openOf(ctx.tx, [...new Set(back.map((one) => one.month))])) {
    const then = await schemeThen(ctx, scheme.id, month)
    if (!then) continue
    const people = rows.filter(({ behind }) => behind[month]).map(({ openId }) => openId)
    const inputs = await readInputs(ctx, { inForce: then, month }, people)
    shares.set(
      month,
      (openId, subtotalFen) =>
        settle(then.terms, inputs.get(openId)?.process ?? {}, subtotalFen).paidShare,
    )
  }
  return ({ openId, behind }, { id, month, lineFen }) => {
    const share = shares.get(month)
    if (!share || lineFen === null) return closed.get(lineKey(openId, id)) ?? 0
    return lineFen * share(openId, behind[month]?.subtotalFen ?? 0)
  }
}

/** A reversal at what was paid for its sale as it is known now. */
function paidNow(
  line: CommissionLine,
  paid: (one: CameBack) => number,
  cameBack: readonly CameBack[],
): CommissionLine {
  const { fact } = line
  const back = fact?.takesBack
  const sale = cameBack.find(({ id }) => id === back?.id)
  if (line.kind !== 'reversal' || !fact || !back || !sale) return line
  const paidFen = paid(sale)
  const takesBack = { ...back, paidFen }
  return { ...line, fact: { ...fact, takesBack }, fen: takenBackFen(paidFen, back.part) }
}
