/** A file's bytes as rows of text. Row numbers are those that a spreadsheet shows; the header is row 1. */
import { importWords } from '../../i18n/imports.ts'
import { message } from '../../i18n/t.ts'
import { readCsv } from './read-csv.ts'
import { type SheetRow, UnreadableFile } from './sheet.ts'

export interface Table {
  readonly header: readonly string[]
  /** Without blank lines; cells are trimmed, '' when empty. */
  readonly rows: readonly SheetRow[]
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b
export const isImportFile = (fileName: string) => /\.(csv|xlsx)$/i.test(fileName)

/** Reads CSV or XLSX, by what the bytes are rather than by the name. Throws UnreadableFile. */
export async function readTable(fileName: string, bytes: Uint8Array): Promise<Table> {
  if (!isImportFile(fileName)) throw new UnreadableFile(message(importWords.wrongFileType))
  if (!isZip(bytes) && /\.xlsx$/i.test(fileName))
    throw new UnreadableFile(message(importWords.brokenXlsx))
  const rows: SheetRow[] = []
  let header: readonly string[] | null = null
  for await (const { row, cells } of isZip(bytes) ? xlsxRows(bytes) : readCsv(bytes)) {
    const trimmed = cells.map(clean)
    if (trimmed.every((cell) => cell === '')) continue
    if (header === null) header = trimmed
    else rows.push({ row, cells: trimmed })
  }
  if (header === null) throw new UnreadableFile(message(importWords.emptyFile))
  return { header, rows }
}

/** The spreadsheet library is a fifth of a process's start and few processes read a spreadsheet. */
async function* xlsxRows(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  const { readXlsx } = await import('./read-xlsx.ts')
  yield* readXlsx(bytes)
}

/** Without blanks around it, and without the character 0, which the database cannot keep. */
const clean = (cell: string) => (cell.includes('\0') ? cell.replaceAll('\0', '') : cell).trim()
