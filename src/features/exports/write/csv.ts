/** CSV as spreadsheets open it: UTF-8 with BOM, and no text that one of them would calculate. */
import type { CellValue, Column } from '../../../domain/performance/table.ts'
import { localTextOf } from './local.ts'

/** Spreadsheets take text that begins so for a formula, full-width signs and blanks before it included. */
const formula = /^[\s\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/

/** A text that is never a formula: an apostrophe before it says so, and is not shown by a spreadsheet. */
export const safeText = (text: string): string => (formula.test(text) ? `'${text}` : text)

const quoted = (text: string) => (/[",\r\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A cell by the kind of its column: money in yuan, rates in percent, instants as local time. */
export function csvCell({ kind }: Column, value: CellValue, zone: string): string {
  if (value === null) return ''
  if (kind === 'text') return quoted(safeText(String(value)))
  if (kind === 'fen') return (Number(value) / 100).toFixed(2)
  if (kind === 'rate') return `${(Number(value) * 100).toFixed(1)}%`
  if (kind === 'instant') return localTextOf(String(value), zone)
  if (kind === 'date') return quoted(safeText(String(value)))
  return String(Math.round(Number(value) * 1e6) / 1e6)
}

export const csvLine = (cells: readonly string[]): string => `${cells.join(',')}\r\n`
export const bom = '\uFEFF'
