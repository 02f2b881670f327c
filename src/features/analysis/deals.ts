/** 成交: of the customers that were visited, how many ordered within days of it. */
import { sql } from 'drizzle-orm'
import type { Ask } from '../../../cards/analysis/actions.ts'
import { type DealsView, dealsCard } from '../../../cards/analysis/deals.ts'
import { rangeBefore } from '../../domain/analysis/ask.ts'
import { rate } from '../../domain/performance/rates.ts'
import { type Column, table } from '../../domain/performance/table.ts'
import { settings } from '../../domain/settings/index.ts'
import type { LocalDate } from '../../domain/time.ts'
import { analysisWords as w } from '../../i18n/analysis.ts'
import { dataSpan } from '../performance/figures/data-span.ts'
import { among, num, type Scope } from '../performance/figures/scope.ts'
import { type Deals, dealsBy, dealsWithin } from '../performance/metrics/customers-seen.ts'
import type { Read } from './read.ts'
import { branches, isByTeam } from './stats.ts'
import { type Asking, openIdsOf, personId, type Subject } from './subjects.ts'

/** What people choose between, beside the days of the question. */
const usualDays = [7, 15, 30]

const none: Deals = { visited: 0, dealt: 0 }

export async function dealsView(ctx: Asking, ask: Ask, subject: Subject): Promise<DealsView> {
  const range = { from: ask.from, to: ask.to }
  const before = rangeBefore(range)
  const days = ask.days ?? ctx.rules.get(settings.dealDays)
  const scope = { tx: ctx.tx, ...range, openIds: openIdsOf(subject) }
  const past = { ...scope, ...before }
  const span = await dataSpan(scope)
  const newest = await newestOrderDay(ctx)
  const hadData = (await dataSpan(past)).orders
  const choices = [...new Set([...usualDays, days])].toSorted((a, b) => a - b)
  const dealt = await dealsWithin(scope, choices)
  const grades = await dealsBy(scope, 'grade', days)
  const rows = await rowsOf(scope, subject, days)
  return {
    ask,
    name: subject.name,
    people: subject.people.length,
    range,
    today: ctx.today,
    before,
    days,
    isRule: ask.days === undefined,
    hasOrders: span.orders,
    dataAsOf: newest,
    within: choices.map((n, i) => ({ days: n, deals: dealt[i] ?? none })),
    past: hadData ? ((await dealsBy(past, 'all', days)).get('all') ?? none) : null,
    pending: await pendingOf(scope, days, newest),
    grades: [...grades]
      .toSorted(([a], [b]) => ((a || 'Z') < (b || 'Z') ? -1 : 1))
      .map(([grade, deals]) => ({ grade, deals })),
    rows,
    byTeam: isByTeam(subject),
  }
}

export async function readDeals(
  ctx: Asking,
  ask: Ask,
  [subject]: readonly Subject[],
): Promise<Read> {
  if (!subject) throw new Error('a question is about somebody')
  const view = await dealsView(ctx, ask, subject)
  const { rows, hasOrders, days } = view
  return {
    card: dealsCard(view, ctx.t),
    table: table(
      columns,
      rows.map(({ name, deals: { visited, dealt } }) => ({
        name,
        visited,
        // Without orders nobody knows whether a visit led to one.
        dealt: hasOrders ? dealt : null,
        rate: hasOrders ? rate(dealt, visited) : null,
        days,
      })),
    ),
  }
}

const columns: readonly Column<'name' | 'visited' | 'dealt' | 'rate' | 'days'>[] = [
  { key: 'name', label: w.name, kind: 'text' },
  { key: 'visited', label: w.visitedColumn, kind: 'integer' },
  { key: 'dealt', label: w.dealtColumn, kind: 'integer' },
  { key: 'rate', label: w.dealRateColumn, kind: 'rate' },
  { key: 'days', label: w.daysColumn, kind: 'integer' },
]

type PeopleScope = Scope & { readonly openIds: readonly string[] }

async function rowsOf(scope: PeopleScope, subject: Subject, days: number) {
  const rows: { id: string; name: string; deals: Deals }[] = []
  if (isByTeam(subject)) {
    for (const { id, name, openIds } of branches(subject)) {
      const deals = (await dealsBy({ ...scope, openIds }, 'all', days)).get('all') ?? none
      rows.push({ id, name, deals })
    }
  } else {
    const people = await dealsBy(scope, 'rep', days)
    for (const { openId, name } of subject.people)
      rows.push({ id: personId(openId), name, deals: people.get(openId) ?? none })
  }
  return rows.toSorted(
    (a, b) => b.deals.visited - a.deals.visited || a.name.localeCompare(b.name, 'zh'),
  )
}

/** Orders after the range count for it, so it is the newest of all that tells how far they are known. */
async function newestOrderDay({ tx }: Asking): Promise<LocalDate | null> {
  const [row] = await tx.execute<{ day: LocalDate | null }>(
    sql`select max(ordered_on)::text as day from orders`,
  )
  return row?.day ?? null
}

/** Customers without an order yet whose days are not over, as far as orders are known. */
async function pendingOf(scope: Scope, days: number, asOf: LocalDate | null): Promise<number> {
  if (asOf === null) return 0
  const [row] = await scope.tx.execute<{ n: string }>(sql`
    select count(*) as n from (
      select v.customer_code as code from visits v
      where v.status = 'closed' and v.date between ${scope.from} and ${scope.to}
        and ${among(scope, sql`v.rep_open_id`)}
      group by v.customer_code
      having max(v.date) + ${days}::int > ${asOf}::date and not bool_or(exists (
        select 1 from orders o where o.customer_code = v.customer_code and o.sale_lines > 0
          and o.ordered_at > v.checked_out_at
          and o.ordered_on between v.date and v.date + ${days}::int))) waiting`)
  return num(row?.n ?? 0)
}
