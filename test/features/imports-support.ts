/** Imports in a test: files written as text, into a database of their own. */
import excel from 'exceljs'
import { onTestFinished } from 'vitest'
import { connect, type Db } from '../../src/db/client.ts'
import type { Datum } from '../../src/domain/geo.ts'
import { type ImportResult, importFile } from '../../src/features/imports/import-file.ts'
import type { ImportKind } from '../../src/features/imports/kinds.ts'
import { freshDatabase } from '../support/database.ts'

export const csv = (text: string) => new TextEncoder().encode(text)

/** A workbook whose first sheet holds these rows. */
export async function xlsx(rows: readonly (readonly excel.CellValue[])[]): Promise<Uint8Array> {
  const book = new excel.Workbook()
  const sheet = book.addWorksheet('数据')
  for (const row of rows) sheet.addRow([...row])
  book.addWorksheet('说明').addRow(['code', 'this sheet is not read'])
  return new Uint8Array(await book.xlsx.writeBuffer())
}

export interface Desk {
  db: Db
  directory: Map<string, string>
  /** Moves today. */
  at(instant: string): void
  /** Imports a file of that kind; text is CSV. */
  put(
    kind: ImportKind | undefined,
    file: string | Uint8Array,
    options?: { datum?: Datum; fileName?: string },
  ): Promise<ImportResult>
}

/** A database of the test's own, and a platform that knows the people of `directory`. */
export async function desk(): Promise<Desk> {
  const fresh = await freshDatabase()
  const database = connect(fresh.url, { max: 3 })
  onTestFinished(async () => {
    await database.close()
    await fresh.drop()
  })
  const directory = new Map<string, string>()
  let now = new Date('2026-11-24T09:00:00+08:00')
  return {
    db: database.db,
    directory,
    at(instant) {
      now = new Date(instant)
    },
    put: (kind, file, options = {}) =>
      importFile({
        db: database.db,
        platform: {
          lookUp: async ({ mobiles, emails }) =>
            new Map(
              [...mobiles, ...emails].flatMap((word) => {
                const openId = directory.get(word)
                return openId ? [[word, openId] as const] : []
              }),
            ),
        },
        zone: 'Asia/Shanghai',
        now,
        kind,
        fileName: options.fileName ?? (typeof file === 'string' ? 'data.csv' : 'data.xlsx'),
        bytes: typeof file === 'string' ? csv(file) : file,
        datum: options.datum,
      }),
  }
}
