import { type CustomerFacts, factsOf } from '../../src/domain/alarms/facts.ts'
import type { OrderHistory } from '../../src/domain/alarms/order-history.ts'
import { type Base, fitBase } from '../../src/domain/alarms/rank.ts'
import { type Cut, type Judged, judge } from './protocol.ts'
import type { OrderSet } from './read.ts'

/** All that is known at a cut of the customers with a repeat order, and the base fitted to all customers. */
export interface Prepared {
  readonly cut: Cut
  readonly base: Base
  readonly judged: readonly Judged[]
  readonly facts: readonly CustomerFacts[]
}

export function prepare(
  orders: ReadonlyMap<OrderSet, readonly OrderHistory[]>,
  cuts: readonly Cut[],
): Prepared[] {
  return cuts.map((cut) => {
    const known = judge(orders.get(cut.set) ?? [], cut)
    const base = fitBase(known.map(({ history }) => factsOf(history, cut.cut)))
    const judged = known.filter((one) => one.in.has('A'))
    return { cut, base, judged, facts: judged.map(({ history }) => factsOf(history, cut.cut)) }
  })
}
