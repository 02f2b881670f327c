/** Targets of a month once more: what is fair after days away, how much of it is there, and who says so. */

import { sumFigures } from '../../performance/figures.ts'
import { figureOf, isMetric, type MetricKey, metricOf } from '../../performance/metrics.ts'
import { settings } from '../../settings/index.ts'
import { daysFrom, monthRange } from '../../time.ts'
import { calendarOf } from './calendars.ts'
import type { Facts } from './facts.ts'
import type { Figure } from './figure.ts'
import { figuresIn, type Range, reaches, within } from './figures.ts'
import { pathOf, repsOfTeam } from './people.ts'
import type { Target, User } from './rows.ts'

const visitCounts = ['visits_planned', 'visits_done', 'visits_unplanned', 'visits_valid']
const rateScale = 10_000

interface Days {
  readonly all: number
  readonly own: number
}

/** Half days of a month that everybody works, and those of them that are left to a person. */
function daysOf(facts: Facts, month: string, who: string, teams: string[], user?: User): Days {
  const range = monthRange(month)
  const calendar = calendarOf(facts, who, teams, range)
  const awayShare = facts.rules.get(settings.targetTripPercent, { teams }) / 100
  let all = 0
  let own = 0
  for (const day of daysFrom(range.from, range.to)) {
    const joined = !user?.joined_on || user.joined_on <= day
    const stays = user?.status !== 'left' || !user.left_on || user.left_on >= day
    for (const half of calendar.halves(day)) {
      if (!half.isDue) continue
      all += 1
      if (!joined || !stays || half.kind === 'leave') continue
      own += half.kind === 'trip' ? 1 - awayShare : 1
    }
  }
  return { all, own: Math.round(own * 5_000) / 5_000 }
}

function fairOf(facts: Facts, { metric, value }: Target, teams: string[], days: Days): number {
  if (metricOf(metric as MetricKey).unit === 'rate') return value / rateScale
  const rule = facts.rules.get(settings.targetAdjust, { teams })
  const shrinks = rule === 'all' || (rule === 'visits' && visitCounts.includes(metric))
  return shrinks && days.all > 0 ? Math.round((value * days.own) / days.all) : value
}

/** What was sold of a product or a category (`category:…`) by people; null for what lines do not tell. */
function soldOf(facts: Facts, people: readonly string[], range: Range, goods: string, key: string) {
  if (!reaches(facts.orderDays, range)) return null
  const fits = (code: string) =>
    goods.startsWith('category:')
      ? facts.products.get(code)?.category === goods.slice('category:'.length)
      : code === goods
  let [net, cost, quantity] = [0, 0, 0]
  for (const openId of people)
    for (const order of facts.ordersOf.get(openId) ?? []) {
      if (!within(range, order.ordered_on)) continue
      for (const line of order.lines.filter(({ product_code }) => fits(product_code))) {
        const sign = line.kind === 'sale' ? 1 : line.kind === 'return' ? -1 : 0
        net += sign * line.amount_fen
        quantity += sign * Number(line.quantity)
        cost += (line.kind === 'gift' ? 1 : sign) * line.cost_fen
      }
    }
  if (key === 'sales_amount') return net
  if (key === 'gross_profit') return net - cost
  return key === 'sales_quantity' ? Math.round(quantity * 1e6) / 1e6 : null
}

type Fair = { readonly target: Target; readonly fair: number }

/** The fair targets that stand for a person or a team itself. */
function ownTargets(facts: Facts, scope: string, month: string): Fair[] {
  const own = facts.targets.filter(
    (one) => one.scope === scope && one.month === month && isMetric(one.metric),
  )
  if (own.length === 0) return []
  const code = scope.slice(scope.indexOf(':') + 1)
  const user = scope.startsWith('person:')
    ? facts.users.find(({ open_id }) => open_id === code)
    : undefined
  const teams = pathOf(facts, user ? user.team_code : code)
  const days = daysOf(facts, month, user ? code : scope, teams, user)
  return own.map((target) => ({ target, fair: fairOf(facts, target, teams, days) }))
}

/** Fair target and attainment of everybody who has one; of a team without one of its own its people's. */
export function aimFigures(facts: Facts, month: string, to: Range['to']): Figure[] {
  const range = { from: monthRange(month).from, to }
  const found: Figure[] = []
  const tell = (who: string, people: readonly string[], fairs: readonly Fair[]) => {
    if (fairs.length === 0) return
    const figures = sumFigures(people.map((openId) => figuresIn(facts, openId, range)))
    for (const { target, fair } of fairs) {
      const key = target.metric as MetricKey
      const goods = target.product_code
      const value = goods === '' ? figureOf(key, figures) : soldOf(facts, people, range, goods, key)
      found.push(...aimTold({ who, month, key, goods, fair, value }))
    }
  }
  for (const { open_id } of facts.users)
    tell(open_id, [open_id], ownTargets(facts, `person:${open_id}`, month))
  for (const code of facts.teams.keys()) {
    const people = repsOfTeam(facts, code)
    const own = ownTargets(facts, `team:${code}`, month)
    const nameOf = ({ metric, product_code }: Target) => `${metric} ${product_code}`
    const sums = new Map<string, Fair>()
    for (const { target, fair } of people.flatMap((one) =>
      ownTargets(facts, `person:${one}`, month),
    )) {
      if (metricOf(target.metric as MetricKey).target === 'own') continue
      const before = sums.get(nameOf(target))?.fair ?? 0
      sums.set(nameOf(target), { target, fair: before + fair })
    }
    for (const one of own) sums.set(nameOf(one.target), one)
    tell(`team ${code}`, people, [...sums.values()])
  }
  return found
}

/** How the two sides name what is told of one target. */
export function aimTold(one: {
  who: string
  month: string
  key: MetricKey
  goods: string
  fair: number
  value: number | null
}): Figure[] {
  const { who, month, key, goods, fair, value } = one
  const name = goods === '' ? key : `${key} of ${goods}`
  const attained = value === null || fair === 0 ? null : value / fair
  const unit = metricOf(key).unit === 'money' ? 'fen' : 'plain'
  return [
    { who, month, metric: `target ${name}`, unit, value: fair },
    { who, month, metric: `attained ${name}`, unit: 'plain', value: attained },
  ]
}

/** Targets as they stand, and as the newest record of a change says; what nobody recorded is left out. */
export function targetRecords(facts: Facts): { stands: Figure[]; recorded: Figure[] } {
  const newest = new Map<string, Facts['targetChanges'][number]>()
  const keyOf = (one: Omit<Target, 'value'>) =>
    JSON.stringify([one.scope, one.month, one.metric, one.product_code])
  for (const one of facts.targetChanges) {
    const known = newest.get(keyOf(one))
    if (!known || known.id < one.id) newest.set(keyOf(one), one)
  }
  const figure = (one: Omit<Target, 'value'>, value: number | null): Figure => ({
    who: one.scope,
    month: one.month,
    metric: `set ${one.metric} ${one.product_code}`.trim(),
    unit: 'plain',
    value,
  })
  const stands = facts.targets.filter((one) => newest.has(keyOf(one)))
  return {
    stands: stands.map((one) => figure(one, one.value)),
    recorded: [...newest.values()].map((one) => figure(one, one.after)),
  }
}
