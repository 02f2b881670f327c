import type { OrderHistory } from './order-history.ts'
import type { RhythmFacts } from './rhythm.ts'

/** All that the churn risk is read from, a grouped aggregate over one customer's order days. Days are open days. */
export interface CustomerFacts extends RhythmFacts {
  /** Sum of the squared gaps between neighbouring order days, days². */
  readonly gapSquares: number
  /** The gap before the last order day; 0 for a single one. */
  readonly lastGap: number
  /** Order days, each weighed by exp(−its age ÷ 120 days). */
  readonly recent: number
  /** Fen of all order days. */
  readonly amount: number
  /** Fen of the last order day. */
  readonly lastAmount: number
}

/** An order day that is so many days old counts 1/e. */
export const recentDays = 120

/** A stock-up is never taken to last longer than so many gaps. */
const mostCover = 4
/** From so many usual orders on, an order counts as a stock-up (压货). */
const stockUp = 2

/** The facts of a customer at the end of `today`, told by the same clock as the history. The history must hold a day and none after `today`. */
export function factsOf({ days, amounts }: OrderHistory, today: number): CustomerFacts {
  const first = days[0] ?? today
  const last = days.at(-1) ?? today
  let gapSquares = 0
  let recent = 0
  for (let i = 0; i < days.length; i++) {
    const day = days[i] ?? last
    recent += Math.exp((day - today) / recentDays)
    if (i > 0) gapSquares += (day - (days[i - 1] ?? day)) ** 2
  }
  return {
    repeats: days.length - 1,
    span: last - first,
    age: today - first,
    gapSquares,
    lastGap: last - (days.at(-2) ?? last),
    recent,
    amount: amounts.reduce((sum, amount) => sum + amount, 0),
    lastAmount: amounts.at(-1) ?? 0,
  }
}

/**
 * How many usual gaps the last order covers: 1, or more after a stock-up, when the last order is at
 * least twice the mean of those before. One order before is no usual order: then 1.
 */
export function coverOf({ repeats, amount, lastAmount }: CustomerFacts): number {
  const usual = repeats < 2 ? 0 : (amount - lastAmount) / repeats
  if (usual <= 0 || lastAmount < stockUp * usual) return 1
  return Math.min(mostCover, lastAmount / usual)
}
