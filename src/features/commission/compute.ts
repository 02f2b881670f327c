/** A month of a scheme, worked out for the people whom it covers. */
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import {
  type CommissionLine,
  type Computed,
  computeMonth,
  type Fact,
} from '../../domain/commission/compute.ts'
import type { Base } from '../../domain/commission/terms.ts'
import type { Fen } from '../../domain/money.ts'
import { isMetric, type MetricKey } from '../../domain/performance/metrics.ts'
import { monthRange } from '../../domain/time.ts'
import { isOneOf } from '../performance/figures/scope.ts'
import { readMetrics } from '../performance/metrics/read.ts'
import { goodsFacts } from './facts/goods.ts'
import { moneyFacts } from './facts/money.ts'
import { customersOf, type RawFact, type Wanted } from './facts/wanted.ts'
import { basisOf } from './kept/basis.ts'
import { lineKey, openOf, paidWhenClosed } from './paid.ts'
import { coveredBy, type People, readPeople } from './people.ts'
import { type InForce, schemesIn } from './schemes.ts'
import type { CameBack, CloseInputs, MonthBehind } from './tables.ts'

export type ComputeCtx = Pick<Ctx, 'tx' | 'rules' | 'zone' | 'today'>

export type PersonMonth = {
  computed: Computed
  inputs: CloseInputs
  facts: Fact[]
  /** What it stands on, for whoever keeps it (`kept/`). */
  basis: string
  cameBack: CameBack[]
  behind: Record<string, MonthBehind>
}

export type Asked = {
  inForce: InForce
  month: string
  /** Only these people; without it everybody whom the scheme covers. */
  openIds?: readonly string[] | undefined
  /** Of a closed month: what was known when it was closed, by person. They alone are worked out. */
  closed?: {
    inputs: ReadonlyMap<string, CloseInputs>
    /** Floor price of a unit, by line. */
    floors: ReadonlyMap<string, number>
  }
  /** What earlier months paid is left out: lines of sales do not depend on it. */
  salesOnly?: boolean
  /** As they have been read already. */
  people?: People | undefined
}

/**
 * Works the month out, of a closed one what it would be now. People who sold nothing have an entry
 * without lines; who has left and has no line has none.
 */
export async function computeScheme(
  ctx: ComputeCtx,
  asked: Asked,
): Promise<Map<string, PersonMonth>> {
  const { inForce, month, closed } = asked
  const { terms, scheme } = inForce
  const everybody = asked.people ?? (await readPeople(ctx.tx))
  const people = coveredBy(everybody, terms)
  const covered = closed ? new Set(closed.inputs.keys()) : new Set(people.keys())
  const wanted: Wanted = {
    tx: ctx.tx,
    schemeId: scheme.id,
    terms,
    month,
    zone: ctx.zone,
    covered,
    openIds: asked.openIds,
    isClosed: closed !== undefined,
  }
  const readFacts = terms.settledOn === 'collection' ? moneyFacts : goodsFacts
  const raw = await readFacts({ ...wanted, customers: await customersOf(wanted) })
  const earlier = asked.salesOnly ? nothingEarlier : await readEarlier(ctx, asked, raw, everybody)
  const openIds = (asked.openIds ?? [...covered]).filter(
    (openId) => covered.has(openId) && (closed || raw.has(openId) || people.get(openId)?.isActive),
  )
  const inputs = closed?.inputs ?? (await readInputs(ctx, asked, openIds))
  const basis = basisOf(inForce, covered, ctx.zone)
  return new Map(
    openIds.map((openId): [string, PersonMonth] => {
      const cameBack: CameBack[] = []
      const facts = (raw.get(openId) ?? []).map((one): Fact => {
        const floor = closed?.floors.get(one.id)
        const floorFen = floor === undefined ? one.floorFen : floor * one.quantity
        const { takesBack, ...fact } = one
        if (!takesBack) return { ...fact, floorFen }
        if (takesBack.month === month)
          return { ...fact, floorFen, takesBack: { ...takesBack, paidFen: null } }
        const key = lineKey(openId, takesBack.id)
        cameBack.push({ ...takesBack, lineFen: earlier.lineFen.get(key) ?? null })
        const paidFen = earlier.paid.get(key) ?? 0
        return { ...fact, floorFen, takesBack: { ...takesBack, paidFen } }
      })
      const own = inputs.get(openId) ?? { target: null, process: {} }
      const computed = computeMonth(terms, { facts, ...own })
      const behind = earlier.behind.get(openId) ?? {}
      return [openId, { facts, inputs: own, computed, basis, cameBack, behind }]
    }),
  )
}

type Earlier = {
  /** What was paid for a line in the end: as closed and corrected, or as it stands. */
  paid: ReadonlyMap<string, number>
  /** Lines of open months, before coefficient and cap. */
  lineFen: ReadonlyMap<string, Fen>
  /** By person and month. */
  behind: ReadonlyMap<string, Record<string, MonthBehind>>
}

const nothingEarlier: Earlier = { paid: new Map(), lineFen: new Map(), behind: new Map() }

/** Sales of earlier months that come back in this one. */
async function readEarlier(
  ctx: ComputeCtx,
  { inForce, month }: Asked,
  raw: ReadonlyMap<string, readonly RawFact[]>,
  people: People,
): Promise<Earlier> {
  const back = [...raw].flatMap(([openId, facts]) =>
    facts.flatMap(({ takesBack }) =>
      takesBack && takesBack.month !== month ? [{ openId, ...takesBack }] : [],
    ),
  )
  if (back.length === 0) return nothingEarlier
  const schemeId = inForce.scheme.id
  const paid = await paidWhenClosed(
    ctx.tx,
    schemeId,
    back.map(({ id }) => id),
  )
  const lineFen = new Map<string, Fen>()
  const behind = new Map<string, Record<string, MonthBehind>>()
  const months = [...new Set(back.map((one) => one.month))].filter((one) => one < month)
  for (const one of await openOf(ctx.tx, months)) {
    const openIds = [...new Set(back.flatMap((of) => (of.month === one ? [of.openId] : [])))]
    const then = (await schemesIn(ctx.tx, one)).find(({ scheme }) => scheme.id === schemeId)
    const worked = then
      ? await computeScheme(ctx, { inForce: then, month: one, openIds, salesOnly: true, people })
      : new Map<string, PersonMonth>()
    const standing = then
      ? await standingOf(ctx, { inForce: then, month: one }, openIds, people)
      : null
    for (const openId of openIds) {
      const own = worked.get(openId)
      const lines = own?.computed.lines ?? []
      const subtotalFen = subtotalOf(lines)
      const { basis, target } = standing?.(openId) ?? { basis: '', target: null }
      behind.set(openId, { ...behind.get(openId), [one]: { basis, target, subtotalFen } })
      for (const { id, kind, fen } of lines) {
        if (kind !== 'sale') continue
        lineFen.set(lineKey(openId, id), fen)
        paid.set(lineKey(openId, id), fen * (own?.computed.paidShare ?? 1))
      }
    }
  }
  return { paid, lineFen, behind }
}

/** Basis and target of people by one scheme: '' and null for whom it does not cover. */
export async function standingOf(
  ctx: ComputeCtx,
  asked: InputsAsked,
  openIds: readonly string[],
  people: People,
): Promise<(openId: string) => { basis: string; target: number | null }> {
  const covered = coveredBy(people, asked.inForce.terms)
  const basis = basisOf(asked.inForce, covered.keys(), ctx.zone)
  const targets = await readTargets(ctx.tx, asked, openIds)
  return (openId) =>
    covered.has(openId)
      ? { basis, target: targets.get(openId) ?? null }
      : { basis: '', target: null }
}

/** What lines of sales and returns are worth, before coefficient and cap. */
export const subtotalOf = (lines: readonly CommissionLine[]): Fen =>
  lines.reduce((sum, { kind, fen }) => sum + (kind === 'sale' || kind === 'return' ? fen : 0), 0)

/** The metric whose target a base is measured against. */
const targetOf: Record<Base, MetricKey | null> = {
  amount: 'sales_amount',
  quantity: 'sales_quantity',
  grossProfit: 'gross_profit',
  collected: 'collected',
  overFloor: null,
}

type InputsAsked = Pick<Asked, 'inForce' | 'month'>

/** Targets and process metrics of people, of a month that runs as far as it has come. */
export async function readInputs(
  ctx: ComputeCtx,
  asked: InputsAsked,
  openIds: readonly string[],
): Promise<Map<string, CloseInputs>> {
  const { inForce, month } = asked
  const targets = await readTargets(ctx.tx, asked, openIds)
  const keys = inForce.terms.process.map((one) => one.metric).filter(isMetric)
  const range = monthRange(month)
  const to = range.to > ctx.today && range.from <= ctx.today ? ctx.today : range.to
  const process =
    keys.length > 0 && openIds.length > 0
      ? await readMetrics(ctx, { from: range.from, to, openIds, keys }, 'rep')
      : new Map<string, Record<string, number | null>>()
  return new Map(
    openIds.map((openId) => {
      const values = process.get(openId) ?? {}
      return [
        openId,
        {
          target: targets.get(openId) ?? null,
          process: Object.fromEntries(keys.map((key) => [key, values[key] ?? null])),
        },
      ]
    }),
  )
}

/** By person, where the terms measure against one; who has none is left out. */
export async function readTargets(
  tx: Tx,
  { inForce: { terms }, month }: InputsAsked,
  openIds: readonly string[],
): Promise<Map<string, number>> {
  const metric = targetOf[terms.base]
  const product =
    terms.products.length === 1 && terms.categories.length === 0 ? terms.products[0] : ''
  const isMeasured = terms.rate.kind === 'tiers' && terms.rate.by === 'attainment'
  if (!isMeasured || !metric || openIds.length === 0) return new Map()
  const scopes = openIds.map((openId) => `${personScope}${openId}`)
  const rows = await tx.execute<{ scope: string; value: string }>(sql`
    select scope, value from targets where month = ${month} and metric = ${metric}
      and product_code = ${product ?? ''} and ${isOneOf(sql`scope`, scopes)}`)
  return new Map(rows.map(({ scope, value }) => [scope.slice(personScope.length), Number(value)]))
}

const personScope = 'person:'
