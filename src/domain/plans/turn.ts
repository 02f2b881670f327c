import { intervalDays } from '../customers/frequency.ts'
import { addDays, daysBetween, type LocalDate } from '../time.ts'
import type { DueCustomer, StopReason } from './stops.ts'

/** Where a customer stands by its frequency on a day. */
export type Turn = {
  customer: DueCustomer
  due: boolean
  neverVisited: boolean
  /** Days since the last visit ÷ days that may pass; due from 1 on. 0 when never visited. */
  ratio: number
  reason: StopReason
}

/** The weekend at a cycle's end, on which a visit cannot be counted on. */
const END_MARGIN_DAYS = 2

/**
 * Whether a customer's turn by frequency has come on a day; null when its frequency is 0 or it is
 * not yet known on that day.
 *
 * Never visited: due from its turn on, which a hash of the code spreads over one interval, so that
 * an import does not put everybody on the first day.
 * Visited: due when the interval has passed. Where visits slipped (days off, a full day) so far that
 * those still owed no longer fit into the cycle, the gaps tighten evenly to make them fit, though
 * never below half the interval: each grade gets its count, not two visits in one week.
 */
export function turnOf(customer: DueCustomer, date: LocalDate): Turn | null {
  const interval = intervalDays(customer.frequency)
  if (!Number.isFinite(interval) || customer.createdOn > date) return null

  const { createdOn, lastVisitOn, visitsInCycle } = customer
  if (lastVisitOn === undefined) {
    const turn = addDays(createdOn, hash(customer.code) % Math.max(1, Math.ceil(interval)))
    const reason: StopReason = { code: 'neverVisited', daysKnown: daysBetween(createdOn, date) }
    return { customer, due: turn <= date, neverVisited: true, ratio: 0, reason }
  }

  const daysSince = daysBetween(lastVisitOn, date)
  const of = Math.max(1, Math.round(customer.cycleLengthDays / interval))
  const owed = Math.max(0, of - visitsInCycle)
  const ratio = Math.max(0, daysSince) / gapDays(customer, lastVisitOn, interval, owed)
  const reason: StopReason =
    owed > 0
      ? { code: 'dueInCycle', nth: visitsInCycle + 1, of, daysSince }
      : { code: 'overdue', daysSince, intervalDays: Math.round(interval) }
  return { customer, due: ratio >= 1, neverVisited: false, ratio, reason }
}

/** Days that may pass since the last visit, given the visits still owed in this cycle. */
function gapDays(
  { cycleStart, cycleLengthDays }: DueCustomer,
  lastVisitOn: LocalDate,
  interval: number,
  owed: number,
): number {
  if (owed === 0) return interval
  const lastDay = addDays(cycleStart, cycleLengthDays - 1 - END_MARGIN_DAYS)
  const fits = daysBetween(lastVisitOn, lastDay) / owed
  return Math.max(1, interval / 2, Math.min(Math.floor(interval), fits))
}

/** FNV-1a (32 bits) with a final mix: the same everywhere and always, even for codes in sequence. */
export function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  return (h ^ (h >>> 13)) >>> 0
}
