import { refusal } from '../platform/errors.ts'
import type { Json } from '../types.ts'
import type { BaseField } from './bases.ts'

/** Types of columns that our slice knows, with the code of a value that does not fit. */
const wrongValue: Record<number, number> = {
  1: 1254060,
  2: 1254061,
  3: 1254062,
  4: 1254063,
  5: 1254064,
  7: 1254065,
  15: 1254068,
}

export const knownTypes = Object.keys(wrongValue).map(Number)

/** Throws unless a value may be written to a column; null empties the cell. */
export function checkValue({ type, name }: BaseField, value: unknown): void {
  const fits =
    value === null ||
    (type === 1 && typeof value === 'string') ||
    (type === 2 && typeof value === 'number' && Number.isFinite(value)) ||
    (type === 3 && typeof value === 'string') ||
    (type === 4 && Array.isArray(value) && value.every((one) => typeof one === 'string')) ||
    (type === 5 && typeof value === 'number' && Number.isInteger(value)) ||
    (type === 7 && typeof value === 'boolean') ||
    (type === 15 && typeof (value as Json).link === 'string')
  if (!fits) throw refusal(wrongValue[type] ?? 1254015, name, 200)
  if (typeof value === 'string' && value.length > 100_000) throw refusal(1254130, name, 200)
}

/** A value as the query of records gives it back: text in pieces, empty cells not at all. */
export function shownValue({ type }: BaseField, value: unknown): unknown {
  return type === 1 ? [{ text: value, type: 'text' }] : value
}
