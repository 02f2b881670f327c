/** What a week or a month of a team comes down to: what changed, why, whom to praise, whom to help. */
import type { Fen } from '../money.ts'
import type { LocalDate } from '../time.ts'
import { completionOf, type Figures, noFigures } from './figures.ts'
import { figureOf, type MetricKey } from './metrics.ts'
import { type Period, periodBefore, periodOf } from './periods.ts'

export type PersonPeriod = {
  openId: string
  name: string
  now: Figures
  before: Figures
}

/** Where a change of sales comes from: how many orders, and how large they are. They add up to it. */
export type SalesChange = {
  difference: Fen
  byOrders: Fen
  byDropSize: Fen
  /** Who moved it most, in the direction of the whole; the most first. */
  movers: { name: string; difference: Fen }[]
}

const MOVERS = 2

/**
 * Splits a change of sales = orders × drop size into its two factors, each at the mean of the other
 * (the midpoint, or Shapley, decomposition), so that nothing is left over. Null without data on both
 * sides; without orders on one side all of it is by orders.
 */
export function salesChange(people: readonly PersonPeriod[]): SalesChange | null {
  const sold = (of: (person: PersonPeriod) => Figures) => {
    const all = people.map(of)
    if (all.length === 0 || all.some(({ sales }) => sales === null)) return null
    return {
      fen: all.reduce((sum, { sales }) => sum + (sales?.amountFen ?? 0), 0),
      orders: all.reduce((sum, { sales }) => sum + (sales?.orders ?? 0), 0),
    }
  }
  const [now, before] = [sold((person) => person.now), sold((person) => person.before)]
  if (!now || !before) return null
  const difference = now.fen - before.fen
  const size = (one: { fen: number; orders: number }) => one.fen / one.orders
  const byOrders =
    now.orders === 0 || before.orders === 0
      ? difference
      : Math.round(((now.orders - before.orders) * (size(now) + size(before))) / 2)
  const movers = people
    .map(({ name, now: is, before: was }) => ({
      name,
      difference: (is.sales?.amountFen ?? 0) - (was.sales?.amountFen ?? 0),
    }))
    .filter((one) => Math.sign(one.difference) === Math.sign(difference) && one.difference !== 0)
    .toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
    .slice(0, MOVERS)
  return { difference, byOrders, byDropSize: difference - byOrders, movers }
}

/** Why somebody is praised; a person once, for the first that holds. */
export type Praise =
  | { kind: 'everything'; name: string; planned: number }
  | { kind: 'completion'; name: string; rate: number }
  | { kind: 'newCustomers'; name: string; customers: number }
  | { kind: 'growth'; name: string; share: number }

const PRAISED = 3
const GOOD_COMPLETION = 0.9
/** A plan of a few stops says nothing, and neither does growth from next to nothing. */
const FEW_STOPS = 10
const FEW_ORDERS = 5
const GROWTH = 0.1

/** At most three people, each with the best that can be said of them; the rarest kinds first. */
export function praised(people: readonly PersonPeriod[]): Praise[] {
  const growth = ({ now, before }: PersonPeriod) =>
    now.sales && before.sales && before.sales.orders >= FEW_ORDERS && before.sales.amountFen > 0
      ? now.sales.amountFen / before.sales.amountFen - 1
      : 0
  const newcomers = ({ now }: PersonPeriod) => now.sales?.newcomers ?? 0
  const completion = ({ now }: PersonPeriod) =>
    now.planned >= FEW_STOPS ? (completionOf(now) ?? 0) : 0
  const best = (of: (person: PersonPeriod) => number, least: number) =>
    people.filter((person) => of(person) >= least).toSorted((a, b) => of(b) - of(a))
  const found: Praise[] = [
    ...best(newcomers, 1)
      .slice(0, 1)
      .map((one): Praise => ({ kind: 'newCustomers', name: one.name, customers: newcomers(one) })),
    ...best(growth, GROWTH)
      .slice(0, 1)
      .map((one): Praise => ({ kind: 'growth', name: one.name, share: growth(one) })),
    ...best(completion, GOOD_COMPLETION).map(
      (one): Praise =>
        completion(one) === 1
          ? { kind: 'everything', name: one.name, planned: one.now.planned }
          : { kind: 'completion', name: one.name, rate: completion(one) },
    ),
  ]
  const names = new Set<string>()
  return found.filter(({ name }) => !names.has(name) && names.add(name)).slice(0, PRAISED)
}

/** What about a person a manager should ask after. */
export type Concern =
  | { kind: 'noVisits'; openId: string; name: string; planned: number }
  | { kind: 'completionFell'; openId: string; name: string; from: number; to: number }
  | { kind: 'salesFell'; openId: string; name: string; difference: Fen; share: number }

const FELL = 0.15
const SALES_FELL = 0.3

/** The most pressing first; a person once. */
export function concerns(people: readonly PersonPeriod[]): Concern[] {
  const found = people.flatMap((person): { weight: number; concern: Concern }[] => {
    const { openId, name, now, before } = person
    if (now.done === 0 && now.planned > 0)
      return [{ weight: 3, concern: { kind: 'noVisits', openId, name, planned: now.planned } }]
    const [is, was] = [completionOf(now), completionOf(before)]
    const enough = now.planned >= FEW_STOPS && before.planned >= FEW_STOPS
    if (enough && is !== null && was !== null && was - is >= FELL)
      return [
        {
          weight: 1 + was - is,
          concern: { kind: 'completionFell', openId, name, from: was, to: is },
        },
      ]
    const [sold, earlier] = [now.sales, before.sales]
    if (!sold || !earlier || earlier.orders < FEW_ORDERS || earlier.amountFen <= 0) return []
    const difference = sold.amountFen - earlier.amountFen
    const share = difference / earlier.amountFen
    if (share > -SALES_FELL) return []
    return [{ weight: -share, concern: { kind: 'salesFell', openId, name, difference, share } }]
  })
  return found.toSorted((a, b) => b.weight - a.weight).map(({ concern }) => concern)
}

/** Nothing planned, done or sold by anybody: there is nothing to tell. */
export const isQuiet = (people: readonly PersonPeriod[]): boolean =>
  people.every(
    ({ now = noFigures }) =>
      now.planned === 0 && now.done === 0 && !now.sales?.orders && !now.collectedFen,
  )

/** The numbers at the head of a week's or month's digest, in the order in which they are read. */
export const headline = [
  'completion_rate',
  'visits_done',
  'valid_rate',
  'coverage_rate',
  'strike_rate',
  'sales_amount',
  'gross_profit',
  'collected',
  'new_customers',
] as const satisfies readonly MetricKey[]
export type HeadlineKey = (typeof headline)[number]

/** A metric of the headline, in its own unit; null without data. */
export const ofFigures = (key: HeadlineKey, figures: Figures): number | null =>
  figureOf(key, figures)

/**
 * The week or month that a digest of this day tells: the newest that is over by its evening, so on a
 * Sunday the week that ends, on a Monday the one before.
 */
export function toldOn(kind: Period['kind'], day: LocalDate): Period {
  const current = periodOf(kind, day)
  return current.to === day && kind === 'weekly' ? current : periodBefore(current)
}
