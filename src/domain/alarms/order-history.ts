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
  const first = days[0]
  const last = days.at(-1)
  if (first === undefined || last === undefined) return calendar
  // Closed days up to each day from the first to the last: a scan asks for millions of days.
  const upTo = new Int32Array(last - first + 1)
  for (const day of days) upTo[day - first] = 1
  for (let i = 1; i < upTo.length; i++) upTo[i] = (upTo[i] ?? 0) + (upTo[i - 1] ?? 0)
  return (day) => day - (day < first ? 0 : (upTo[Math.floor(day) - first] ?? days.length))
}

/** The history as it was known at the end of `asOf`, told by `clock`; null if nothing was ordered yet. */
export function historyAt(
  history: OrderHistory,
  asOf: number,
  clock: Clock = calendar,
): OrderHistory | null {
  const days: number[] = []
  const amounts: number[] = []
  for (let i = 0; i < history.days.length; i++) {
    const day = history.days[i] ?? asOf
    if (day > asOf) break
    const open = clock(day)
    const amount = history.amounts[i] ?? 0
    const last = days.length - 1
    // An order on a closed day belongs to the open day before it.
    if (last >= 0 && days[last] === open) amounts[last] = (amounts[last] ?? 0) + amount
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
