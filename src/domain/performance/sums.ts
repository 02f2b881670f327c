import type { Fen } from '../money.ts'

/** A planned visit that was made so many days later still counts as late rather than missed. */
export const LATE_DAYS = 7

/** What can be added up over people, days and customers; every rate is a quotient of these. */
export type Sums = {
  /** Stops of the frozen plans, leave and approved skips left out. */
  planned: number
  /** Of `planned`, those with a closed visit by the same rep that day. */
  completed: number
  /** Of `completed`, those before which no later stop of the plan was visited. */
  inOrder: number
  /** Of `planned`, those that the same rep visited only within the `LATE_DAYS` after. */
  late: number
  /** Of `completed`, those whose check-in was off site. */
  offSite: number
  /** Closed visits. */
  done: number
  /** Closed visits that were on no plan. */
  unplanned: number
  /** Closed visits with a sale by the same rep to the same customer that day. */
  strikes: number
  /** Closed visits on site, long enough, with photos and summary, not red. */
  valid: number
  /** Closed visits whose summary was marked; a closed shop's is not. */
  summaries: number
  /** The marks of `summaries`, 0–100 each. */
  summaryPoints: number
  /** Next visits that were promised for a day, leave and approved skips left out. */
  promised: number
  /** Of `promised`, those where the customer was visited by then, by whoever. */
  kept: number
  /** Order lines sold at the visits of `strikes`. */
  lines: number
  /** Sales less returns. */
  netFen: Fen
  /** Sold less returned, in the units of the lines. */
  quantity: number
  /** Cost of goods sold and given away, less goods returned. */
  costFen: Fen
  /** Orders that sell something. */
  orders: number
  /** Customers to whom an order sold something for the first time. */
  newcomers: number
  /** Parts of payments that are the person's. */
  collectedFen: Fen
}

export const noSums: Sums = {
  planned: 0,
  completed: 0,
  inOrder: 0,
  late: 0,
  offSite: 0,
  done: 0,
  unplanned: 0,
  strikes: 0,
  valid: 0,
  summaries: 0,
  summaryPoints: 0,
  promised: 0,
  kept: 0,
  lines: 0,
  netFen: 0,
  quantity: 0,
  costFen: 0,
  orders: 0,
  newcomers: 0,
  collectedFen: 0,
}

/** Quantities are decimals of at most six places: sums of binary fractions would show more. */
export const exactQuantity = (quantity: number): number => Math.round(quantity * 1e6) / 1e6
