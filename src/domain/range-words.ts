import { parseDateWords } from './date-words.ts'
import { parsePeriodWords } from './performance/period-words.ts'
import { addDays, type LocalDate, localDate, monthRange, startOfWeek } from './time.ts'

/** Local days, both included. */
export type DayRange = { from: LocalDate; to: LocalDate }

const weeks = new Map([
  ['本周', 0],
  ['这周', 0],
  ['this week', 0],
  ['上周', -7],
  ['上一周', -7],
  ['last week', -7],
])

/**
 * The days that words name, none after `today`; null when they name none. 今天 昨天 本周 上周 本月 上月 11月
 * 2026-10 本季 上季 Q3 今年 去年 2025年 近30天 (today and the 29 before), one day, or two days with 至, 到, ~ or
 * a long dash between them. A day or month without a year is the newest that has begun.
 */
export function parseRangeWords(text: string, today: LocalDate): DayRange | null {
  const words = text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')
  if (words === '') return null
  const range = parseSpan(words, today) ?? parseNamed(words, today)
  if (!range || range.from > today) return null
  return { from: range.from, to: range.to > today ? today : range.to }
}

function parseNamed(words: string, today: LocalDate): DayRange | null {
  const week = weeks.get(words)
  if (week !== undefined) {
    const from = addDays(startOfWeek(today), week)
    return { from, to: addDays(from, 6) }
  }
  const recent = /^(?:近|最近|过去) ?(\d{1,3}) ?天$|^last (\d{1,3}) days?$/.exec(words)
  if (recent) {
    const days = Number(recent[1] ?? recent[2])
    return days === 0 ? null : { from: addDays(today, 1 - days), to: today }
  }
  const long = parseQuarter(words, today) ?? parseYear(words, today)
  if (long) return long
  const day = pastDay(words, today)
  if (day) return { from: day, to: day }
  // Days to come would otherwise be read as their month.
  if (!/^\d|月$|month$/.test(words)) return null
  const month = parsePeriodWords('monthly', words, today)
  return month && { from: month.from, to: month.to }
}

/** A day as `parseDateWords` reads it; without a year never one to come. */
function pastDay(words: string, today: LocalDate): LocalDate | null {
  const day = parseDateWords(words, today)
  if (day === null || day <= today || /\d{4}/.test(words)) return day
  const before = localDate.safeParse(`${Number(day.slice(0, 4)) - 1}${day.slice(4)}`)
  return /\d/.test(words) ? (before.data ?? null) : null
}

function parseSpan(words: string, today: LocalDate): DayRange | null {
  const parts = words.split(/ ?(?:至|到|~|—|–| - | to ) ?/).filter((part) => part !== '')
  const [first, last] = parts
  if (parts.length !== 2 || first === undefined || last === undefined) return null
  const from = pastDay(first, today) ?? parseNamed(first, today)?.from
  // `11-01 到 15日` is of the same month.
  const to =
    /^\d{1,2}[日号]?$/.test(last) && from
      ? localDate.safeParse(`${from.slice(0, 8)}${last.replace(/\D/g, '').padStart(2, '0')}`).data
      : (pastDay(last, today) ?? parseNamed(last, today)?.to)
  return from && to && from <= to ? { from, to } : null
}

function quarterOf(year: number, quarter: number): DayRange {
  const month = (n: number) => `${year}-${String(n).padStart(2, '0')}`
  return { from: monthRange(month(quarter * 3 - 2)).from, to: monthRange(month(quarter * 3)).to }
}

function parseQuarter(words: string, today: LocalDate): DayRange | null {
  const year = Number(today.slice(0, 4))
  const now = Math.ceil(Number(today.slice(5, 7)) / 3)
  if (/^(本|这个?)季度?$|^this quarter$/.test(words)) return quarterOf(year, now)
  if (/^上个?季度?$|^last quarter$/.test(words))
    return now === 1 ? quarterOf(year - 1, 4) : quarterOf(year, now - 1)
  const named = /^(?:(\d{4})[ -/年]?)?(?:q([1-4])|第?([一二三四1-4])季度?)$/.exec(words)
  if (!named) return null
  const cn = named[3] ?? ''
  const quarter = Number(named[2] ?? ('一二三四'.indexOf(cn) + 1 || cn))
  if (named[1]) return quarterOf(Number(named[1]), quarter)
  return quarterOf(quarter > now ? year - 1 : year, quarter)
}

function parseYear(words: string, today: LocalDate): DayRange | null {
  const thisYear = Number(today.slice(0, 4))
  const named = /^(20\d{2})年?$/.exec(words)?.[1]
  const year = /^(今年|本年|this year)$/.test(words)
    ? thisYear
    : /^(去年|last year)$/.test(words)
      ? thisYear - 1
      : named
        ? Number(named)
        : null
  if (year === null) return null
  const day = (rest: string) => localDate.parse(`${year}-${rest}`)
  return { from: day('01-01'), to: day('12-31') }
}
