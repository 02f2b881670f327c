/** The customers to complete as an XLSX: the first sheet is an import file, the second says what is missing. */
import type { Workbook } from 'exceljs'
import { customerWords as w } from '../../i18n/customers.ts'
import type { T } from '../../i18n/t.ts'
import type { ToMend } from './mending.ts'

/** Columns of the import of customers; an empty cell leaves what is there. */
const columns = [
  { header: 'code', key: 'code', width: 14 },
  { header: 'name', key: 'name', width: 32 },
  { header: 'address', key: 'address', width: 48 },
  { header: 'lng', key: 'lng', width: 14 },
  { header: 'lat', key: 'lat', width: 14 },
] as const

const yellow = {
  type: 'pattern',
  pattern: 'solid',
  fgColor: { argb: 'FFFFF2CC' },
} as const

/** Fills an empty workbook. Text only: nothing that was typed as a name becomes a formula. */
export function fillMendingFile(book: Workbook, list: readonly ToMend[], t: T): void {
  const sheet = book.addWorksheet(t(w.mendSheet), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map((column) => ({ ...column }))
  sheet.getRow(1).font = { bold: true }
  for (const { customer, lack } of list) {
    const { code, name, address } = customer
    const row = sheet.addRow({ code, name, address: address ?? '' })
    // A long number of a code stays as it is written.
    row.getCell('code').numFmt = '@'
    for (const key of lack === 'no_place' ? ['address', 'lng', 'lat'] : ['lng', 'lat'])
      row.getCell(key).fill = { ...yellow }
  }
  const reasons = book.addWorksheet(t(w.mendReasons))
  reasons.columns = [14, 32, 44, 26].map((width) => ({ width }))
  reasons.addRow([t(w.mendHint)])
  reasons.addRow([])
  reasons.addRow(['code', 'name', t(w.mendReason), t(w.mendNow)]).font = { bold: true }
  for (const one of list) {
    const { code, name, lngGcj, latGcj } = one.customer
    const point = lngGcj === null || latGcj === null ? '' : `${lngGcj},${latGcj}`
    reasons.addRow([code, name, reasonOf(one, t), point])
  }
}

function reasonOf({ customer, lack, suspicion, lookup }: ToMend, t: T): string {
  if (suspicion?.kind === 'shared') return t(w.suspectShared, { n: suspicion.sharedBy })
  if (suspicion?.kind === 'far')
    return t(w.suspectFar, { km: Math.round(suspicion.distanceM / 1000) })
  if (lack === 'unverified') return t(w.unverifiedLevel, { level: customer.pinLevel ?? '' })
  if (lookup?.status === 'area') return t(w.lookupArea, { level: lookup.level ?? '' })
  if (lookup) return t(w.lookupNone)
  return t(lack === 'no_place' ? w.noPlace : w.noPoint)
}
