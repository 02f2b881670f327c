/** A file to fill in: the first sheet is read when it comes back, the second explains its columns. */
import type { Workbook } from 'exceljs'
import { templateColumns, templateWords as w } from '../../i18n/import-templates.ts'
import { kindWords } from '../../i18n/imports.ts'
import type { T } from '../../i18n/t.ts'
import { type Column, columnsOf } from './columns.ts'
import type { ImportKind } from './kinds.ts'

/** A column as its reader types it in the header. */
export const labelOf = ({ name, aliases }: Column, t: T): string =>
  t.locale === 'en' ? name : (aliases[0] ?? name)

export const templateName = (kind: ImportKind, t: T): string =>
  `${t(w.fileName, { kind: t(kindWords[kind]) })}.xlsx`

/** Fills an empty workbook with the usual columns of a kind; text cells, so that no code loses its zeros. */
export function fillTemplate(book: Workbook, kind: ImportKind, t: T): void {
  const all = columnsOf[kind]
  const usual = templateColumns[kind].flatMap(({ name, example, hint }) => {
    const column = all.find((one) => one.name === name)
    return column ? [{ column, example, hint }] : []
  })
  const sheet = book.addWorksheet(t(kindWords[kind]), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = usual.map(({ column, example }) => ({
    header: labelOf(column, t),
    key: column.name,
    width: Math.max(12, example.length + 6),
    style: { numFmt: '@' },
  }))
  sheet.getRow(1).font = { bold: true }

  const explained = book.addWorksheet(t(w.explained))
  explained.columns = [18, 12, 28, 70].map((width) => ({ width }))
  explained.addRow([t(w.howTo)])
  explained.addRow([])
  const head = [w.column, w.need, w.example, w.hint].map((word) => t(word))
  explained.addRow(head).font = { bold: true }
  for (const { column, example, hint } of usual) {
    const need = t(column.need === 'optional' ? w.free : w.needed)
    explained.addRow([labelOf(column, t), need, example, hint ? t(hint) : ''])
  }
  const rest = all.filter((column) => !usual.some((one) => one.column === column))
  if (rest.length === 0) return
  explained.addRow([])
  explained.addRow([t(w.more)]).font = { bold: true }
  for (const column of rest) explained.addRow([labelOf(column, t)])
}
