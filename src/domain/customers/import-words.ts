export type WeekPattern = 'every' | 'odd' | 'even'

/** Open from … to, minutes since midnight; `to` passes 1440 when the shop closes after midnight. */
export type MinuteRange = { from: number; to: number }

/**
 * Weekdays as written in a file: '1,3,5', '135', '一三五', '周一、周三', '星期一;星期日', 'Mon Wed'.
 * Monday is 1, Sunday 7 (日, 天, 7). Sorted, without repeats; [] for an empty text; null if unclear.
 */
export function parseVisitDays(text: string): number[] | null {
  throw new Error(text)
}

/** every/odd/even, 每周/单周/双周; 'every' for an empty text; null for anything else. */
export function parseWeekPattern(text: string): WeekPattern | null {
  throw new Error(text)
}

/**
 * '09:00-12:00;14:00-18:00' to ranges in order; [] for an empty text (unknown: always open), null
 * when a time is no time or two ranges overlap.
 */
export function parseOpeningHours(text: string): MinuteRange[] | null {
  throw new Error(text)
}

/** The inverse of `parseOpeningHours`. */
export function formatOpeningHours(ranges: readonly MinuteRange[]): string {
  throw new Error(String(ranges))
}

/** Tags split by ';', trimmed, without empties and repeats, in order. */
export function parseTags(text: string): string[] {
  throw new Error(text)
}
