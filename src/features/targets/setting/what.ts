/** What a target is of: a metric, and the goods that words name. */
import { and, asc, eq, ilike, or, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import {
  type ChatMetric,
  categoryGoods,
  chatMetrics,
} from '../../../domain/performance/target-words.ts'
import { UserError } from '../../../errors.ts'
import { message } from '../../../i18n/t.ts'
import { settingWords as w } from '../../../i18n/target-setting.ts'
import { products } from '../../orders/tables.ts'
import type { Goods } from '../aims.ts'
import { goodsNames } from '../goods.ts'

export const isChatMetric = (metric: string): metric is ChatMetric =>
  (chatMetrics as readonly string[]).includes(metric)

/**
 * The goods of a name, code or category; null when there are none. A name in part will do where it is
 * the only one. Throws UserError for several.
 */
export async function findGoods(tx: Tx, words: string): Promise<Goods | null> {
  const text = words.trim()
  const exact = await tx
    .select({ code: products.code })
    .from(products)
    .where(or(eq(sql`lower(${products.code})`, text.toLowerCase()), eq(products.name, text)))
    .orderBy(asc(products.code))
    .limit(1)
  if (exact[0]) return exact[0].code
  const [category] = await tx
    .select({ name: products.category })
    .from(products)
    .where(eq(products.category, text))
    .limit(1)
  if (category?.name) return categoryGoods(category.name)
  const like = `%${text.replace(/[%_\\]/g, '\\$&')}%`
  const found = await tx
    .select({ code: products.code, name: products.name })
    .from(products)
    .where(and(ilike(products.name, like), eq(products.active, true)))
    .orderBy(asc(products.name))
    .limit(6)
  const [only, another] = found
  if (only && another) {
    const names = found.map(({ name }) => name).join('、')
    throw new UserError(message(w.several, { text: text.slice(0, 30), names }))
  }
  return only?.code ?? null
}

/** Name of goods; null for all of them. */
export async function goodsName(tx: Tx, goods: Goods): Promise<string | null> {
  if (goods === '') return null
  return (await goodsNames(tx, [goods])).get(goods) ?? goods
}
