/** Metrics by person: of the days as one, and day by day as the digests tell them. */
import { sql } from 'drizzle-orm'
import {
  type MetricKey,
  type Metric as MetricOf,
  metricKeys,
  metricOf,
} from '../../../domain/performance/metrics.ts'
import { type CellValue, columnKindOf } from '../../../domain/performance/table.ts'
import { addDays, type LocalDate } from '../../../domain/time.ts'
import { columnWords as w } from '../../../i18n/export-columns.ts'
import { exportSetWords as sets } from '../../../i18n/export-sets.ts'
import { metricWords } from '../../../i18n/metrics.ts'
import type { T } from '../../../i18n/t.ts'
import { hoursOf } from '../../performance/digest/day.ts'
import { readMetrics, type Values } from '../../performance/metrics/read.ts'
import { amongTexts, personCells } from '../scope.ts'
import type { ExportSet, Reading } from '../set.ts'
import { column, dateColumn, personColumns } from './columns.ts'

const isRecorded = (key: MetricKey) => !metricOf(key).sources.includes('none')

/** Commission is a matter of its own: nobody learns of it by looking at figures. */
const wantedOf = ({ actor }: Reading): MetricKey[] =>
  metricKeys.filter((key) => isRecorded(key) && (key !== 'commission' || actor.role !== 'viewer'))

const metricColumn = (key: MetricKey) => {
  const { unit } = metricOf(key)
  return column(key, metricWords[key].name, columnKindOf[unit])
}

/** A metric as a cell: parts of a fen, as means have, are rounded. */
function cellOf(key: MetricKey, value: number | null | undefined): CellValue {
  if (value === null || value === undefined || !Number.isFinite(value)) return null
  const unit: MetricOf['unit'] = metricOf(key).unit
  return unit === 'money' || unit === 'count' ? Math.round(value) : value
}

const cellsOf = (keys: readonly MetricKey[], values: Values | undefined) =>
  Object.fromEntries(keys.map((key) => [key, cellOf(key, values?.[key])]))

/** How each figure is worked out, and which nobody records yet. */
const formulas = (keys: readonly MetricKey[], t: T) =>
  keys.map((key) => `${t(metricWords[key].name)}: ${t(metricWords[key].formula)}`)

/** Active reps of the scope, and whoever else did something in the days. */
export async function peopleOf({ tx, scope, range }: Reading): Promise<string[]> {
  const { from, to } = range
  const rows = await tx.execute<{ open_id: string }>(sql`
    select u.open_id from users u left join teams t on t.code = u.team_code
    where ${amongTexts(scope.openIds, sql`u.open_id`)}
      and ((u.role = 'rep' and u.status = 'active')
        or exists (select 1 from visits v where v.rep_open_id = u.open_id
          and v.date between ${from} and ${to} and v.status = 'closed')
        or exists (select 1 from orders o where o.rep_open_id = u.open_id
          and o.ordered_on between ${from} and ${to}))
    order by t.name nulls last, u.name, u.open_id`)
  return rows.map((row) => row.open_id)
}

/** Reading everybody of a company at once would hold too much. */
export const peopleAtOnce = 500

export const performanceSet: ExportSet = {
  name: 'performance',
  title: sets.performance,
  about: sets.performanceAbout,
  aliases: ['业绩', '绩效', '统计', 'performance', 'kpi'],
  who: ['rep', 'manager', 'admin', 'viewer'],
  time: 'month',
  columns: (reading) => [...personColumns, ...wantedOf(reading).map(metricColumn)],
  async *rows(reading) {
    const keys = wantedOf(reading)
    const all = await peopleOf(reading)
    for (let at = 0; at < all.length; at += peopleAtOnce) {
      const openIds = all.slice(at, at + peopleAtOnce)
      const by = await readMetrics(reading, { ...reading.range, openIds, keys }, 'rep')
      yield openIds.map((openId) => ({
        ...personCells(reading.scope, openId),
        ...cellsOf(keys, by.get(openId)),
      }))
    }
  },
  notes: (reading) => formulas(wantedOf(reading), reading.t),
}

const daily: readonly MetricKey[] = [
  'visits_planned',
  'completion_rate',
  'visits_done',
  'visits_unplanned',
  'visits_valid',
  'strike_rate',
  'time_in_store',
  'orders',
  'sales_amount',
  'collected',
  'new_customers',
]

export const digestSet: ExportSet = {
  name: 'digest',
  title: sets.digest,
  about: sets.digestAbout,
  aliases: ['日报', '周报', '月报', 'digest', 'daily'],
  who: ['rep', 'manager', 'admin', 'viewer'],
  time: 'month',
  columns: () => [
    dateColumn,
    ...personColumns,
    ...daily.slice(0, 5).map(metricColumn),
    column('first_in', w.firstIn),
    column('last_out', w.lastOut),
    ...daily.slice(5).map(metricColumn),
  ],
  async *rows(reading) {
    const { tx, zone, range, scope } = reading
    const all = await peopleOf(reading)
    for (let day: LocalDate = range.from; day <= range.to; day = addDays(day, 1))
      for (let at = 0; at < all.length; at += peopleAtOnce) {
        const openIds = all.slice(at, at + peopleAtOnce)
        const wanted = { from: day, to: day, openIds, keys: daily }
        const by = await readMetrics(reading, wanted, 'rep')
        const hours = await hoursOf({ tx, zone }, openIds, day)
        // A day on which somebody neither had a plan nor did anything is no line.
        yield openIds.flatMap((openId) => {
          const values = by.get(openId)
          const hour = hours.get(openId)
          const did = [values?.visits_planned, values?.visits_done, values?.orders]
          if (!hour && !values?.collected && did.every((n) => !n)) return []
          const cells = cellsOf(daily, values)
          const times = { first_in: hour?.firstIn ?? null, last_out: hour?.lastOut ?? null }
          return [{ date: day, ...personCells(scope, openId), ...cells, ...times }]
        })
      }
  },
  notes: ({ t }) => formulas(daily, t),
}
