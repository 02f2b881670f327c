/** A sheet of typed cells, streamed to the disk. Text is text: nothing in it is ever calculated. */
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import type { CellValue, Column, ColumnKind } from '../../../domain/performance/table.ts'
import { exportWords as w } from '../../../i18n/exports.ts'
import { inLocale } from '../../../i18n/t.ts'
import { localCellOf } from './local.ts'
import type { OpenFile, Wanted } from './parts.ts'

const formats: Record<ColumnKind, string> = {
  text: '@',
  integer: '0',
  number: 'General',
  fen: '#,##0.00',
  rate: '0.0%',
  minutes: '0',
  metres: '0',
  date: 'yyyy-mm-dd',
  instant: 'yyyy-mm-dd hh:mm',
}

const widths: Partial<Record<ColumnKind, number>> = { text: 16, date: 12, instant: 17, fen: 14 }
const wide = /summary|address|reason|flags|next_step/

/** Longer than this no cell may be. */
const mostCharacters = 32_767

export async function openSheet(path: string, wanted: Wanted): Promise<OpenFile> {
  // Spreadsheets are rare: a process starts without the library.
  const { default: excel } = await import('exceljs')
  const out = createWriteStream(path)
  const book = new excel.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true })
  const { columns, t, zone } = wanted
  const sheet = book.addWorksheet(sheetName(wanted.title), {
    views: [{ state: 'frozen', ySplit: 1 }],
  })
  sheet.columns = columns.map(({ key, label, kind }) => ({
    header: inLocale(label, t.locale),
    key,
    width: wide.test(key) ? 36 : (widths[kind] ?? 12),
    style: { numFmt: formats[kind] },
  }))
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
  const head = sheet.getRow(1)
  head.font = { bold: true }
  head.commit()
  let bytes = 0
  return {
    add(cells) {
      const values = columns.map((column, i) => sheetValue(column, cells[i] ?? null, zone))
      for (const value of values) bytes += typeof value === 'string' ? Buffer.byteLength(value) : 9
      sheet.addRow(values).commit()
    },
    bytes: () => bytes,
    async drained() {
      // Packing is done by other threads: it gets its turn before there is more to pack.
      do await setTimeout(1)
      while (out.writableNeedDrain)
    },
    async close() {
      sheet.commit()
      const notes = book.addWorksheet(sheetName(t(w.aboutSheet)))
      notes.columns = [{ width: 100, style: { numFmt: '@', alignment: { wrapText: true } } }]
      for (const line of wanted.about) notes.addRow([line]).commit()
      notes.commit()
      await book.commit()
      if (!out.writableFinished) {
        out.end()
        await finished(out)
      }
    },
  }
}

function sheetValue(
  { kind }: Column,
  value: CellValue,
  zone: string,
): string | number | Date | null {
  if (value === null) return null
  if (kind === 'text') return String(value).slice(0, mostCharacters)
  if (kind === 'date') return new Date(`${value}T00:00:00Z`)
  if (kind === 'instant') return localCellOf(String(value), zone)
  if (kind === 'fen') return Number(value) / 100
  return Number(value)
}

/** What a tab may be called: 31 characters, none of []:*?/\. */
const sheetName = (name: string) => name.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31)
