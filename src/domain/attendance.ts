/**
 * Attendance hours (考勤时间): when the bot may say something unasked. Minutes since midnight; both ends
 * belong to the hours, so that what is due at the close is still said. No ranges: always.
 */
import { type MinuteRange, parseOpeningHours } from './customers/import-words.ts'

const day = 1440

/** The hours of a rule's text `09:00-12:00;13:30-18:00`; none for an empty one. Throws for what is no hours. */
export function parseHours(text: string): MinuteRange[] {
  const hours = parseOpeningHours(text)
  if (hours === null) throw new RangeError(`no hours: ${text}`)
  return hours
}

/** Whether a minute lies within the hours; a range may end after midnight. */
export function isWithin(hours: readonly MinuteRange[], minute: number): boolean {
  return (
    hours.length === 0 ||
    hours.some(({ from, to }) => (minute >= from && minute <= to) || minute + day <= to)
  )
}

/** The minute itself within the hours, else the next opening of the same day, null when there is none. */
export function nextOpen(hours: readonly MinuteRange[], minute: number): number | null {
  if (isWithin(hours, minute)) return minute
  return hours.map(({ from }) => from).find((from) => from > minute) ?? null
}

/** The minute at which the day's last hours close, at most midnight; null for always. */
export function lastClose(hours: readonly MinuteRange[]): number | null {
  const last = hours.at(-1)
  return last ? Math.min(last.to, day) : null
}

/**
 * When something of the day is to be done that the clock wants at `wanted`, seen at `now`: then, or when
 * the hours open next; what was missed while they were closed waits for the next opening too. Null when
 * nothing opens any more that day. `always` takes the day's first opening for a time after the last close.
 */
export function whenOpen(
  hours: readonly MinuteRange[],
  times: { readonly wanted: number; readonly now: number },
  options: { readonly always?: boolean } = {},
): number | null {
  const first = options.always ? (hours[0]?.from ?? null) : null
  const planned = nextOpen(hours, times.wanted) ?? first
  if (planned === null) return null
  return times.now <= planned || isWithin(hours, times.now) ? planned : nextOpen(hours, times.now)
}
