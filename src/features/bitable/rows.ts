/** A team's figures as rows of a table: one a person and day, week or month. */
import { sql } from 'drizzle-orm'
import type { NewColumn } from '../../bot/bases.ts'
import type { Ctx } from '../../bot/context.ts'
import type { Values as Cells, Wanted } from '../../domain/bitable/plan.ts'
import { type MetricKey, metricOf } from '../../domain/performance/metrics.ts'
import { periodBefore, periodOf } from '../../domain/performance/periods.ts'
import type { DayRange } from '../../domain/range-words.ts'
import { addDays, type LocalDate, localInstant } from '../../domain/time.ts'
import { bitableWords as w } from '../../i18n/bitable.ts'
import { columnWords } from '../../i18n/export-columns.ts'
import { metricWords } from '../../i18n/metrics.ts'
import type { T } from '../../i18n/t.ts'
import { amongTexts, type Scope } from '../exports/scope.ts'
import { readMetrics, type Values } from '../performance/metrics/read.ts'
import type { TableColumn } from './sync-table.ts'
import type { BitableKind } from './tables.ts'

/** How far back rows are kept up; older ones stay as they were written. */
const lengths: Record<BitableKind, number> = { daily: 35, weekly: 9, monthly: 13 }

const metrics: readonly MetricKey[] = [
  'visits_planned',
  'visits_done',
  'completion_rate',
  'visits_valid',
  'valid_rate',
  'coverage_rate',
  'strike_rate',
  'time_in_store',
  'orders',
  'sales_amount',
  'sales_quantity',
  'gross_profit',
  'collected',
  'new_customers',
]

const kinds: Record<string, NewColumn['kind']> = {
  count: 'integer',
  money: 'money',
  rate: 'rate',
  minutes: 'integer',
  quantity: 'number',
  number: 'number',
}

/** The index column first. */
export const columnsOf = (t: T): TableColumn[] => [
  { key: 'key', name: t(w.key), kind: 'text' },
  { key: 'from', name: t(w.from), kind: 'date' },
  { key: 'rep', name: t(columnWords.rep), kind: 'text' },
  { key: 'employee_no', name: t(columnWords.employeeNo), kind: 'text' },
  { key: 'team', name: t(columnWords.team), kind: 'text' },
  ...metrics.map((key) => ({
    key,
    name: t(metricWords[key].name),
    kind: kinds[metricOf(key).unit] ?? 'number',
  })),
]

/** The periods of a table that are kept up, the oldest first; none that has not begun. */
export function periodsOf(kind: BitableKind, today: LocalDate): DayRange[] {
  const periods: DayRange[] = []
  if (kind === 'daily') {
    for (let n = lengths.daily - 1; n >= 0; n--) {
      const day = addDays(today, -n)
      periods.push({ from: day, to: day })
    }
    return periods
  }
  let period = periodOf(kind, today)
  for (let n = 0; n < lengths[kind]; n++) {
    periods.unshift({ from: period.from, to: period.to > today ? today : period.to })
    period = periodBefore(period)
  }
  return periods
}

const keyShape = /^(\d{4}-\d{2}-\d{2})\/\S+$/

/** Whether a row's key is one of the periods that are kept up: such a row goes when nobody is behind it. */
export function isOursFrom(first: LocalDate): (key: string) => boolean {
  return (key) => (keyShape.exec(key)?.[1] ?? '') >= first && keyShape.test(key)
}

type ReadCtx = Pick<Ctx, 'tx' | 'rules' | 'zone' | 'today'>

/** Everybody of the scope who had a plan, a visit, an order or a payment in the period has a row. */
export async function rowsOf(ctx: ReadCtx, scope: Scope, kind: BitableKind): Promise<Wanted[]> {
  const rows: Wanted[] = []
  const openIds = await peopleOf(ctx, scope)
  for (const { from, to } of periodsOf(kind, ctx.today)) {
    const by = await readMetrics(ctx, { from, to, openIds, keys: metrics }, 'rep')
    const at = localInstant(from, '00:00', ctx.zone).getTime()
    for (const openId of openIds) {
      const values = by.get(openId)
      if (!values || !hasSomething(values)) continue
      const person = scope.people.get(openId)
      const cells: Cells = {
        from: at,
        rep: person?.name ?? openId,
        employee_no: person?.employeeNo ?? null,
        team: person?.team ?? null,
        ...Object.fromEntries(metrics.map((key) => [key, cellOf(key, values[key])])),
      }
      rows.push({ key: `${from}/${openId}`, values: cells })
    }
  }
  return rows
}

const hasSomething = (values: Values) =>
  [values.visits_planned, values.visits_done, values.orders, values.collected].some(
    (n) => n !== null && n !== undefined && n !== 0,
  )

/** Money in yuan, the rest as it is counted; four places of a share are enough to tell them apart. */
function cellOf(key: MetricKey, value: number | null | undefined): number | null {
  if (value === null || value === undefined || !Number.isFinite(value)) return null
  const { unit } = metricOf(key)
  if (unit === 'money') return Math.round(value) / 100
  return unit === 'rate' ? Math.round(value * 10_000) / 10_000 : Math.round(value * 100) / 100
}

/** Reps of the scope, those who left included: their days of the periods stay true. */
async function peopleOf({ tx }: ReadCtx, scope: Scope): Promise<string[]> {
  const rows = await tx.execute<{ open_id: string }>(sql`
    select open_id from users u where ${amongTexts(scope.openIds, sql`u.open_id`)}
    order by team_code nulls last, name, open_id`)
  return rows.map((row) => row.open_id)
}
