import { addDays, daysBetween, type LocalDate, localDate, startOfWeek } from './time.ts'

/**
 * The day that a person means, seen from `today`; null when the words name none.
 *
 * 今天 明天 后天 大后天 昨天 前天 · 3天后 · 周三 星期三 礼拜三 下周三 下下周三 本周三 上周三 ·
 * 11-24 11/24 11月24日 2026-11-24 2026年11月24日 · today tomorrow yesterday, day after tomorrow,
 * in 3 days, wed, this wed, next monday, last fri.
 *
 * A bare weekday is the next one, today included; 下周/next is the week after this one, Monday
 * first. A day without a year is this year's, or next year's when that lies more than 180 days
 * back (in December `1-5` means January); a nearer past day is returned as it is, so that the
 * caller can say that it is over.
 */
export function parseDateWords(text: string, today: LocalDate): LocalDate | null {
  const words = text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')
  const offset = OFFSETS.get(words)
  if (offset !== undefined) return addDays(today, offset)
  return parseDistance(words, today) ?? parseWeekday(words, today) ?? parseCalendar(words, today)
}

const OFFSETS = new Map([
  ['前天', -2],
  ['昨天', -1],
  ['昨日', -1],
  ['yesterday', -1],
  ['今天', 0],
  ['今日', 0],
  ['today', 0],
  ['明天', 1],
  ['明日', 1],
  ['tomorrow', 1],
  ['后天', 2],
  ['day after tomorrow', 2],
  ['the day after tomorrow', 2],
  ['大后天', 3],
])

function parseDistance(words: string, today: LocalDate): LocalDate | null {
  const found = /^(\d{1,3}) ?天后$|^in (\d{1,3}) days?$/.exec(words)
  return found ? addDays(today, Number(found[1] ?? found[2])) : null
}

function parseWeekday(words: string, today: LocalDate): LocalDate | null {
  const found = CHINESE_WEEKDAY.exec(words) ?? ENGLISH_WEEKDAY.exec(words)
  const weekday = found ? WEEKDAYS.get((found[2] ?? '').slice(0, 3)) : undefined
  if (!found || weekday === undefined) return null

  const inThisWeek = addDays(startOfWeek(today), weekday - 1)
  const which = found[1]
  if (which === undefined) return inThisWeek < today ? addDays(inThisWeek, 7) : inThisWeek
  if (which === '上' || which === 'last') return addDays(inThisWeek, -7)
  if (which === 'next') return addDays(inThisWeek, 7)
  return which.startsWith('下') ? addDays(inThisWeek, 7 * which.length) : inThisWeek
}

const CHINESE_WEEKDAY = /^(下+|上|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天])$/
const ENGLISH_WEEKDAY =
  /^(?:(next|this|last) )?(mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)$/
const WEEKDAYS = new Map([
  ...[...'一二三四五六日'].map((name, i) => [name, i + 1] as const),
  ...['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((name, i) => [name, i + 1] as const),
  ['天', 7] as const,
])

function parseCalendar(words: string, today: LocalDate): LocalDate | null {
  const found = /^(?:(\d{4})[-/.年] ?)?(\d{1,2})[-/.月] ?(\d{1,2})[日号]?$/.exec(words)
  if (!found) return null
  const [, year, month = '', day = ''] = found
  const inYear = (y: number) => localDate.safeParse(`${y}-${two(month)}-${two(day)}`).data ?? null
  if (year !== undefined) return inYear(Number(year))

  const thisYear = Number(today.slice(0, 4))
  const near = inYear(thisYear)
  if (near === null) return inYear(thisYear + 1) // 29 February, asked for a year early
  return daysBetween(near, today) > 180 ? inYear(thisYear + 1) : near
}

function two(digits: string): string {
  return digits.padStart(2, '0')
}
