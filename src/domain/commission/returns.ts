import type { LocalDate } from '../time.ts'

/** A line of goods sold, or brought back. Quantities are positive, in one unit. */
export type GoodsLine = {
  id: string
  on: LocalDate
  customerCode: string
  productCode: string
  quantity: number
}

/** Part of a return and the sale that it takes back; null: no sale is left that it could be of. */
export type Match = { returnId: string; saleId: string | null; quantity: number }

/** Quantities have at most six decimals; less is the rest of a binary fraction. */
const NOTHING = 1e-7

/**
 * Finds the sales that returns take back: of the same customer and product, not later than the return,
 * the newest first, each at most for what was sold. The parts of a return add up to it.
 */
export function matchReturns(sales: readonly GoodsLine[], returns: readonly GoodsLine[]): Match[] {
  const key = ({ customerCode, productCode }: GoodsLine) =>
    JSON.stringify([customerCode, productCode])
  const newestFirst = (a: GoodsLine, b: GoodsLine) => order(b.on, a.on) || order(b.id, a.id)
  const open = new Map<string, { line: GoodsLine; left: number }[]>()
  for (const line of sales.toSorted(newestFirst)) {
    const list = open.get(key(line)) ?? []
    list.push({ line, left: line.quantity })
    open.set(key(line), list)
  }
  return returns
    .toSorted((a, b) => order(a.on, b.on) || order(a.id, b.id))
    .flatMap((back) => {
      const matches: Match[] = []
      let rest = back.quantity
      for (const sale of open.get(key(back)) ?? []) {
        if (rest <= NOTHING) break
        if (sale.left <= NOTHING || sale.line.on > back.on) continue
        const quantity = Math.min(rest, sale.left)
        sale.left -= quantity
        rest -= quantity
        matches.push({ returnId: back.id, saleId: sale.line.id, quantity })
      }
      if (rest > NOTHING) matches.push({ returnId: back.id, saleId: null, quantity: rest })
      return matches
    })
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
