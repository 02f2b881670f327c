import { localTime, minutesToTime, timeToMinutes } from '../time.ts'

export type WeekPattern = 'every' | 'odd' | 'even'

/** Open from … to, minutes since midnight; `to` passes 1440 when the shop closes after midnight. */
export type MinuteRange = { from: number; to: number }

/**
 * Weekdays as written in a file: '1,3,5', '135', '一三五', '周一、周三', '星期一;星期日', 'Mon Wed'.
 * Monday is 1, Sunday 7 (日, 天). Sorted, without repeats; [] for an empty text; null if unclear.
 */
export function parseVisitDays(text: string): number[] | null {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/周|星期|礼拜|每/g, ' ')
    .split(/[\s,;、/|和及]+/)
    .filter((word) => word !== '')
  const days = words.flatMap((word) =>
    /^[a-z]/.test(word) ? [englishWeekday(word)] : [...word].map((c) => WEEKDAYS.get(c) ?? null),
  )
  const known = days.filter((day) => day !== null)
  if (known.length < days.length || (known.length === 0 && text.trim() !== '')) return null
  return [...new Set(known)].toSorted((a, b) => a - b)
}

/** every/odd/even, 每周/单周/双周; 'every' for an empty text; null for anything else. */
export function parseWeekPattern(text: string): WeekPattern | null {
  const word = text.normalize('NFKC').trim().toLowerCase()
  return word === '' ? 'every' : (WEEK_PATTERNS.get(word) ?? null)
}

/**
 * '09:00-12:00;14:00-18:00' to ranges in order; [] for an empty text (unknown, so always open);
 * null when a time is no time or two ranges overlap. 22:00-02:00 closes at 26:00.
 */
export function parseOpeningHours(text: string): MinuteRange[] | null {
  const parts = text
    .normalize('NFKC')
    .split(/[;,、]/)
    .map((part) => part.trim())
  const ranges: MinuteRange[] = []
  for (const part of parts.filter((p) => p !== '')) {
    const range = parseRange(part)
    if (range === null) return null
    ranges.push(range)
  }
  ranges.sort((a, b) => a.from - b.from)
  const clash = ranges.some(({ to }, i) => to > (ranges[i + 1]?.from ?? Infinity))
  return clash ? null : ranges
}

/** The inverse of `parseOpeningHours`. */
export function formatOpeningHours(ranges: readonly MinuteRange[]): string {
  const clock = (minutes: number) => (minutes === 1440 ? '24:00' : minutesToTime(minutes))
  return ranges.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(';')
}

/** Tags split by ';' (or '；'), trimmed, without empties and repeats, in their order. */
export function parseTags(text: string): string[] {
  const tags = text.split(/[;；]/).map((tag) => tag.trim())
  return [...new Set(tags.filter((tag) => tag !== ''))]
}

function parseRange(text: string): MinuteRange | null {
  const found = /^(\d{1,2}:\d{2}) ?[-~–—至到] ?(\d{1,2}:\d{2})$/.exec(text)
  const [from = '', to = ''] = (found?.slice(1) ?? []).map((time) => time.padStart(5, '0'))
  if (!localTime.safeParse(from).success || !localTime.safeParse(to).success) return null
  const opens = timeToMinutes(from)
  const closes = timeToMinutes(to)
  if (opens === closes) return null
  return { from: opens, to: closes > opens ? closes : closes + 1440 }
}

function englishWeekday(word: string): number | null {
  const found = ENGLISH.findIndex((day) => word.length >= 3 && day.startsWith(word))
  return found < 0 ? null : found + 1
}

const ENGLISH = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const WEEKDAYS = new Map([
  ...[...'一二三四五六日'].map((name, i) => [name, i + 1] as const),
  ...[...'1234567'].map((name, i) => [name, i + 1] as const),
  ['天', 7] as const,
])
const WEEK_PATTERNS = new Map<string, WeekPattern>([
  ['every', 'every'],
  ['每周', 'every'],
  ['odd', 'odd'],
  ['单周', 'odd'],
  ['even', 'even'],
  ['双周', 'even'],
])
