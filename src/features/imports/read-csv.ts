import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { importWords } from '../../i18n/imports.ts'
import { message } from '../../i18n/t.ts'
import { type SheetRow, UnreadableFile } from './sheet.ts'

const sliceBytes = 256 * 1024

/** Rows of a UTF-8 CSV, with or without BOM. A quoted cell may hold commas and line breaks. */
export async function* readCsv(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  refuseOtherEncodings(bytes)
  const parser = Readable.from(slices(bytes)).pipe(
    parse({ bom: true, relax_column_count: true, skip_empty_lines: false }),
  )
  let row = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { row: ++row, cells }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new UnreadableFile(message(importWords.brokenCsv), Number(error.records ?? row) + 1)
  }
}

/** Chinese Excel saves plain CSV as GBK: guessing would make nonsense names, so the person is told. */
function refuseOtherEncodings(bytes: Uint8Array): void {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (const slice of slices(bytes)) decoder.decode(slice, { stream: true })
    decoder.decode()
  } catch {
    throw new UnreadableFile(message(importWords.notUtf8))
  }
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += sliceBytes) yield bytes.subarray(i, i + sliceBytes)
}
