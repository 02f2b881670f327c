/** Goods to talk about in a visit. */
import { asc, eq } from 'drizzle-orm'
import type { Gaps } from '../../../../cards/customers/gaps.ts'
import type { Tx } from '../../../db/client.ts'
import { missingGoods } from '../../orders/missing-goods.ts'
import { products } from '../../orders/tables.ts'
import { goodsTips } from '../tables.ts'
import type { Visit } from './visits.ts'

/** Reads what like customers buy and this one does not, and keeps it with the visit in place of what it had. */
export async function keepTips(tx: Tx, visit: Pick<Visit, 'id' | 'customerCode'>): Promise<void> {
  await tx.delete(goodsTips).where(eq(goodsTips.visitId, visit.id))
  const found = (await missingGoods({ tx }, [visit.customerCode])).get(visit.customerCode)
  if (!found) return
  await tx.insert(goodsTips).values(
    found.goods.map(({ code, buyers }, i) => ({
      visitId: visit.id,
      productCode: code,
      place: i + 1,
      likes: found.n,
      buyers,
    })),
  )
}

/** What was kept, in its order; null when there is nothing to name. */
export async function tipsOf(tx: Tx, visitId: string): Promise<Gaps | null> {
  const rows = await tx
    .select({ name: products.name, buyers: goodsTips.buyers, likes: goodsTips.likes })
    .from(goodsTips)
    .innerJoin(products, eq(products.code, goodsTips.productCode))
    .where(eq(goodsTips.visitId, visitId))
    .orderBy(asc(goodsTips.place))
  const [first] = rows
  return first ? { goods: rows, n: first.likes } : null
}
