import type { OrderHistory } from './order-history.ts'

/** A year, so that the same weekday is looked at. */
const year = 364
/** Order days from which a customer has a rhythm of its own. */
export const leastOrderDays = 3

/**
 * What can be said of a customer at all:
 * - never: has never ordered; a matter of development, not of churn;
 * - new: fewer than three order days, judged by the base's second orders (`secondOrders`);
 * - season: silent at the time of year at which it was silent a year ago, and came back then;
 *   nobody is alarmed before `until` (a day of the same clock);
 * - regular: has a rhythm.
 */
export type CustomerState =
  | { readonly kind: 'never' }
  | { readonly kind: 'new' }
  | { readonly kind: 'season'; readonly until: number }
  | { readonly kind: 'regular' }

/** `usualGap` in days as in `waitOf`; it is what a customer may be late after last year's day. */
export function stateOf(
  history: Pick<OrderHistory, 'days'> | null,
  today: number,
  usualGap: number,
): CustomerState {
  if (!history || history.days.length === 0) return { kind: 'never' }
  const { days } = history
  return stateAt(days.length, days.at(-1) ?? today, pauseOf(days, today), today, usualGap)
}

/** The same from what a scan keeps of a customer: how many order days, the last, last year's pause. */
export function stateAt(
  orderDays: number,
  last: number,
  pause: Pause | null,
  today: number,
  usualGap: number,
): CustomerState {
  if (orderDays < leastOrderDays) return { kind: 'new' }
  const until = pause && seasonBack(pause, last, usualGap)
  return until !== null && today <= until ? { kind: 'season', until } : { kind: 'regular' }
}

/** Shortest silence that counts as a season, in days and in usual gaps. */
const seasonDays = 45
const seasonGaps = 2
/** Days that this year's pause may begin before last year's. */
const early = 30

/** The order days on both sides of this day a year ago. */
export interface Pause {
  readonly before: number
  readonly after: number
}

/** What lay around this day a year ago; null when the history does not reach over it. `days` ascend. */
export function pauseOf(days: readonly number[], today: number): Pause | null {
  const then = today - year
  const next = days.findIndex((day) => day > then)
  const before = days[next - 1]
  const after = days[next]
  return next < 1 || before === undefined || after === undefined ? null : { before, after }
}

/** The day until which last year's pause explains today's silence; null if there was none then. */
function seasonBack({ before, after }: Pause, last: number, usualGap: number): number | null {
  const pause = after - before
  // Silent since long before last year's pause began is silent for another reason.
  if (last < before + year - Math.max(early, usualGap)) return null
  if (pause < Math.max(seasonDays, seasonGaps * usualGap)) return null
  return after + year + Math.ceil(usualGap)
}

/** Of the customers that ordered once: the share that has not ordered again after so many days (Kaplan and Meier). */
export interface SecondOrders {
  /** Days after the first order on which somebody ordered again, ascending. */
  readonly days: readonly number[]
  /** Share still without a second order after each of them. */
  readonly waiting: readonly number[]
}

/** The base's curve of second orders, those who have not ordered again counting for as long as they were seen. */
export function secondOrders(
  histories: Iterable<Pick<OrderHistory, 'days'>>,
  today: number,
): SecondOrders {
  const ordered = new Map<number, number>()
  const seen = new Map<number, number>()
  let atRisk = 0
  for (const { days } of histories) {
    const [first, second] = days
    if (first === undefined) continue
    const waited = (second ?? today) - first
    seen.set(waited, (seen.get(waited) ?? 0) + 1)
    if (second !== undefined) ordered.set(waited, (ordered.get(waited) ?? 0) + 1)
    atRisk++
  }
  const curve = { days: [] as number[], waiting: [] as number[] }
  let waiting = 1
  for (const day of [...seen.keys()].sort((a, b) => a - b)) {
    const again = ordered.get(day) ?? 0
    if (again > 0) {
      waiting *= 1 - again / atRisk
      curve.days.push(day)
      curve.waiting.push(waiting)
    }
    atRisk -= seen.get(day) ?? 0
  }
  return curve
}

/** Share of the base that waits longer than `days` for its second order. */
export function stillWaiting({ days, waiting }: SecondOrders, after: number): number {
  const next = days.findIndex((day) => day > after)
  return waiting[(next < 0 ? days.length : next) - 1] ?? 1
}

/**
 * Of those who ever order again as far as the base shows, the share that had done so by now: a new
 * customer beyond 0.8 is late for its second order. 0 while the base shows no second order.
 */
export function secondOrderOverdue(curve: SecondOrders, silent: number): number {
  const never = curve.waiting.at(-1) ?? 1
  return never >= 1 ? 0 : (1 - stillWaiting(curve, silent)) / (1 - never)
}
