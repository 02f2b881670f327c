/** What the words behind an analysis ask for: which days, and whose. */
import { type DayRange, parseRangeWords } from '../range-words.ts'
import {
  addDays,
  daysBetween,
  isoWeekday,
  type LocalDate,
  monthOf,
  monthRange,
  startOfWeek,
} from '../time.ts'

/** Days may be named in so many words: `last 30 days`, `11-01 到 11-15`. */
const longestRun = 5

/**
 * The longest run of words that names days, and the words that are left. Null when none do; a run that
 * begins after `today` names none either.
 */
export function takeRange(
  words: readonly string[],
  today: LocalDate,
): { readonly range: DayRange | null; readonly others: readonly string[] } {
  for (let length = Math.min(longestRun, words.length); length > 0; length--) {
    for (let from = 0; from + length <= words.length; from++) {
      const range = parseRangeWords(words.slice(from, from + length).join(' '), today)
      if (range) return { range, others: words.toSpliced(from, length) }
    }
  }
  return { range: null, others: words }
}

/**
 * The days to compare with: of a week the same days of the week before, of a month those of the month
 * before (of a whole one all of it, and never more days than that month has), of a single day the same
 * weekday; of anything else as many days just before.
 */
export function rangeBefore({ from, to }: DayRange): DayRange {
  const days = daysBetween(from, to)
  if (days === 0 || (isoWeekday(from) === 1 && days <= 6 && startOfWeek(to) === from))
    return { from: addDays(from, -7), to: addDays(to, -7) }
  const month = monthRange(monthOf(from))
  if (from === month.from && to <= month.to) {
    const last = monthRange(monthOf(addDays(from, -1)))
    const end = addDays(last.from, days)
    return { from: last.from, to: to === month.to || end > last.to ? last.to : end }
  }
  return { from: addDays(from, -days - 1), to: addDays(from, -1) }
}

/** Days that coverage is counted over: from the first of the last day's month on, or from earlier. */
export function coverageRange({ from, to }: DayRange): DayRange {
  const first = monthRange(monthOf(to)).from
  return { from: from < first ? from : first, to }
}
