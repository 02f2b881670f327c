/**
 * What the alarms know of one customer: the days with an order, and the money of each.
 *
 * Days and not orders, since a split invoice would fake a short rhythm. Days are whole numbers,
 * local calendar days since 1970-01-01; `stopClock` turns them into days on which the customer
 * could order, so that 春节 or 店休 make nobody late.
 */
export interface OrderHistory {
  readonly customer: string
  /** Ascending, each day once. Orders that were cancelled or came to nothing are left out. */
  readonly days: readonly number[]
  /** Fen of each day, in the order of `days`; 0 where the money is not known. */
  readonly amounts: readonly number[]
}

/** Turns a calendar day into a count of open days. */
export type Clock = (day: number) => number

export const calendar: Clock = (day) => day

/**
 * A clock that stands still on closed days: the last open day and every closed day after it have
 * the same count. `closed` may be unordered and hold a day twice.
 */
export function stopClock(closed: Iterable<number>): Clock {
  const days = Int32Array.from(new Set(closed)).sort()
  if (days.length === 0) return calendar
  return (day) => day - countUpTo(days, day)
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(ascending: ArrayLike<number>, limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1
    else high = middle
  }
  return low
}

/** The history as it was known at the end of `asOf`, told by `clock`; null if nothing was ordered yet. */
export function historyAt(
  history: OrderHistory,
  asOf: number,
  clock: Clock = calendar,
): OrderHistory | null {
  const days: number[] = []
  const amounts: number[] = []
  for (const [i, day] of history.days.entries()) {
    if (day > asOf) break
    const open = clock(day)
    const amount = history.amounts[i] ?? 0
    // An order on a closed day belongs to the open day before it.
    if (days.at(-1) === open) amounts[amounts.length - 1] = (amounts.at(-1) ?? 0) + amount
    else {
      days.push(open)
      amounts.push(amount)
    }
  }
  return days.length === 0 ? null : { customer: history.customer, days, amounts }
}

/**
 * The day up to which silence is counted: the newest order day of all the data, since an import
 * that is a week old must not make everybody silent for a week. Null without any order.
 */
export function newestOrderDay(histories: Iterable<OrderHistory>): number | null {
  let newest: number | null = null
  for (const { days } of histories) {
    const last = days.at(-1)
    if (last !== undefined && (newest === null || last > newest)) newest = last
  }
  return newest
}
