import { addDays, daysBetween, type LocalDate, monthOf, monthRange } from '../time.ts'

/** Customer grade (客户分级): A key, B important, C normal, D dormant. */
export type CustomerGrade = 'A' | 'B' | 'C' | 'D'

/** So many visits per period; `times` 0 means that no visits are planned (paused). */
export type Frequency = { times: number; per: { days: number } | 'month' | 'week' | 'twoWeeks' }

/** One period of a frequency: where it begins and how many days it has. */
export type Cycle = { start: LocalDate; lengthDays: number }

/**
 * Reads '4/28d', '3/month', '1/week', '1/2weeks' (also '3/月', '1/周', '1/2周', '4/28天') and '0'.
 * Null for anything else, such as no visit in a period, or over 31 visits or 366 days.
 */
export function parseFrequency(text: string): Frequency | null {
  const words = text.normalize('NFKC').toLowerCase().replace(/\s/g, '')
  if (words === '0') return { times: 0, per: { days: 28 } }
  const found =
    /^(\d{1,2})\/(?:(\d{1,3})(?:d|days?|天)|(months?|月)|(weeks?|周)|(2weeks?|2周|双周))$/.exec(
      words,
    )
  if (!found) return null
  const times = Number(found[1])
  const days = found[2] === undefined ? undefined : Number(found[2])
  if (times < 1 || times > 31 || (days !== undefined && (days < 1 || days > 366))) return null
  if (days !== undefined) return { times, per: { days } }
  return { times, per: found[3] ? 'month' : found[4] ? 'week' : 'twoWeeks' }
}

/** The shortest form that `parseFrequency` reads back. */
export function formatFrequency({ times, per }: Frequency): string {
  if (times === 0) return '0'
  if (per === 'twoWeeks') return `${times}/2weeks`
  return `${times}/${typeof per === 'string' ? per : `${per.days}d`}`
}

/** Mean days between visits; Infinity when paused. A month has 365.2425 / 12 days. */
export function intervalDays({ times, per }: Frequency): number {
  return (typeof per === 'string' ? PERIOD_DAYS[per] : per.days) / times
}

/** Visits per 28 days by grade: A 4, B 2, C 1, D 1, ungraded 2. */
export function defaultFrequency(grade: CustomerGrade | null): Frequency {
  return { times: grade === null ? 2 : BY_GRADE[grade], per: { days: 28 } }
}

/**
 * The period that a day lies in, for counting visits against a frequency: the calendar month, the
 * ISO week, two ISO weeks, or so many days. Periods of days and of two weeks are counted from
 * Monday 1 January 2024, so that everybody's cycle begins on the same Monday.
 */
export function cycleOf({ per }: Frequency, day: LocalDate): Cycle {
  if (per === 'month') {
    const { from, to } = monthRange(monthOf(day))
    return { start: from, lengthDays: daysBetween(from, to) + 1 }
  }
  const lengthDays = per === 'week' ? 7 : per === 'twoWeeks' ? 14 : per.days
  const into = daysBetween(ANCHOR, day) % lengthDays
  return { start: addDays(day, -(into < 0 ? into + lengthDays : into)), lengthDays }
}

const PERIOD_DAYS = { month: 365.2425 / 12, week: 7, twoWeeks: 14 }
const BY_GRADE = { A: 4, B: 2, C: 1, D: 1 }
const ANCHOR = '2024-01-01' as LocalDate
