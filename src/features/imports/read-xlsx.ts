import { Readable } from 'node:stream'
import excel, { type CellValue } from 'exceljs'
import { importWords } from '../../i18n/imports.ts'
import { message } from '../../i18n/t.ts'
import { type SheetRow, UnreadableFile } from './sheet.ts'

/** What the stream reader knows of a sheet and its workbook, which its typings leave out. */
interface SheetStream extends AsyncIterable<{ number: number; values: CellValue[] }> {
  readonly id: number | string
  /** The sheet's XML. */
  iterator: AsyncIterable<unknown>
}
interface BookStream extends AsyncIterable<SheetStream> {
  readonly model?: { readonly sheets?: readonly { readonly id: number | string }[] }
}
type SharedStrings = { _parseSharedStrings(entry: Readable): AsyncIterable<unknown> }

/**
 * exceljs 4.4 decodes its 16 KB pieces one by one and so breaks a Chinese character that two pieces share
 * (exceljs issues 2063 and 2084, open). Given text instead of bytes, it does not.
 */
class TextSafeReader extends excel.stream.xlsx.WorkbookReader {
  _parseSharedStrings(entry: Readable): AsyncIterable<unknown> {
    entry.setEncoding('utf8')
    const reader = excel.stream.xlsx.WorkbookReader.prototype as unknown as SharedStrings
    return reader._parseSharedStrings.call(this, entry)
  }
}

async function* textOf(pieces: AsyncIterable<unknown>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const piece of pieces)
    yield typeof piece === 'string' ? piece : decoder.decode(piece as Uint8Array, { stream: true })
  yield decoder.decode()
}

/** Rows of the first sheet (the leftmost tab) of an XLSX, read as a stream. */
export async function* readXlsx(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  const input = Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)])
  const book = new TextSafeReader(input, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  }) as unknown as BookStream
  try {
    for await (const sheet of book) {
      const first = book.model?.sheets?.[0]?.id ?? sheet.id
      if (String(sheet.id) !== String(first)) {
        // Read to the end, so that the reader closes and removes its temporary file.
        for await (const chunk of sheet.iterator) void chunk
        continue
      }
      sheet.iterator = textOf(sheet.iterator)
      for await (const { number, values } of sheet) {
        yield { row: number, cells: Array.from(values.slice(1), cellText) }
      }
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile(message(importWords.brokenXlsx))
  }
}

/** A cell as a person sees it, without its format: numbers in full, dates as ISO, formulas by result. */
function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (value instanceof Date) return dateText(value)
  if ('richText' in value) return value.richText.map((part) => part.text ?? '').join('')
  if ('hyperlink' in value)
    return typeof value.text === 'string' ? value.text : cellText(value.text)
  if ('error' in value) return value.error
  if ('result' in value) return cellText(value.result)
  return ''
}

/** Excel keeps 15 digits: 0.1 + 0.2 is 0.3 there. No exponent, so that long numbers stay codes. */
function numberText(value: number): string {
  const plain = Number(value.toPrecision(15))
  return Number.isInteger(plain) && Math.abs(plain) < 1e21
    ? BigInt(plain).toString()
    : String(plain)
}

/** A date cell has no zone: its digits are the local ones. Seconds are rounded, days stay days. */
function dateText(value: Date): string {
  const ms = Math.round(value.getTime() / 1000) * 1000
  if (!Number.isFinite(ms)) return ''
  const text = new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
  return text.endsWith(' 00:00:00') ? text.slice(0, 10) : text
}
