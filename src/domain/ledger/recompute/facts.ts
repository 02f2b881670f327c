/** All facts of a moment, put where one finds them: nothing is added up here but the lines of an order. */

import type { Rules } from '../../settings/define.ts'
import { rulesFrom } from '../../settings/define.ts'
import type { LocalDate } from '../../time.ts'
import type { FactKind } from '../facts.ts'
import type { LedgerState } from '../replay.ts'
import type * as R from './rows.ts'

/** An order with its lines, and what they come to. */
export type Order = R.OrderHead & {
  lines: R.OrderLine[]
  netFen: number
  costFen: number
  quantity: number
  saleLines: number
}

export type Facts = ReturnType<typeof factsOf>

const rowsOf = <Row>(state: LedgerState, kind: FactKind): Row[] => [
  ...((state.get(kind)?.values() ?? []) as Iterable<Row>),
]

export function grouped<Row>(rows: Iterable<Row>, keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

/** Instants are ISO texts in UTC of one length: their order is that of time. `zone` makes days of them. */
export function factsOf(state: LedgerState, zone: string) {
  const closed = rowsOf<R.Visit>(state, 'visits').filter(({ status }) => status === 'closed')
  const customers = rowsOf<R.Customer>(state, 'customers')
  const lines = grouped(rowsOf<R.OrderLine>(state, 'order_lines'), (line) => line.order_code)
  const orders = rowsOf<R.OrderHead>(state, 'orders').map((head) =>
    orderOf(head, lines.get(head.code) ?? []),
  )
  const payments = rowsOf<R.Payment>(state, 'payments')
  return {
    zone,
    users: rowsOf<R.User>(state, 'users'),
    teams: new Map(rowsOf<R.Team>(state, 'teams').map((team) => [team.code, team])),
    calendar: grouped(rowsOf<R.CalendarDay>(state, 'calendar_days'), ({ date }) => date),
    rules: rulesOf(rowsOf<R.SettingVersion>(state, 'setting_versions')),
    targets: rowsOf<R.Target>(state, 'targets'),
    targetChanges: rowsOf<R.TargetChange>(state, 'target_changes'),
    scores: rowsOf<R.ScoreRow>(state, 'score_versions'),
    campaigns: rowsOf<R.Campaign>(state, 'campaigns'),
    customers: new Map(customers.map((one) => [one.code, one])),
    owners: grouped(rowsOf<R.Owner>(state, 'customer_owners'), (one) => one.customer_code),
    gradeChanges: grouped(
      rowsOf<R.GradeChange>(state, 'grade_changes').toSorted((a, b) => (a.at < b.at ? -1 : 1)),
      (one) => one.customer_code,
    ),
    alarms: rowsOf<R.Alarm>(state, 'customer_alarms'),
    stopsOf: grouped(rowsOf<R.Stop>(state, 'plan_stops'), (stop) => stop.rep_open_id),
    visitsOf: grouped(closed, (visit) => visit.rep_open_id),
    visitsAt: grouped(closed, (visit) => visit.customer_code),
    assessments: new Map(
      rowsOf<R.Assessment>(state, 'visit_assessments').map((one) => [one.visit_id, one]),
    ),
    products: new Map(rowsOf<R.Product>(state, 'products').map((one) => [one.code, one])),
    prices: new Map(
      rowsOf<R.Price>(state, 'prices').map((one) => [
        JSON.stringify([one.product_code, one.price_level]),
        one.price_fen,
      ]),
    ),
    orders: new Map(orders.map((order) => [order.code, order])),
    ordersOf: grouped(orders, (order) => order.rep_open_id ?? ''),
    ordersAt: grouped(orders, (order) => order.customer_code),
    orderDays: spanOf(orders.map(({ ordered_on }) => ordered_on)),
    payments,
    paymentsOf: grouped(payments, (payment) => payment.customer_code),
    paymentDays: spanOf(payments.map(({ received_on }) => received_on)),
    schemeVersions: rowsOf<R.SchemeVersion>(state, 'commission_versions'),
    results: rowsOf<R.Result>(state, 'commission_results'),
    resultLines: grouped(rowsOf<R.ResultLine>(state, 'commission_lines'), (line) => line.result_id),
    corrections: rowsOf<R.Correction>(state, 'commission_corrections'),
    closes: new Map(rowsOf<R.Close>(state, 'commission_closes').map((one) => [one.month, one])),
  }
}

function orderOf(head: R.OrderHead, lines: R.OrderLine[]): Order {
  const order: Order = { ...head, lines, netFen: 0, costFen: 0, quantity: 0, saleLines: 0 }
  for (const { kind, amount_fen, cost_fen, quantity } of lines) {
    if (kind === 'sale') {
      order.netFen += amount_fen
      order.quantity += Number(quantity)
      order.costFen += cost_fen
      order.saleLines += 1
    } else if (kind === 'return') {
      order.netFen -= amount_fen
      order.quantity -= Number(quantity)
      order.costFen -= cost_fen
    } else if (kind === 'gift') order.costFen += cost_fen
  }
  return order
}

function rulesOf(versions: readonly R.SettingVersion[]): Rules {
  const values = new Map<string, Map<string, unknown>>()
  for (const { key, scope, value } of versions.toSorted((a, b) => a.version - b.version)) {
    const own = values.get(key) ?? new Map<string, unknown>()
    values.set(key, own)
    if (value === null) own.delete(scope)
    else own.set(scope, value)
  }
  return rulesFrom(values, 0)
}

/** First and last of some days; null without any. */
function spanOf(days: readonly LocalDate[]): { first: LocalDate; last: LocalDate } | null {
  const [some] = days
  if (some === undefined) return null
  let [first, last] = [some, some]
  for (const day of days) {
    if (day < first) first = day
    if (day > last) last = day
  }
  return { first, last }
}
