/** A table written to files on disk as its rows come, in parts that the platform takes. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import type { CellValue, Column, TableRow } from '../../../domain/performance/table.ts'
import { inLocale, type T } from '../../../i18n/t.ts'
import { bom, csvCell, csvLine } from './csv.ts'
import { openSheet } from './xlsx.ts'

export interface Wanted {
  readonly folder: string
  readonly format: 'xlsx' | 'csv'
  readonly title: string
  readonly columns: readonly Column[]
  /** Lines about the table; a CSV has no place for them. */
  readonly about: readonly string[]
  readonly t: T
  readonly zone: string
  readonly limits?: Limits
}

export interface Limits {
  /** Of one file, so that what comes out stays below the platform's 30 MB. */
  readonly bytes: number
  readonly rows: number
}

/** The text of a sheet is packed, so it is smaller in the end; a sheet holds a million rows at most. */
const usual = {
  csv: { bytes: 28 * 1024 * 1024, rows: 1_000_000 },
  xlsx: { bytes: 48 * 1024 * 1024, rows: 250_000 },
} as const satisfies Record<string, Limits>

/** Making cells is work of this thread: after so many rows others have their turn. */
const rowsAtOnce = 200

/** One file that is being written. `bytes` is what its cells weigh so far. */
export interface OpenFile {
  add(cells: readonly CellValue[]): void
  bytes(): number
  /** Waits until what was added is on its way to the disk. */
  drained(): Promise<void>
  close(): Promise<void>
}

export interface Written {
  readonly rows: number
  readonly files: readonly { readonly path: string; readonly bytes: number }[]
}

/** Writes all batches of rows; `mostRows` more than that are not written, and `tooMany` says so. */
export async function writeParts(
  wanted: Wanted,
  batches: AsyncIterable<readonly TableRow<string>[]>,
  mostRows: number,
): Promise<Written | 'tooMany'> {
  const limits = wanted.limits ?? usual[wanted.format]
  const paths: string[] = []
  let file: OpenFile | null = null
  let [rows, inFile] = [0, 0]
  try {
    for await (const batch of batches) {
      for (const row of batch) {
        if (rows >= mostRows) return 'tooMany'
        if (file && (inFile >= limits.rows || file.bytes() >= limits.bytes)) {
          await file.close()
          file = null
        }
        if (!file) {
          const path = join(wanted.folder, `${paths.length + 1}.${wanted.format}`)
          file = await (wanted.format === 'csv' ? openCsv : openSheet)(path, wanted)
          paths.push(path)
          inFile = 0
        }
        file.add(wanted.columns.map(({ key }) => row[key] ?? null))
        rows += 1
        inFile += 1
        if (rows % rowsAtOnce === 0) await setImmediate()
      }
      await file?.drained()
    }
  } finally {
    await file?.close()
  }
  const files = await Promise.all(
    paths.map(async (path) => ({ path, bytes: (await stat(path)).size })),
  )
  return { rows, files }
}

async function openCsv(path: string, { columns, t, zone }: Wanted): Promise<OpenFile> {
  const out = createWriteStream(path)
  let bytes = 0
  const write = (text: string) => {
    bytes += Buffer.byteLength(text)
    out.write(text)
  }
  write(
    bom + csvLine(columns.map(({ label }) => csvCell(heading, inLocale(label, t.locale), zone))),
  )
  return {
    add: (cells) =>
      write(csvLine(columns.map((column, i) => csvCell(column, cells[i] ?? null, zone)))),
    bytes: () => bytes,
    async drained() {
      if (out.writableNeedDrain) await once(out, 'drain')
    },
    async close() {
      out.end()
      await finished(out)
    },
  }
}

const heading: Column = { key: '', label: { zh: '', en: '' }, kind: 'text' }
