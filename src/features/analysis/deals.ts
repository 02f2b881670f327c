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
import {
  type Deals,
  type DealsRead,
  dealsBy,
  dealsOf,
} from '../performance/metrics/customers-seen.ts'
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
  const read = await dealsOf(scope, {
    days: [days, ...choices],
    groups: groupsOf(subject),
    asOf: newest,
  })
  const rows = rowsOf(read, subject)
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
    within: choices.map((n, i) => ({ days: n, deals: read.within[i + 1] ?? none })),
    past: hadData ? ((await dealsBy(past, 'all', days)).get('all') ?? none) : null,
    pending: read.pending,
    grades: [...read.grades]
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

/** The row in which a person's visits count: their own, or that of their branch. */
function groupsOf(subject: Subject): Map<string, string> {
  if (!isByTeam(subject))
    return new Map(subject.people.map(({ openId }) => [openId, personId(openId)]))
  return new Map(
    branches(subject).flatMap(({ id, openIds }) => openIds.map((openId) => [openId, id] as const)),
  )
}

function rowsOf({ groups }: DealsRead, subject: Subject) {
  const shown = isByTeam(subject)
    ? branches(subject)
    : subject.people.map(({ openId, name }) => ({ id: personId(openId), name }))
  return shown
    .map(({ id, name }) => ({ id, name, deals: groups.get(id) ?? none }))
    .toSorted((a, b) => b.deals.visited - a.deals.visited || a.name.localeCompare(b.name, 'zh'))
}

/** Orders after the range count for it, so it is the newest of all that tells how far they are known. */
async function newestOrderDay({ tx }: Asking): Promise<LocalDate | null> {
  const [row] = await tx.execute<{ day: LocalDate | null }>(
    sql`select max(ordered_on)::text as day from orders`,
  )
  return row?.day ?? null
}
