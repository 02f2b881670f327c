import type { LocalDate } from '../time.ts'

/** A ratio 0–1, or null when there is nothing to divide by: no data is never shown as 0. */
export type Rate = number | null

/** One customer on the plan as it was frozen when the morning card was sent. */
export type PlannedCall = {
  repId: string
  customerCode: string
  date: LocalDate
  /** The rep was on leave, or the manager approved the skip: the call does not count. */
  excused?: boolean
}

/** A closed visit. */
export type Call = { repId: string; customerCode: string; date: LocalDate }

/** What decides whether a closed visit is a valid one (有效拜访). */
export type CallQuality = {
  verdict: 'on_site' | 'needs_reason' | 'off_site' | 'unverified'
  dwellMinutes: number
  photosComplete: boolean
  summaryComplete: boolean
  /** The authenticity check came out red. */
  red: boolean
}

/** part ÷ whole, null when whole is 0. */
export function rate(part: number, whole: number): Rate {
  return whole === 0 ? null : part / whole
}

/**
 * 拜访达成率: distinct planned (rep, customer, day) that got a closed visit by the same rep that day
 * ÷ those planned; excused ones are left out, other skips stay in.
 */
export function completionRate(planned: readonly PlannedCall[], calls: readonly Call[]): Rate {
  const made = new Set(calls.map(keyOf))
  const due = new Set(planned.filter(({ excused }) => !excused).map(keyOf))
  return rate([...due].filter((key) => made.has(key)).length, due.size)
}

/** 覆盖率: distinct active assigned customers visited ÷ active assigned. Codes, repeats allowed. */
export function coverageRate(assigned: Iterable<string>, visited: Iterable<string>): Rate {
  const reached = new Set(visited)
  const active = new Set(assigned)
  return rate([...active].filter((code) => reached.has(code)).length, active.size)
}

/** 拜访成交率: visits with a sale by the same rep to the same customer that day ÷ visits. */
export function strikeRate(calls: readonly Call[], sales: readonly Call[]): Rate {
  const sold = new Set(sales.map(keyOf))
  return rate(calls.filter((call) => sold.has(keyOf(call))).length, calls.length)
}

/** On site, of at least the minimum stay, with the required photos and summary, not red. */
export function isValidCall(call: CallQuality, minStayMinutes: number): boolean {
  return (
    call.verdict === 'on_site' &&
    call.dwellMinutes >= minStayMinutes &&
    call.photosComplete &&
    call.summaryComplete &&
    !call.red
  )
}

/** 有效拜访率: valid visits ÷ closed visits. */
export function validRate(calls: readonly CallQuality[], minStayMinutes: number): Rate {
  return rate(calls.filter((call) => isValidCall(call, minStayMinutes)).length, calls.length)
}

function keyOf({ repId, customerCode, date }: Call): string {
  return JSON.stringify([repId, customerCode, date])
}
