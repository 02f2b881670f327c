/** Months as `2026-11`. */
import { addDays, date, type LocalDate, monthOf, monthRange } from '../../domain/time.ts'

export const nextMonth = (month: string): string => monthOf(addDays(monthRange(month).to, 1))
export const monthBefore = (month: string): string => monthOf(addDays(monthRange(month).from, -1))

/** Both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  for (let month = from; month <= to; month = nextMonth(month)) months.push(month)
  return months
}

/** The newest month that is over when the day ends. */
export function monthOver(day: LocalDate): string {
  const month = monthOf(day)
  return monthRange(month).to === day ? month : monthBefore(month)
}

/** A year before a month begins: how far back a return looks for its sale. */
export const yearBefore = (month: string): LocalDate =>
  date(`${Number(month.slice(0, 4)) - 1}${month.slice(4)}-01`)
