import { multiply } from '../../../domain/money.ts'
import { importWords } from '../../../i18n/imports.ts'
import { message } from '../../../i18n/t.ts'
import { type lineKinds, type orderLines, products } from '../../orders/tables.ts'
import { oneOf, positiveDecimal, positiveMoney, text } from '../cells.ts'
import type { Row } from '../row.ts'
import { codeCell, type Work } from '../work.ts'
import { costOf } from './quantities.ts'

export type Line = Omit<typeof orderLines.$inferSelect, 'orderCode' | 'lineNo'>

const kind = oneOf<(typeof lineKinds)[number]>({
  sale: '销售 正常 卖出',
  return: '退货 退',
  gift: '赠品 赠送 赠',
  exchange: '换货 换',
})

/** Reads the line of a row: exact amount, and what its goods cost now. Null after an error was reported. */
export async function lineReader(work: Work): Promise<(row: Row) => Line | null> {
  const known = new Map((await work.tx.select().from(products)).map((one) => [one.code, one]))
  const product = codeCell(work, 'product')
  return (row) => {
    const productCode = row.need('product_code', product)
    const quantity = row.need('quantity', positiveDecimal)
    const unitPriceFen = row.need('unit_price', positiveMoney)
    const what = row.need('kind', kind)
    const unit = row.read('unit', text) ?? null
    if (!productCode || !quantity || unitPriceFen === undefined || !what || row.failed) return null
    const goods = known.get(productCode)
    const amountFen = exact(() => multiply(unitPriceFen, quantity))
    // A product that is not there yet has no cost; it is filled in when the product arrives.
    const costFen = goods ? exact(() => costOf(goods, quantity, unit)) : 0
    if (amountFen === undefined || costFen === undefined) {
      row.refuse('quantity', message(importWords.tooMuch))
      return null
    }
    if (costFen === null) {
      row.refuse('unit', message(importWords.unitUnknown, { unit: goods?.unit ?? '' }))
      return null
    }
    return { productCode, quantity, unit, unitPriceFen, amountFen, costFen, kind: what }
  }
}

/** Undefined when a product of numbers leaves the range in which fen are exact. */
function exact<V>(compute: () => V): V | undefined {
  try {
    return compute()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
