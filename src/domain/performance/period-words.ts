import { parseDateWords } from '../date-words.ts'
import { type LocalDate, localDate } from '../time.ts'
import { type Period, type PeriodKind, periodBefore, periodOf } from './periods.ts'

const current = new Set(['本周', '这周', '本月', '这个月', 'this week', 'this month'])
const last = new Set(['上周', '上一周', '上月', '上个月', 'last week', 'last month', 'last'])

/**
 * The week or month that words name: 本周, 上周, 本月, 上月, a month (2026-10, 2026年10月, 10月: the newest
 * that has begun), or any day in it; null when they name none. Without words the current one, or on its
 * first day, when there is nothing in it yet, the one before.
 */
export function parsePeriodWords(kind: PeriodKind, text: string, today: LocalDate): Period | null {
  const words = text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')
  const now = periodOf(kind, today)
  if (words === '') return today === now.from ? periodBefore(now) : now
  if (current.has(words)) return now
  if (last.has(words)) return periodBefore(now)
  const month = kind === 'monthly' ? monthDay(words, today) : null
  const day = month ?? parseDateWords(words, today)
  return day && periodOf(kind, day)
}

/** The first day of a month that words name. */
function monthDay(words: string, today: LocalDate): LocalDate | null {
  const found = /^(?:(\d{4})[-/年])?(\d{1,2})月?$/.exec(words)
  if (!found) return null
  const month = (found[2] ?? '').padStart(2, '0')
  const thisYear = Number(today.slice(0, 4))
  const first = (year: number) => localDate.safeParse(`${year}-${month}-01`).data ?? null
  if (found[1]) return first(Number(found[1]))
  const near = first(thisYear)
  return near && near > today ? first(thisYear - 1) : near
}
