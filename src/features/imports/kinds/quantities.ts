import { multiply } from '../../../domain/money.ts'

export interface Unitary {
  readonly unit: string
  readonly baseUnit: string | null
  readonly caseSize: string | null
  readonly costFen: number
}

const caseWords = new Set(['箱', '件', 'case', 'carton'])

/**
 * Cost in fen of a quantity in a unit. Cost is known for the product's own unit; the base unit (a bottle
 * of a case) and, for goods sold by the piece, the case are converted by the case size. Null for other units.
 */
export function costOf(product: Unitary, quantity: string, unit: string | null): number | null {
  const { costFen, baseUnit, caseSize } = product
  if (unit === null || unit === product.unit) return multiply(costFen, quantity)
  if (caseSize === null) return null
  if (unit === baseUnit) return Math.round(multiply(costFen, quantity) / Number(caseSize))
  const byPiece = baseUnit === null || baseUnit === product.unit
  return byPiece && caseWords.has(unit.toLowerCase())
    ? multiply(multiply(costFen, caseSize), quantity)
    : null
}

/** `10.00` → `10`: how a decimal of the database is compared with one of a file. */
export function shortDecimal(value: string): string
export function shortDecimal(value: string | null): string | null
export function shortDecimal(value: string | null): string | null {
  return value?.includes('.') ? value.replace(/\.?0+$/, '') : value
}
