/** What was sold of single goods: products, and categories. */
import { inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import type { MetricKey } from '../../domain/performance/metrics.ts'
import { categoryOf } from '../../domain/performance/target-words.ts'
import type { LocalDate } from '../../domain/time.ts'
import { products } from '../orders/tables.ts'
import { dataSpan } from '../performance/figures/data-span.ts'
import { among, num } from '../performance/figures/scope.ts'
import type { Goods } from './aims.ts'

interface Sold {
  net: number
  cost: number
  quantity: number
}

/**
 * Sales less returns, their cost with gifts, and quantities, of goods as their lines say; null where there
 * is no order data, and for metrics that lines do not tell.
 */
export async function goodsValues(
  tx: Tx,
  range: { from: LocalDate; to: LocalDate; openIds: readonly string[] },
  goods: readonly Goods[],
): Promise<(goods: Goods, key: MetricKey) => number | null> {
  const scope = { tx, ...range }
  if (!(await dataSpan(scope)).orders) return () => null
  const rows = await tx.execute<
    { code: string; category: string | null } & Record<'net' | 'cost' | 'quantity', string>
  >(sql`
    select l.product_code as code, p.category,
      sum(case l.kind when 'sale' then l.amount_fen when 'return' then -l.amount_fen else 0 end) as net,
      sum(case l.kind when 'sale' then l.cost_fen when 'gift' then l.cost_fen
        when 'return' then -l.cost_fen else 0 end) as cost,
      sum(case l.kind when 'sale' then l.quantity when 'return' then -l.quantity else 0 end) as quantity
    from orders o join order_lines l on l.order_code = o.code
    left join products p on p.code = l.product_code
    where o.ordered_on between ${range.from} and ${range.to} and ${among(scope, sql`o.rep_open_id`)}
    group by 1, 2`)
  const sold = new Map<Goods, Sold>()
  for (const row of rows)
    for (const one of goods) {
      const category = categoryOf(one)
      if (category === null ? row.code !== one : row.category !== category) continue
      const sum = sold.get(one) ?? { net: 0, cost: 0, quantity: 0 }
      sum.net += num(row.net)
      sum.cost += num(row.cost)
      sum.quantity += num(row.quantity)
      sold.set(one, sum)
    }
  return (one, key) => {
    const { net, cost, quantity } = sold.get(one) ?? { net: 0, cost: 0, quantity: 0 }
    if (key === 'sales_amount') return net
    if (key === 'gross_profit') return net - cost
    return key === 'sales_quantity' ? Math.round(quantity * 1e6) / 1e6 : null
  }
}

/** Names of products; a category is its own name. */
export async function goodsNames(tx: Tx, goods: readonly Goods[]): Promise<Map<Goods, string>> {
  const rows = await tx
    .select({ code: products.code, name: products.name })
    .from(products)
    .where(inArray(products.code, [...goods]))
  const names = new Map<Goods, string>(rows.map(({ code, name }) => [code, name]))
  for (const one of goods) names.set(one, names.get(one) ?? categoryOf(one) ?? one)
  return names
}
