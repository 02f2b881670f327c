/** Ideas about minutes and hours: how long a visit must last, and when the day is told. */
import { minutesToTime, timeToMinutes } from '../time.ts'
import { type Count, countIf, type Idea, quantile, totalOf } from './idea.ts'

/** Visits that their reps ended, by whole minutes in store. */
export interface Stay {
  readonly minutes: number
  readonly visits: number
  /** Of these, with a sale that day. */
  readonly sold: number
}

const leastVisits = 100
const leastShort = 20
const manyShort = 0.15
/** Short visits sell about as well as the others when their rate is at least this share of theirs. */
const asGood = 0.8
const fewShort = 0.01
/** Nobody has to stay longer than this by a suggestion of ours. */
const longestMinimum = 30

/**
 * Shorter, when many visits are too short for the rule and sell about as well; longer, when next to
 * nobody comes near it, so that it says nothing. Null without `leastVisits`.
 */
export function minStayIdea(stays: readonly Stay[], now: number): Idea | null {
  const all = stays.map(({ minutes, visits }): Count => ({ value: minutes, n: visits }))
  const visits = totalOf(all)
  if (visits < leastVisits) return null
  const short = countIf(all, (minutes) => minutes < now)
  const sold = (of: (one: Stay) => boolean) =>
    stays.filter(of).reduce((sum, one) => sum + one.sold, 0)
  const soldShort = sold(({ minutes }) => minutes < now)
  const soldLong = sold(({ minutes }) => minutes >= now)
  const [rateShort, rateLong] = [soldShort / (short || 1), soldLong / (visits - short || 1)]
  const numbers = {
    visits,
    short,
    median: quantile(all, 0.5),
    soldShort: rateShort,
    soldLong: rateLong,
  }
  const idea = {
    kind: 'minStay',
    subject: '',
    from: now,
    sample: visits,
    measure: 'short',
  } as const
  if (short >= leastShort && short >= manyShort * visits && soldLong > 0) {
    if (rateShort < asGood * rateLong) return null
    const selling = stays.map(({ minutes, sold: n }): Count => ({ value: minutes, n }))
    const to = Math.max(1, quantile(selling, 0.1))
    return to < now ? { ...idea, why: 'shortSells', to, numbers } : null
  }
  const to = Math.min(quantile(all, 0.05), longestMinimum)
  const isToothless = now > 0 && short <= fewShort * visits && to >= 2 * now + 2
  return isToothless ? { ...idea, why: 'toothless', to, numbers } : null
}

const leastDays = 40
const manyLate = 0.2
const halfHour = 30
const latest = 21 * 60
const earliest = 15 * 60
/** A digest this long after nearly everybody has gone home could come earlier. */
const longAfter = 90

/** Up to the next half hour. */
const roundUp = (minutes: number) => Math.ceil(minutes / halfHour) * halfHour

/**
 * When the daily digest goes out, against the last check-outs of reps (minutes since midnight, one a rep
 * and day): later, when many still work; earlier, when nearly all have long been done.
 */
export function digestTimeIdea(ends: readonly Count[], at: string): Idea | null {
  const days = totalOf(ends)
  if (days < leastDays) return null
  const now = timeToMinutes(at)
  const late = countIf(ends, (minute) => minute > now)
  const numbers = { days, late, p90: quantile(ends, 0.9), median: quantile(ends, 0.5) }
  const base = { kind: 'digestTime', subject: '', from: at, sample: days, measure: 'told' } as const
  if (late >= manyLate * days) {
    const to = Math.min(latest, roundUp(quantile(ends, 0.9)))
    return to > now ? { ...base, why: 'tooEarly', to: minutesToTime(to), numbers } : null
  }
  const nearlyAll = quantile(ends, 0.95)
  const to = Math.max(earliest, roundUp(nearlyAll + 15))
  if (now - nearlyAll < longAfter || to >= now) return null
  return { ...base, why: 'tooLate', to: minutesToTime(to), numbers }
}
