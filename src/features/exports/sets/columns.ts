/** Columns that several sets have. */
import type { Column } from '../../../domain/performance/table.ts'
import { columnWords as w } from '../../../i18n/export-columns.ts'
import type { T, Word } from '../../../i18n/t.ts'

/** Keys in the order of the columns, kinds other than text named behind a colon: `amount:fen`. */
export const column = (
  key: string,
  label: Word<never>,
  kind: Column['kind'] = 'text',
): Column<string> => ({ key, label, kind })

export const dateColumn = column('date', w.date, 'date')
export const personColumns = [
  column('rep', w.rep),
  column('employee_no', w.employeeNo),
  column('team', w.team),
]
export const customerColumns = [
  column('customer_code', w.customerCode),
  column('customer', w.customer),
]

/** A coded value in words; one that has none stays as it is. */
export function spoken(
  t: T,
  words: Readonly<Record<string, Word<never>>>,
  value: string | null,
): string | null {
  if (value === null) return null
  const known = Object.hasOwn(words, value) ? words[value] : undefined
  return known ? t(known) : value
}
