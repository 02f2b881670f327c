import type { Fen } from '../../domain/money.ts'
import type { OrderLineKind } from './tables.ts'

const sign: Record<OrderLineKind, number> = { sale: 1, return: -1, gift: 0, exchange: 0 }
/** What is given away costs its goods; what is exchanged comes back. */
const costSign: Record<OrderLineKind, number> = { ...sign, gift: 1 }

export interface SummedLine {
  readonly kind: OrderLineKind
  readonly amountFen: Fen
  readonly costFen: Fen
  /** A decimal, as the database holds it. */
  readonly quantity: string | number
}

export interface OrderSums {
  /** Sales less returns. */
  readonly netFen: Fen
  /** Goods sold and given away less goods returned, at cost. */
  readonly costFen: Fen
  /** Sold less returned. */
  readonly quantity: string
  readonly saleLines: number
}

/** The sums that an order keeps of its lines; whoever writes lines writes them to the order. */
export function orderSums(lines: readonly SummedLine[]): OrderSums {
  const sum = (of: (line: SummedLine) => number) => lines.reduce((n, line) => n + of(line), 0)
  const quantity = sum(({ kind, quantity: of }) => sign[kind] * Number(of))
  return {
    netFen: sum(({ kind, amountFen }) => sign[kind] * amountFen),
    costFen: sum(({ kind, costFen }) => costSign[kind] * costFen),
    // Quantities have at most six decimals; sums of binary fractions would show more.
    quantity: String(Math.round(quantity * 1e6) / 1e6),
    saleLines: sum(({ kind }) => Number(kind === 'sale')),
  }
}
