import { inArray, sql } from 'drizzle-orm'
import { products } from '../../orders/tables.ts'
import { positiveDecimal, positiveMoney, text, whole, yesOrNo } from '../cells.ts'
import { type Draft, join, once } from '../drafts.ts'
import { upsertRows } from '../upsert.ts'
import { mapRows, type Plan, type Work } from '../work.ts'
import { shortDecimal } from './quantities.ts'

type ProductRow = typeof products.$inferSelect

/** Goods: unit, cost and standard price of one unit. */
export async function planProducts(work: Work): Promise<Plan> {
  const drafts = await mapRows(work.rows, (row): Draft<ProductRow> => {
    const code = row.need('code', text) ?? ''
    const values = {
      code,
      name: row.keep('name', text),
      unit: row.keep('unit', text),
      category: row.read('category', text),
      costFen: row.keep('cost', positiveMoney),
      priceFen: row.keep('price', positiveMoney),
      spec: row.read('spec', text),
      baseUnit: row.read('base_unit', text),
      caseSize: row.read('case_size', positiveDecimal),
      barcode: row.read('barcode', text),
      brand: row.read('brand', text),
      shelfLifeDays: row.read('shelf_life_days', whole(0, 36_500)),
      active: row.orElse('active', yesOrNo, true),
    }
    return { row, key: code, values }
  })
  const { changes, counts } = await join<ProductRow>(work, 'products', once(drafts, 'code'), {
    load: async (part) => {
      const codes = part.map(({ key }) => key)
      const found = await work.tx.select().from(products).where(inArray(products.code, codes))
      return new Map(
        found.map((one) => [one.code, { ...one, caseSize: shortDecimal(one.caseSize) }]),
      )
    },
    blank: ({ key }) => ({
      code: key,
      name: '',
      unit: '',
      category: null,
      costFen: 0,
      priceFen: 0,
      spec: null,
      baseUnit: null,
      caseSize: null,
      barcode: null,
      brand: null,
      shelfLifeDays: null,
      active: true,
    }),
  })
  return {
    counts,
    async write() {
      const after = changes.map((change) => change.after)
      const fields = Object.keys(products).filter((name) => name in (after[0] ?? {}))
      await upsertRows(
        work.tx,
        products,
        ['code'],
        after,
        fields.filter((name) => name !== 'code') as (keyof ProductRow)[],
      )
      const created = changes.filter(({ before }) => before === null)
      if (created.length > 0)
        await costOfWaitingLines(
          work,
          created.map(({ after }) => after.code),
        )
    },
  }
}

/** Order lines that came before their product have no cost yet: it is known now, also to their orders. */
async function costOfWaitingLines(work: Work, codes: readonly string[]): Promise<void> {
  const these = sql`(select jsonb_array_elements_text(${JSON.stringify(codes)}::text::jsonb))`
  await work.tx.execute(sql`
    update order_lines l set cost_fen = round(p.cost_fen * l.quantity *
      case when l.unit is null or l.unit = p.unit or p.case_size is null then 1
        when l.unit = p.base_unit then 1 / p.case_size
        when coalesce(p.base_unit, p.unit) = p.unit and l.unit in ('箱', '件', 'case', 'carton') then p.case_size
        else 1 end)
    from products p
    where p.code = l.product_code and p.code in ${these}`)
  await work.tx.execute(sql`
    update orders o set cost_fen = s.cost_fen
    from (
      select l.order_code, sum(case l.kind when 'sale' then l.cost_fen when 'return' then -l.cost_fen
        when 'gift' then l.cost_fen else 0 end) as cost_fen
      from order_lines l
      where l.order_code in (select order_code from order_lines where product_code in ${these})
      group by l.order_code
    ) s
    where o.code = s.order_code and o.cost_fen <> s.cost_fen`)
}
