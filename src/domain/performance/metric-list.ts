/** Every KPI: unit, which way is better, where it comes from, how it is worked out, what stands behind. */
import {
  completionOf,
  coverageOf,
  type Figures,
  followThroughOf,
  grossProfitOf,
  strikeRateOf,
  summaryQualityOf,
  validityOf,
} from './figures.ts'
import type { Measured, Metric } from './metrics.ts'
import { rate } from './rates.ts'

type Of = Metric['of']

const metric = (
  unit: Metric['unit'],
  better: Metric['better'],
  sources: Metric['sources'],
  drill: Metric['drill'],
  of: Of,
  target?: Metric['target'],
): Metric => ({ unit, better, sources, drill, of, ...(target ? { target } : {}) })

/** Of the figures that are always read. */
const plain = (
  unit: Metric['unit'],
  better: Metric['better'],
  drill: Metric['drill'],
  of: (figures: Figures) => number | null,
  target?: Metric['target'],
) => metric(unit, better, ['figures'], drill, ({ figures }) => of(figures), target)

type Sold = NonNullable<Figures['sales']>
const sold = (of: (sales: Sold) => number | null) => (figures: Figures) =>
  figures.sales && of(figures.sales)

const nobodyRecords = (better: Metric['better']) =>
  metric('rate', better, ['none'], null, () => null)

export const metrics = {
  visits_planned: plain('count', 'neither', 'stops', (m) => m.planned),
  visits_done: plain('count', 'more', 'visits', (m) => m.done, 'sum'),
  visits_unplanned: plain('count', 'neither', 'visits', (m) => m.unplanned),
  visits_valid: plain('count', 'more', 'visits', (m) => m.valid, 'sum'),
  completion_rate: plain('rate', 'more', 'stops', completionOf, 'own'),
  call_compliance: plain('rate', 'more', 'visits', (m) => rate(m.done - m.unplanned, m.done)),
  route_compliance: plain('rate', 'more', 'stops', (m) => rate(m.inOrder, m.completed)),
  unplanned_share: plain('rate', 'neither', 'visits', (m) => rate(m.unplanned, m.done)),
  late_rate: plain('rate', 'less', 'stops', (m) => rate(m.late, m.planned)),
  missed_rate: plain('rate', 'less', 'stops', (m) =>
    rate(m.planned - m.completed - m.late, m.planned),
  ),
  off_site_rate: plain('rate', 'less', 'stops', (m) => rate(m.offSite, m.planned)),
  valid_rate: plain('rate', 'more', 'visits', validityOf, 'own'),
  summary_quality: plain('rate', 'more', 'visits', summaryQualityOf, 'own'),
  follow_through: plain('rate', 'more', 'visits', followThroughOf, 'own'),
  time_in_store: metric('minutes', 'neither', ['stays'], 'visits', (m) => m.medianStay),
  customers_visited: metric(
    'count',
    'more',
    ['pace'],
    'customers',
    (m) => m.pace?.customers ?? null,
  ),
  visits_a_day: metric('number', 'more', ['pace'], 'visits', (m) =>
    m.pace ? rate(m.pace.visits, m.pace.days) : null,
  ),
  minutes_between: metric(
    'minutes',
    'less',
    ['pace'],
    'visits',
    (m) => m.pace?.minutesBetween ?? null,
  ),
  strike_rate: plain('rate', 'more', 'visits', strikeRateOf, 'own'),
  lines_per_call: plain('number', 'more', 'orders', (m) => m.sales && rate(m.lines, m.strikes)),
  visit_to_deal: metric('rate', 'more', ['deals'], 'customers', ({ deals }) =>
    deals ? rate(deals.dealt, deals.visited) : null,
  ),
  coverage_rate: metric(
    'rate',
    'more',
    ['figures', 'coverage'],
    'customers',
    ({ figures }) => coverageOf(figures),
    'own',
  ),
  frequency_attainment: metric('rate', 'more', ['frequency'], 'customers', ({ frequency }) =>
    frequency ? rate(frequency.made, frequency.due) : null,
  ),
  call_load: metric(
    'number',
    'neither',
    ['capacity'],
    'customers',
    (m) => m.capacity?.load ?? null,
  ),
  capacity: metric('number', 'more', ['capacity'], null, (m) => m.capacity?.visits ?? null),
  sales_amount: plain(
    'money',
    'more',
    'orders',
    sold((s) => s.amountFen),
    'sum',
  ),
  sales_quantity: plain(
    'quantity',
    'more',
    'orders',
    sold((s) => s.quantity),
    'sum',
  ),
  cost: plain(
    'money',
    'neither',
    'orders',
    sold((s) => s.costFen),
  ),
  gross_profit: plain('money', 'more', 'orders', grossProfitOf, 'sum'),
  gross_margin: plain(
    'rate',
    'more',
    'orders',
    sold((s) => rate(s.amountFen - s.costFen, s.amountFen)),
  ),
  collected: plain('money', 'more', 'payments', (m) => m.collectedFen, 'sum'),
  orders: plain(
    'count',
    'more',
    'orders',
    sold((s) => s.orders),
    'sum',
  ),
  drop_size: plain(
    'money',
    'more',
    'orders',
    sold((s) => rate(s.amountFen, s.orders)),
  ),
  trading_customers: metric('count', 'more', ['buyers'], 'customers', (m) => m.buyers),
  new_customers: plain(
    'count',
    'more',
    'customers',
    sold((s) => s.newcomers),
    'sum',
  ),
  roi: metric('rate', 'more', ['figures', 'pace'], 'visits', roiOf),
  customers_at_risk: metric('count', 'less', ['alarms'], 'alarms', (m) => m.alarms?.open ?? null),
  rescue_rate: metric('rate', 'more', ['alarms'], 'alarms', ({ alarms }) =>
    alarms ? rate(alarms.rescued, alarms.judged) : null,
  ),
  commission: metric('money', 'more', ['commission'], 'orders', (m) => m.commissionFen),
  perfect_store: nobodyRecords('more'),
  out_of_stock: nobodyRecords('less'),
  distribution: nobodyRecords('more'),
  campaign_roi: metric('rate', 'more', ['campaigns'], 'campaigns', ({ campaigns }) =>
    campaigns ? rate(campaigns.upliftFen - campaigns.costFen, campaigns.costFen) : null,
  ),
} satisfies Record<string, Metric>

/** (Gross profit − visit cost) ÷ visit cost; null without a cost by rule, visits or order data. */
function roiOf(measured: Measured): number | null {
  const profit = grossProfitOf(measured.figures)
  const cost = visitCostOf(measured)
  if (cost === null || profit === null) return null
  return rate(profit - cost, cost)
}

/** Fen: visits × cost of one + minutes in store × cost of one; null without a cost by rule. */
export function visitCostOf(
  measured: Pick<Measured, 'figures' | 'pace' | 'visitCostFen' | 'minuteCostFen'>,
): number | null {
  const { figures, pace, visitCostFen, minuteCostFen } = measured
  if (visitCostFen === null && minuteCostFen === null) return null
  return (visitCostFen ?? 0) * figures.done + (minuteCostFen ?? 0) * (pace?.minutes ?? 0)
}
