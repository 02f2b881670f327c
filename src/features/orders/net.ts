import type { OrderLineKind } from './tables.ts'

const sign: Record<OrderLineKind, number> = { sale: 1, return: -1, gift: 0, exchange: 0 }

/** Sales less returns of an order's lines, in fen; whoever writes lines writes it to the order. */
export const netOf = (lines: readonly { kind: OrderLineKind; amountFen: number }[]): number =>
  lines.reduce((sum, { kind, amountFen }) => sum + sign[kind] * amountFen, 0)
