import { inArray } from 'drizzle-orm'
import { prices } from '../../orders/tables.ts'
import { positiveMoney, text } from '../cells.ts'
import { type Draft, join, once } from '../drafts.ts'
import { upsertRows } from '../upsert.ts'
import { codeCell, mapRows, type Plan, type Work } from '../work.ts'

type PriceRow = typeof prices.$inferSelect
const keyOf = (productCode: string, priceLevel: string) => JSON.stringify([productCode, priceLevel])

/** What a product costs customers of a price level. */
export async function planPrices(work: Work): Promise<Plan> {
  const product = codeCell(work, 'product')
  const drafts = await mapRows(work.rows, (row): Draft<PriceRow> => {
    const productCode = row.need('product_code', product) ?? ''
    const priceLevel = row.need('price_level', text) ?? ''
    const priceFen = row.keep('price', positiveMoney)
    return {
      row,
      key: keyOf(productCode, priceLevel),
      values: { productCode, priceLevel, priceFen },
    }
  })
  const { changes, counts } = await join<PriceRow>(work, 'prices', once(drafts, 'price_level'), {
    load: async (part) => {
      const codes = [...new Set(part.map(({ values }) => values.productCode ?? ''))]
      const found = await work.tx.select().from(prices).where(inArray(prices.productCode, codes))
      return new Map(found.map((one) => [keyOf(one.productCode, one.priceLevel), one]))
    },
    blank: () => ({ productCode: '', priceLevel: '', priceFen: 0 }),
  })
  return {
    counts,
    write: () =>
      upsertRows(
        work.tx,
        prices,
        ['productCode', 'priceLevel'],
        changes.map(({ after }) => after),
        ['priceFen'],
      ),
  }
}
