/** A month of a scheme, worked out for the people whom it covers. */
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { type Computed, computeMonth, type Fact } from '../../domain/commission/compute.ts'
import type { Base } from '../../domain/commission/terms.ts'
import { isMetric, type MetricKey } from '../../domain/performance/metrics.ts'
import { monthRange } from '../../domain/time.ts'
import { readMetrics } from '../performance/metrics/read.ts'
import { goodsFacts } from './facts/goods.ts'
import { moneyFacts } from './facts/money.ts'
import { customersOf, list, type RawFact, type Wanted } from './facts/wanted.ts'
import { coveredBy } from './people.ts'
import { type InForce, schemesIn } from './schemes.ts'
import type { CloseInputs } from './tables.ts'

export type ComputeCtx = Pick<Ctx, 'tx' | 'rules' | 'zone' | 'today'>

export type PersonMonth = { computed: Computed; inputs: CloseInputs; facts: Fact[] }

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
  const people = await coveredBy(ctx.tx, terms)
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
  const paid = asked.salesOnly ? () => 0 : await paidFor(ctx, asked, raw)
  const openIds = [...covered].filter(
    (openId) =>
      (!asked.openIds || asked.openIds.includes(openId)) &&
      (closed || raw.has(openId) || people.get(openId)?.isActive),
  )
  const inputs = closed?.inputs ?? (await readInputs(ctx, asked, openIds))
  return new Map(
    openIds.map((openId) => {
      const facts = (raw.get(openId) ?? []).map((one): Fact => {
        const floor = closed?.floors.get(one.id)
        const floorFen = floor === undefined ? one.floorFen : floor * one.quantity
        const { takesBack, ...fact } = one
        if (!takesBack) return { ...fact, floorFen }
        const paidFen = takesBack.month === month ? null : (paid(openId, takesBack.id) ?? 0)
        return { ...fact, floorFen, takesBack: { ...takesBack, paidFen } }
      })
      const own = inputs.get(openId) ?? { target: null, process: {} }
      return [openId, { facts, inputs: own, computed: computeMonth(terms, { facts, ...own }) }]
    }),
  )
}

/** What was paid for sales of other months that come back: as closed and corrected, or as it stands. */
async function paidFor(
  ctx: ComputeCtx,
  { inForce, month }: Asked,
  raw: ReadonlyMap<string, readonly RawFact[]>,
): Promise<(openId: string, lineId: string) => number | undefined> {
  const back = [...raw.values()]
    .flat()
    .flatMap(({ takesBack }) => (takesBack && takesBack.month !== month ? [takesBack] : []))
  const paid = new Map<string, number>()
  const key = (openId: string, lineId: string) => JSON.stringify([openId, lineId])
  if (back.length === 0) return () => undefined
  const schemeId = inForce.scheme.id
  const ids = list([...new Set(back.map(({ id }) => id))])
  const rows = await ctx.tx.execute<{ open_id: string; line_id: string; fen: string }>(sql`
    with frozen as (
      select r.open_id, r.month, l.line_id, l.fen, r.paid_share
      from commission_lines l join commission_results r on r.id = l.result_id
      where l.line_id in ${ids} and r.scheme_id = ${schemeId} and l.kind = 'sale'
    ), later as (
      select c.open_id, c.of_month, c.line_id, sum(c.fen) as fen from commission_corrections c
      where c.line_id in ${ids} and c.scheme_id = ${schemeId} and c.kind = 'sale' group by 1, 2, 3
    )
    select coalesce(f.open_id, x.open_id) as open_id, coalesce(f.line_id, x.line_id) as line_id,
      (coalesce(f.fen, 0) + coalesce(x.fen, 0)) * coalesce(f.paid_share, r.paid_share, 1) as fen
    from frozen f full join later x
      on x.open_id = f.open_id and x.of_month = f.month and x.line_id = f.line_id
    left join commission_results r
      on r.month = x.of_month and r.scheme_id = ${schemeId} and r.open_id = x.open_id`)
  for (const { open_id, line_id, fen } of rows) paid.set(key(open_id, line_id), Number(fen))

  const months = [...new Set(back.map((one) => one.month))].filter((one) => one < month)
  for (const one of await openOf(ctx, months)) {
    const then = (await schemesIn(ctx.tx, one)).find(({ scheme }) => scheme.id === schemeId)
    if (!then) continue
    const asked = { inForce: then, month: one, openIds: [...raw.keys()], salesOnly: true }
    for (const [openId, { computed }] of await computeScheme(ctx, asked))
      for (const { id, kind, fen } of computed.lines)
        if (kind === 'sale') paid.set(key(openId, id), fen * computed.paidShare)
  }
  return (openId, lineId) => paid.get(key(openId, lineId))
}

async function openOf({ tx }: ComputeCtx, months: readonly string[]): Promise<string[]> {
  if (months.length === 0) return []
  const closed = await tx.execute<{ month: string }>(
    sql`select month from commission_closes where month in ${list(months)}`,
  )
  const known = new Set(closed.map(({ month }) => month))
  return months.filter((month) => !known.has(month))
}

/** The metric whose target a base is measured against. */
const targetOf: Record<Base, MetricKey | null> = {
  amount: 'sales_amount',
  quantity: 'sales_quantity',
  grossProfit: 'gross_profit',
  collected: 'collected',
  overFloor: null,
}

/** Targets and process metrics of people, of a month that runs as far as it has come. */
async function readInputs(
  ctx: ComputeCtx,
  { inForce: { terms }, month }: Asked,
  openIds: readonly string[],
): Promise<Map<string, CloseInputs>> {
  const metric = targetOf[terms.base]
  const product =
    terms.products.length === 1 && terms.categories.length === 0 ? terms.products[0] : ''
  const isMeasured = terms.rate.kind === 'tiers' && terms.rate.by === 'attainment'
  const rows =
    isMeasured && metric && openIds.length > 0
      ? await ctx.tx.execute<{ scope: string; value: string }>(sql`
          select scope, value from targets where month = ${month} and metric = ${metric}
            and product_code = ${product ?? ''}
            and scope in ${list(openIds.map((openId) => `person:${openId}`))}`)
      : []
  const targets = new Map(rows.map(({ scope, value }) => [scope, Number(value)]))
  const keys = terms.process.map((one) => one.metric).filter(isMetric)
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
          target: targets.get(`person:${openId}`) ?? null,
          process: Object.fromEntries(keys.map((key) => [key, values[key] ?? null])),
        },
      ]
    }),
  )
}
