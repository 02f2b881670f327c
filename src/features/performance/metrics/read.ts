/** The one reader of metrics: whoever shows, exports or computes with a KPI asks here. */
import type { Ctx } from '../../../bot/context.ts'
import {
  type Figures,
  figuresOf,
  noFigures,
  sumFigures,
} from '../../../domain/performance/figures.ts'
import {
  type Measured,
  type MetricKey,
  metricOf,
  type Source,
  unmeasured,
} from '../../../domain/performance/metrics.ts'
import { settings } from '../../../domain/settings/index.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { campaignsBy } from '../../analysis/campaign-read.ts'
import { commissionBy } from '../../commission/metric.ts'
import { medianStays, sumsBy, sumsByCustomer } from '../facts/rep-days.ts'
import { dataSpan } from '../figures/data-span.ts'
import { figuresOnly, figuresTogether, performance } from '../figures/index.ts'
import type { Scope } from '../figures/scope.ts'
import { alarmsBy, buyersBy, dealsBy, type MeasureKey } from './customers-seen.ts'
import { attainmentBy, weekLoads } from './frequency.ts'
import { noPace, paceBy } from './pace.ts'

export interface Wanted {
  /** Local days, both included. */
  readonly from: LocalDate
  readonly to: LocalDate
  /** Whose. */
  readonly openIds: readonly string[]
  readonly keys: readonly MetricKey[]
  /** Figures of these people that were read already; those of the same days are not read again. */
  readonly known?: readonly KnownFigures[] | undefined
}

export interface KnownFigures {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly figures: ReadonlyMap<string, Figures>
}

/** More people than this have no common week load: it needs a calendar each. */
const mostCalendars = 60

/**
 * Reads what the wanted metrics are made of: by person, by the customers' grade or type, or as one
 * (`all`). Everybody asked for has an entry; of grades and types those that occur. A customer of two
 * people counts once in `all`. Put a metric's `of` on what comes back, or ask `readMetrics`.
 */
export async function measuredBy(
  ctx: Pick<Ctx, 'tx' | 'rules' | 'zone' | 'today'>,
  wanted: Wanted,
  key: MeasureKey,
): Promise<Map<string, Measured>> {
  const scope = { tx: ctx.tx, from: wanted.from, to: wanted.to, openIds: wanted.openIds }
  const sources = new Set<Source>(wanted.keys.flatMap((one) => metricOf(one).sources))
  const has = (source: Source) => sources.has(source)
  const nothing = new Map<string, never>()

  // What is promised for a day to come is not broken yet.
  const done = { ...scope, to: scope.to > ctx.today ? ctx.today : scope.to }
  const known = wanted.known?.find(({ from, to }) => from === done.from && to === done.to)
  const figures = !has('figures')
    ? nothing
    : known && key === 'rep'
      ? known.figures
      : await figuresBy(ctx, done, key, has('coverage'))
  const byPeople = key === 'rep' || key === 'all'
  const stays = has('stays') && byPeople ? await medianStays(scope, key) : nothing
  const pace = has('pace') ? await paceBy(scope, key) : nothing
  const days = ctx.rules.get(settings.dealDays)
  const deals = has('deals') ? await dealsBy(scope, key, days) : nothing
  const frequency = has('frequency') ? await attainmentBy(ctx, scope, key) : nothing
  const buyers = has('buyers') ? await buyersBy(scope, key) : nothing
  const alarms = has('alarms') ? await alarmsBy(scope, key) : nothing
  const loads = has('capacity') && byPeople ? await loadsBy(ctx, scope, key) : nothing
  const commission = has('commission') && byPeople ? await commissionBy(ctx, wanted) : null
  const campaigns = has('campaigns') && byPeople ? await campaignsBy(ctx, scope, key) : nothing
  const { orders } = has('buyers') || has('deals') ? await dataSpan(scope) : { orders: false }

  const keys = new Set([
    ...(key === 'rep' ? wanted.openIds : key === 'all' ? ['all'] : []),
    ...[figures, pace, deals, frequency, buyers, alarms].flatMap((map) => [...map.keys()]),
  ])
  const visitCostFen = ctx.rules.get(settings.visitCostYuan) * 100 || null
  const minuteCostFen = Math.round(ctx.rules.get(settings.minuteCostYuan) * 100) || null
  return new Map(
    [...keys].map((of): [string, Measured] => [
      of,
      {
        ...unmeasured,
        figures: figures.get(of) ?? noFigures,
        medianStay: stays.get(of) ?? null,
        // Without orders nobody knows whether a visit led to one.
        deals: (orders && deals.get(of)) || null,
        frequency: frequency.get(of) ?? null,
        capacity: loads.get(of) ?? null,
        buyers: orders ? (buyers.get(of) ?? 0) : null,
        alarms: alarms.get(of) ?? (has('alarms') && byPeople ? noAlarms : null),
        campaigns: campaigns.get(of) ?? null,
        commissionFen: commission && commissionOf(commission, of, key),
        pace: has('pace') ? (pace.get(of) ?? noPace) : null,
        visitCostFen,
        minuteCostFen,
      },
    ]),
  )
}

/** Whom no scheme covers has none: null. */
function commissionOf(by: ReadonlyMap<string, number>, of: string, key: MeasureKey) {
  if (key === 'rep') return by.get(of) ?? null
  return by.size === 0 ? null : [...by.values()].reduce((sum, fen) => sum + fen, 0)
}

const noAlarms = { open: 0, judged: 0, rescued: 0 }

async function figuresBy(
  ctx: Pick<Ctx, 'tx' | 'rules'>,
  scope: Scope & { readonly openIds: readonly string[] },
  key: MeasureKey,
  withCoverage: boolean,
): Promise<Map<string, Figures>> {
  if (key === 'rep') return (withCoverage ? performance : figuresOnly)(ctx, scope)
  if (key === 'all') {
    const all = withCoverage
      ? sumFigures([...(await performance(ctx, scope)).values()])
      : await figuresTogether(ctx, scope)
    return new Map([['all', all]])
  }
  const has = await dataSpan(scope)
  const sums = await sumsByCustomer(scope, key)
  return new Map([...sums].map(([of, one]) => [of, figuresOf(one, has)]))
}

async function loadsBy(
  ctx: Pick<Ctx, 'tx' | 'rules'>,
  scope: Scope & { readonly openIds: readonly string[] },
  key: 'rep' | 'all',
) {
  if (scope.openIds.length > mostCalendars) return new Map<string, never>()
  const loads = await weekLoads(ctx, scope)
  if (key === 'rep') return loads
  const sum = { load: 0, visits: 0 }
  for (const { load, visits } of loads.values()) {
    sum.load += load
    sum.visits += visits
  }
  return new Map([['all', sum]])
}

/** Figures of the people together, day by day or month by month; `dataAsOf` is left out. */
export async function figuresOverTime(
  ctx: Pick<Ctx, 'tx'>,
  range: Omit<Wanted, 'keys'>,
  key: 'day' | 'month',
): Promise<Map<string, Figures>> {
  const scope = { tx: ctx.tx, ...range }
  const has = await dataSpan(scope)
  const sums = await sumsBy(scope, key)
  return new Map([...sums].map(([of, one]) => [of, figuresOf(one, has)]))
}

export type Values = Partial<Record<MetricKey, number | null>>

/** The wanted metrics as numbers: fen, rates 0–1, minutes, counts; null is 暂无数据, never 0. */
export async function readMetrics(
  ctx: Pick<Ctx, 'tx' | 'rules' | 'zone' | 'today'>,
  wanted: Wanted,
  key: MeasureKey,
): Promise<Map<string, Values>> {
  const measured = await measuredBy(ctx, wanted, key)
  return new Map([...measured].map(([of, one]) => [of, valuesOf(one, wanted.keys)]))
}

export const valuesOf = (measured: Measured, keys: readonly MetricKey[]): Values =>
  Object.fromEntries(keys.map((key) => [key, metricOf(key).of(measured)]))
