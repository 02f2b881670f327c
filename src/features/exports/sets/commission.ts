import type { TableRow } from '../../../domain/performance/table.ts'
import { monthOf } from '../../../domain/time.ts'
import { lineKindWords } from '../../../i18n/commission.ts'
import { cellWords, columnWords as w } from '../../../i18n/export-columns.ts'
import { exportSetWords as sets } from '../../../i18n/export-sets.ts'
import { nextMonth } from '../../commission/months.ts'
import { namesOf } from '../../commission/person.ts'
import { readMonth } from '../../commission/read.ts'
import { personCells } from '../scope.ts'
import type { ExportSet, Reading } from '../set.ts'
import { column, customerColumns, personColumns } from './columns.ts'

/** The months that a range touches, the first first. */
export function monthsOf({ range }: Pick<Reading, 'range'>): string[] {
  const months: string[] = []
  for (let month = monthOf(range.from); month <= monthOf(range.to); month = nextMonth(month))
    months.push(month)
  return months
}

/** Every line of commission, and every correction booked in the month: both add up to what is paid. */
export const commissionSet: ExportSet = {
  name: 'commission',
  title: sets.commission,
  about: sets.commissionAbout,
  aliases: ['提成', '提成明细', 'commission'],
  who: ['rep', 'manager', 'admin', 'finance'],
  time: 'month',
  columns: () => [
    column('month', w.month),
    ...personColumns,
    column('scheme', w.scheme),
    column('kind', w.kind),
    column('date', w.date, 'date'),
    column('order_code', w.orderCode),
    ...customerColumns,
    column('product', w.product),
    column('base', w.base, 'fen'),
    column('base_quantity', w.baseQuantity, 'number'),
    column('rate', w.rate, 'rate'),
    column('per_unit', w.perUnit, 'number'),
    column('commission', w.commission, 'fen'),
    column('of_month', w.ofMonth),
  ],
  async *rows(reading) {
    const { scope, t } = reading
    const openIds = scope.openIds ?? undefined
    for (const month of monthsOf(reading)) {
      const read = await readMonth(reading, month, openIds)
      const names = await namesOf(reading, read)
      for (const { openId, scheme, terms, lines } of read.schemes)
        yield lines.map(({ kind, fact, base, rate, fen }): TableRow<string> => {
          const isQuantity = terms.base === 'quantity'
          return {
            month,
            ...personCells(scope, openId),
            scheme: scheme.name,
            kind: t(lineKindWords[kind]),
            date: fact?.on ?? null,
            order_code: fact?.orderCode ?? null,
            customer_code: fact?.customerCode ?? null,
            customer: fact ? names.customer(fact.customerCode) : null,
            product: fact ? names.product(fact.productCode) : null,
            base: isQuantity ? null : base,
            base_quantity: isQuantity ? base : null,
            rate: isQuantity ? null : rate / 10_000,
            per_unit: isQuantity ? rate / 100 : null,
            commission: fen,
            of_month: month,
          }
        })
      yield read.corrections.map((one): TableRow<string> => {
        const kind = `${t(cellWords.correction)} · ${t(lineKindWords[one.kind])}`
        return {
          ...{ month, ...personCells(scope, one.openId), scheme: null, kind, date: null },
          ...{ order_code: one.orderCode, customer_code: null, customer: null },
          product: one.productCode ? names.product(one.productCode) : null,
          ...{ base: null, base_quantity: null, rate: null, per_unit: null },
          ...{ commission: one.fen, of_month: one.ofMonth },
        }
      })
    }
  },
}
