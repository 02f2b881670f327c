import { addDays, daysBetween, isoWeekday, type LocalDate, monthOf, monthRange } from '../time.ts'

/** A calendar week (Monday to Sunday) or month. */
export type PeriodKind = 'weekly' | 'monthly'

/** Local days, both included. */
export type Period = { kind: PeriodKind; from: LocalDate; to: LocalDate }

/** The week or month that a day lies in. */
export function periodOf(kind: PeriodKind, day: LocalDate): Period {
  if (kind === 'monthly') return { kind, ...monthRange(monthOf(day)) }
  const from = addDays(day, 1 - isoWeekday(day))
  return { kind, from, to: addDays(from, 6) }
}

/** The one before it. */
export const periodBefore = ({ kind, from }: Period): Period => periodOf(kind, addDays(from, -1))

/**
 * A period as far as it has gone, and as much of the one before: on the 10th of a month its first ten
 * days. The one before is at most as long as it is (February has no 30th); of a whole period it is whole.
 */
export function soFar(period: Period, today: LocalDate): { now: Period; before: Period } {
  const before = periodBefore(period)
  if (today >= period.to) return { now: period, before }
  const days = Math.max(0, daysBetween(period.from, today))
  const end = addDays(before.from, days)
  return {
    now: { ...period, to: today > period.from ? today : period.from },
    before: { ...before, to: end < before.to ? end : before.to },
  }
}
