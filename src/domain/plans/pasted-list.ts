/** A list of visits as people paste it: a name or code a line, or columns of a spreadsheet. */
import { parseDateWords } from '../date-words.ts'
import type { LocalDate } from '../time.ts'

export const pastedLimit = 300

export interface PastedLine {
  /** From 1, as the person counts the lines of the list. */
  readonly line: number
  readonly text: string
  /** The words of the customer. */
  readonly customer: string
  readonly person: string | null
  readonly date: LocalDate | null
  /** Words where a day should stand that name none. */
  readonly badDate: string | null
}

const headings = /^(客户|客户名称|客户编码|名称|编码|门店|customer|name|code)$/i

/**
 * Takes a list apart: columns by tabs, or where there are none by commas; the first is the customer, of
 * the others a day is what `parseDateWords` knows, the rest names a person. A line without columns is a
 * customer. A first line of headings is left out. Something with digits that is no day is `badDate`.
 */
export function readPasted(lines: readonly string[], today: LocalDate): PastedLine[] {
  return lines.flatMap((text, i): PastedLine[] => {
    const cells = text
      .normalize('NFKC')
      .split(text.includes('\t') ? '\t' : /[,;、]/)
      .map((cell) => cell.trim())
    const [customer = '', ...rest] = cells
    if (customer === '' || (i === 0 && headings.test(customer))) return []
    let person: string | null = null
    let date: LocalDate | null = null
    let badDate: string | null = null
    for (const cell of rest) {
      if (cell === '') continue
      const day = parseDateWords(cell.replace(/\s+00:00.*$/, ''), today)
      if (day) date ??= day
      else if (/^[\d/.\-年月日 ]+$/.test(cell) && cell.length < 11) badDate ??= cell
      else person ??= cell.replace(/^@/, '')
    }
    return [{ line: i + 1, text: text.trim(), customer, person, date, badDate }]
  })
}
