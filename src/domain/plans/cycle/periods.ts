import { cycleOf, type Frequency, intervalDays } from '../../customers/frequency.ts'
import { addDays, daysBetween, type LocalDate } from '../../time.ts'

/** Visits that a frequency asks for in the part of one of its periods that lies in the cycle. */
export type Owed = { from: LocalDate; to: LocalDate; visits: number }

export type OwedInput = {
  frequency: Frequency
  /** The days that are planned. */
  from: LocalDate
  to: LocalDate
  /** The frequency counts from the first of these days to the second; default always. */
  notBefore?: LocalDate
  notAfter?: LocalDate
  /** Days of visits that were made before `from`, or are promised, at any time; each once. */
  settled: readonly LocalDate[]
}

/**
 * How many visits are owed in each period of a frequency (`cycleOf`) that the planned days touch.
 *
 * A period owes its count for as long as it has run by the end of the cycle, in days, rounded half
 * up, less what is settled: all of it where it ends in the cycle, a share where it goes on, so that
 * the next cycle asks for the rest and every period gets its count. A customer that counts only from
 * some day on (new, taken over, paused before) owes the share of these days. A period that is over
 * never owes what it missed.
 */
export function owedVisits(input: OwedInput): Owed[] {
  const { frequency, from, to, settled } = input
  if (frequency.times === 0) return []
  const owed: Owed[] = []
  for (let day = from; day <= to; ) {
    const { start, lengthDays } = cycleOf(frequency, day)
    const end = addDays(start, lengthDays - 1)
    const first = latest(start, input.notBefore)
    const last = earliest(earliest(end, to), input.notAfter)
    const share = Math.max(0, daysBetween(first, last) + 1) / lengthDays
    const asked = Math.floor(frequency.times * share + 0.5)
    const done = settled.filter((on) => on >= start && on <= end).length
    const visits = Math.max(0, asked - done)
    if (visits > 0) owed.push({ from: latest(first, from), to: last, visits })
    day = addDays(end, 1)
  }
  return owed
}

/** Least days between two visits: half the interval, rounded up, as turns by frequency keep it. */
export function defaultSpacing(frequency: Frequency): number {
  const interval = intervalDays(frequency)
  return Number.isFinite(interval) ? Math.max(1, Math.ceil(interval / 2)) : 1
}

function latest(a: LocalDate, b: LocalDate | undefined): LocalDate {
  return b !== undefined && b > a ? b : a
}

function earliest(a: LocalDate, b: LocalDate | undefined): LocalDate {
  return b !== undefined && b < a ? b : a
}
