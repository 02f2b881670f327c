/** Orders and payments of a customer, by its own rhythm. */
import { addDays, type LocalDate } from '../domain/time.ts'
import { orderSums } from '../features/orders/sums.ts'
import type { orderLines, orders, payments } from '../features/orders/tables.ts'
import { demoProducts, type PriceLevel, priceFor, season } from './goods.ts'
import { between, chance, logNormal, normal, pick, type Random, whole } from './random.ts'
import type { Shop } from './shops.ts'

export type OrderRow = typeof orders.$inferInsert
export type LineRow = typeof orderLines.$inferInsert
export type PaymentRow = typeof payments.$inferInsert

export interface Order {
  readonly row: OrderRow
  readonly lines: readonly LineRow[]
  /** Sales less returns. */
  readonly netFen: number
}

/** An order of the customer's usual goods; the season decides how much of which. */
export function makeOrder(
  random: Random,
  shop: Shop,
  order: { code: string; repOpenId: string; at: Date; on: LocalDate },
): Order {
  const wanted = Math.max(6_000, logNormal(random, shop.orderFen, 0.35))
  const count = Math.min(
    shop.favourites.length,
    whole(random, 1, shop.favourites.length > 9 ? 7 : 5),
  )
  const month = Number(order.on.slice(5, 7))
  const lines: LineRow[] = []
  const add = (product: (typeof demoProducts)[number], quantity: number, kind: LineRow['kind']) => {
    const unitPriceFen =
      kind === 'gift' ? 0 : priceFor(product, (shop.row.priceLevel ?? '三级') as PriceLevel)
    lines.push({
      orderCode: order.code,
      lineNo: lines.length + 1,
      productCode: product.code,
      quantity: String(quantity),
      unit: product.unit,
      unitPriceFen,
      amountFen: unitPriceFen * quantity,
      costFen: product.costFen * quantity,
      kind,
    })
  }
  for (const index of sample(random, shop.favourites, count)) {
    const product = demoProducts[index]
    if (!product) continue
    const spend = (wanted / count) * season(product.category ?? '', month)
    const quantity = Math.max(1, Math.round(spend / product.priceFen))
    add(product, quantity, 'sale')
    if (quantity >= 10 && chance(random, 0.35)) add(product, Math.floor(quantity / 10), 'gift')
  }
  const back = demoProducts[pick(random, shop.favourites)]
  if (back && chance(random, 0.035)) add(back, 1, chance(random, 0.8) ? 'return' : 'exchange')
  const sums = orderSums(lines)
  const row: OrderRow = {
    code: order.code,
    customerCode: shop.row.code,
    repOpenId: order.repOpenId,
    orderedAt: order.at,
    orderedOn: order.on,
    ...sums,
  }
  return { row, lines, netFen: sums.netFen }
}

function sample(random: Random, from: readonly number[], count: number): number[] {
  const left = [...from]
  return Array.from({ length: count }, () => {
    const [taken] = left.splice(Math.floor(random() * left.length), 1)
    return taken ?? 0
  })
}

/** When an order will be paid, and how: by its own number, or within a round sum for what is open. */
export interface Due {
  readonly on: LocalDate
  readonly amountFen: number
  readonly orderCode: string | null
  readonly method: string
}

/** What follows an order into the account; null when it is not paid within the story. */
export function paymentFor(random: Random, shop: Shop, order: Order, today: LocalDate): Due | null {
  const { code, orderedOn } = order.row
  if (order.netFen <= 0) return null
  const days = shop.row.creditDays ?? 0
  switch (shop.pays) {
    case 'cash':
      return {
        on: orderedOn as LocalDate,
        amountFen: order.netFen,
        orderCode: code,
        method: pick(random, ['现金', '微信', '微信', '支付宝']),
      }
    case 'badly':
      if (orderedOn > addDays(today, -75)) return null
  }
  const on = addDays(orderedOn as LocalDate, Math.max(1, Math.round(days + 2 + normal(random) * 4)))
  const lump = shop.pays === 'lump'
  const amountFen = lump
    ? Math.max(10_000, Math.floor((order.netFen * between(random, 0.9, 1)) / 10_000) * 10_000)
    : order.netFen
  return { on, amountFen, orderCode: lump ? null : code, method: '银行转账' }
}
