/** A month's commission worked out from the facts; what was closed is looked at beside it. */
import { type Computed, computeMonth, type Fact } from '../../commission/compute.ts'
import { type SchemeTerms, schemeTerms } from '../../commission/terms.ts'
import type { Fen } from '../../money.ts'
import { isMetric, type MetricKey, metricOf } from '../../performance/metrics.ts'
import { addDays, type LocalDate, monthOf, monthRange } from '../../time.ts'
import { moneyFacts } from './collections.ts'
import type { Facts } from './facts.ts'
import { goodsFacts } from './goods.ts'
import { measure } from './measure.ts'
import { coveredBy } from './people.ts'
import type { FoundFact } from './wanted.ts'

type InForce = { schemeId: string; terms: SchemeTerms }

/** The schemes that pay in a month: of each the newest published version, unless that ends it. */
export function schemesIn(facts: Facts, month: string): InForce[] {
  const newest = new Map<string, Facts['schemeVersions'][number]>()
  for (const version of facts.schemeVersions) {
    const known = newest.get(version.scheme_id)
    const isIn = version.status === 'published' && version.from_month <= month
    if (isIn && (!known || known.from_month < version.from_month))
      newest.set(version.scheme_id, version)
  }
  return [...newest.values()].flatMap(({ scheme_id, terms }) =>
    terms ? [{ schemeId: scheme_id, terms: schemeTerms.parse(terms) }] : [],
  )
}

/** The month in which anything was paid first; null: never. */
export const firstMonth = (facts: Facts): string | null =>
  facts.schemeVersions
    .filter(({ status }) => status === 'published')
    .map(({ from_month }) => from_month)
    .toSorted()[0] ?? null

/** By person and scheme, of a month as if it were open. */
export type MonthWorked = Map<string, { openId: string; schemeId: string; computed: Computed }>

export const workKey = (openId: string, schemeId: string) => `${openId} ${schemeId}`

/** `today` says how far a running month has come. Who has left and has no line is left out. */
export function workOut(facts: Facts, month: string, today: LocalDate): MonthWorked {
  const all: MonthWorked = new Map()
  for (const inForce of schemesIn(facts, month))
    for (const [openId, computed] of schemeMonth(facts, inForce, month, today, true))
      all.set(workKey(openId, inForce.schemeId), { openId, schemeId: inForce.schemeId, computed })
  return all
}

function schemeMonth(
  facts: Facts,
  { schemeId, terms }: InForce,
  month: string,
  today: LocalDate,
  withReversals: boolean,
): Map<string, Computed> {
  const covered = coveredBy(facts, terms)
  const wanted = { facts, terms, month, covered }
  const found = terms.settledOn === 'collection' ? moneyFacts(wanted) : goodsFacts(wanted)
  const paid = paidBefore(
    facts,
    schemeId,
    month,
    today,
    withReversals ? [...found.values()].flat() : [],
  )
  const people = [...covered].filter(
    ([openId, { status }]) => found.has(openId) || status === 'active',
  )
  return new Map(
    people.map(([openId]) => {
      const own = (found.get(openId) ?? []).map(({ takesBack, ...fact }): Fact => {
        if (!takesBack) return fact
        const paidFen = takesBack.month === month ? null : (paid(openId, takesBack.id) ?? 0)
        return { ...fact, takesBack: { ...takesBack, paidFen } }
      })
      const inputs = {
        target: targetOf(facts, terms, openId, month),
        process: processOf(facts, terms, openId, month, today),
      }
      return [openId, computeMonth(terms, { facts: own, ...inputs })]
    }),
  )
}

/** What sales of other months were paid: as closed and corrected since, or as an open month stands. */
function paidBefore(
  facts: Facts,
  schemeId: string,
  month: string,
  today: LocalDate,
  found: readonly FoundFact[],
): (openId: string, lineId: string) => number | undefined {
  const paid = new Map<string, number>()
  const add = (openId: string, lineId: string, fen: number) =>
    paid.set(workKey(openId, lineId), (paid.get(workKey(openId, lineId)) ?? 0) + fen)
  const months = new Set(
    found.flatMap(({ takesBack }) =>
      takesBack && takesBack.month !== month ? [takesBack.month] : [],
    ),
  )
  if (months.size === 0) return () => undefined
  const shares = new Map<string, number>()
  for (const result of facts.results) {
    if (result.scheme_id !== schemeId) continue
    shares.set(workKey(result.open_id, result.month), result.paid_share)
    for (const line of facts.resultLines.get(result.id) ?? [])
      if (line.kind === 'sale') add(result.open_id, line.line_id, line.fen * result.paid_share)
  }
  for (const one of facts.corrections)
    if (one.scheme_id === schemeId && one.kind === 'sale')
      add(one.open_id, one.line_id, one.fen * (shares.get(workKey(one.open_id, one.of_month)) ?? 1))
  for (const earlier of months) {
    if (earlier >= month || facts.closes.has(earlier)) continue
    const then = schemesIn(facts, earlier).find((one) => one.schemeId === schemeId)
    if (!then) continue
    for (const [openId, computed] of schemeMonth(facts, then, earlier, today, false))
      for (const { id, kind, fen } of computed.lines)
        if (kind === 'sale') paid.set(workKey(openId, id), fen * computed.paidShare)
  }
  return (openId, lineId) => paid.get(workKey(openId, lineId))
}

const metricOfBase: Record<SchemeTerms['base'], MetricKey | null> = {
  amount: 'sales_amount',
  quantity: 'sales_quantity',
  grossProfit: 'gross_profit',
  collected: 'collected',
  overFloor: null,
}

function targetOf(facts: Facts, terms: SchemeTerms, openId: string, month: string): number | null {
  if (terms.rate.kind !== 'tiers' || terms.rate.by !== 'attainment') return null
  const { products, categories } = terms
  const product = products.length === 1 && categories.length === 0 ? products[0] : ''
  const target = facts.targets.find(
    (one) =>
      one.scope === `person:${openId}` &&
      one.month === month &&
      one.metric === metricOfBase[terms.base] &&
      one.product_code === product,
  )
  return target?.value ?? null
}

function processOf(
  facts: Facts,
  { process }: SchemeTerms,
  openId: string,
  month: string,
  today: LocalDate,
): Record<string, number | null> {
  const keys = process.map(({ metric }) => metric).filter(isMetric)
  if (keys.length === 0) return {}
  const { from, to: end } = monthRange(month)
  const to = end > today && from <= today ? today : end
  const measured = measure(facts, { openIds: [openId], from, to, commission: null })
  return Object.fromEntries(keys.map((key) => [key, metricOf(key).of(measured)]))
}

/** What each person has in a month, corrections included; null where no scheme has begun. */
export function earnedIn(facts: Facts, month: string, today: LocalDate): Map<string, Fen> | null {
  const begin = firstMonth(facts)
  if (begin === null || month < begin) return null
  const earned = new Map<string, Fen>()
  const add = (openId: string, fen: Fen) => earned.set(openId, (earned.get(openId) ?? 0) + fen)
  if (facts.closes.has(month)) {
    for (const { id, month: of, open_id } of facts.results)
      if (of === month) add(open_id, sumOf(facts.resultLines.get(id) ?? []))
  } else
    for (const { openId, computed } of workOut(facts, month, today).values())
      add(openId, sumOf(computed.lines))
  for (const one of facts.corrections) if (one.month === month) add(one.open_id, one.fen)
  return earned
}

export const sumOf = (lines: readonly { fen: Fen }[]): Fen =>
  lines.reduce((sum, { fen }) => sum + fen, 0)

/** Months of the facts of visits, orders and payments, the first to the last. */
export function monthsOf(facts: Facts): string[] {
  const days = [facts.orderDays, facts.paymentDays].flatMap((span) =>
    span ? [span.first, span.last] : [],
  )
  for (const visits of facts.visitsOf.values()) days.push(...visits.map(({ date }) => date))
  const months = days.map(monthOf).toSorted()
  const [first, last] = [months[0], months.at(-1)]
  const all: string[] = []
  if (first === undefined || last === undefined) return all
  for (let month = first; month <= last; month = monthOf(addDays(monthRange(month).to, 1)))
    all.push(month)
  return all
}
