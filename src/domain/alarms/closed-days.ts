/** The days on which nobody orders: 春节, other national holidays, days that the company rests. */
import { addDays, daysBetween, type LocalDate } from '../time.ts'
import type { WorkCalendar } from '../work-calendar.ts'

const epoch = '1970-01-01' as LocalDate
/** Whole days since 1970-01-01 of a local date. */
export const dayOf = (date: LocalDate): number => daysBetween(epoch, date)
export const dateOf = (day: number): LocalDate => addDays(epoch, day)

/**
 * Whole holidays between two days, both inclusive, for `stopClock`. Weekly rest days are no closed days: each
 * week has them, so rhythms hold them already.
 */
export function closedDays(calendar: Pick<WorkCalendar, 'dayKind'>, from: number, to: number) {
  const closed: number[] = []
  for (let day = from; day <= to; day++) {
    const { kind, part } = calendar.dayKind(dateOf(day))
    if (kind === 'holiday' && part === undefined) closed.push(day)
  }
  return closed
}
