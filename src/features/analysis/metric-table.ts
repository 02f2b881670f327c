/** The rows of an analysis as a plain table, for whoever makes a file of them. */
import { type MetricKey, metricOf } from '../../domain/performance/metrics.ts'
import {
  type CellValue,
  type Column,
  columnKindOf,
  type Table,
  table,
} from '../../domain/performance/table.ts'
import { analysisWords as w } from '../../i18n/analysis.ts'
import { metricWords } from '../../i18n/metrics.ts'
import type { Values } from '../performance/metrics/read.ts'

export const nameColumn: Column<'name'> = { key: 'name', label: w.name, kind: 'text' }

const columnOf = <Key extends MetricKey>(key: Key): Column<Key> => ({
  key,
  label: metricWords[key].name,
  kind: columnKindOf[metricOf(key).unit],
})

/** A mean of money has parts of a fen, which no sheet needs. */
export function cellOf(key: MetricKey, value: number | null | undefined): CellValue {
  if (value === null || value === undefined) return null
  return metricOf(key).unit === 'money' ? Math.round(value) : value
}

/** A row a person or team, a column a metric. */
export function metricTable<Key extends MetricKey>(
  keys: readonly Key[],
  rows: readonly { readonly name: string; readonly now: Values }[],
): Table<'name' | Key> {
  return table<'name' | Key>(
    [nameColumn, ...keys.map(columnOf)],
    rows.map(
      ({ name, now }) =>
        ({
          name,
          ...Object.fromEntries(keys.map((key) => [key, cellOf(key, now[key])])),
        }) as Record<'name' | Key, CellValue>,
    ),
  )
}
