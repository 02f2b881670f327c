import { DateTime } from 'luxon'
import { z } from 'zod'

/** A calendar day 'YYYY-MM-DD' without a zone; only real days pass (29 February in leap years). */
export const localDate = z.iso.date().brand<'LocalDate'>()
export type LocalDate = z.infer<typeof localDate>

/** 'HH:mm', 00:00 to 24:00; 24:00 is the end of the day, as in opening hours. */
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
/** An IANA zone that this Node knows, such as 'Asia/Shanghai'. */
export const timeZone = z.string().refine((zone) => DateTime.utc().setZone(zone).isValid)

const DAY_MS = 86_400_000

/** Parses 'YYYY-MM-DD'. Throws RangeError for anything else: use `localDate` for foreign input. */
export function date(text: string): LocalDate {
  const parsed = localDate.safeParse(text)
  if (!parsed.success) throw new RangeError(`not a calendar day: ${text}`)
  return parsed.data
}

/** The day on which an instant falls in a zone. Throws RangeError for an unknown zone. */
export function toLocalDate(instant: Date, zone: string): LocalDate {
  return at(instant, zone).toFormat('yyyy-MM-dd') as LocalDate
}

/**
 * The instant of a local wall-clock time ('HH:mm', to 24:00). A time that a summer-time change
 * skips moves forward by the gap. Throws RangeError for a bad time or zone.
 */
export function localInstant(day: LocalDate, time: string, zone: string): Date {
  const minutes = timeToMinutes(time)
  const on = minutes === 1440 ? addDays(day, 1) : day
  const clock = minutes === 1440 ? '00:00' : time
  const found = DateTime.fromISO(`${on}T${clock}`, { zone })
  if (!found.isValid) throw new RangeError(`no such time: ${day} ${time} ${zone}`)
  return found.toJSDate()
}

/** The day `days` after (or, negative, before) a day. `days` is a whole number. */
export function addDays(day: LocalDate, days: number): LocalDate {
  return fromDayNumber(dayNumber(day) + days)
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** Every day from `from` to `to`, both included; empty when `to` is earlier. */
export function daysFrom(from: LocalDate, to: LocalDate): LocalDate[] {
  const days = Math.max(0, daysBetween(from, to) + 1)
  return Array.from({ length: days }, (_, i) => addDays(from, i))
}

/** Weekday after ISO 8601: 1 Monday … 7 Sunday. */
export function isoWeekday(day: LocalDate): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** ISO 8601 week number, 1 … 53. */
export function isoWeek(day: LocalDate): number {
  const thursday = addDays(day, 4 - isoWeekday(day))
  const newYear = `${thursday.slice(0, 4)}-01-01` as LocalDate
  return Math.floor(daysBetween(newYear, thursday) / 7) + 1
}

/** Whether a day lies in an odd ISO week (单周). Weeks 53 and 1 are both odd: the contract's rule. */
export function isOddIsoWeek(day: LocalDate): boolean {
  return isoWeek(day) % 2 === 1
}

/** The Monday of a day's ISO week. */
export function startOfWeek(day: LocalDate): LocalDate {
  return addDays(day, 1 - isoWeekday(day))
}

/** 'YYYY-MM' of a day. */
export function monthOf(day: LocalDate): string {
  return day.slice(0, 7)
}

/** First and last day of a month 'YYYY-MM'. Throws RangeError for a bad month. */
export function monthRange(month: string): { from: LocalDate; to: LocalDate } {
  const from = date(`${month}-01`)
  const inNext = addDays(from, 31)
  return { from, to: addDays(inNext, -Number(inNext.slice(8))) }
}

/** Minutes since midnight of 'HH:mm' (24:00 is 1440). Throws RangeError otherwise. */
export function timeToMinutes(time: string): number {
  if (!localTime.safeParse(time).success) throw new RangeError(`not a time of day: ${time}`)
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/** 'HH:mm' of minutes since midnight, rounded; beyond a day it starts again at 00:00. */
export function minutesToTime(minutes: number): string {
  const whole = ((Math.round(minutes) % 1440) + 1440) % 1440
  return `${two(Math.floor(whole / 60))}:${two(whole % 60)}`
}

/** An instant as ISO 8601 with the zone's offset, to the second: '2026-11-24T09:12:00+08:00'. */
export function isoWithOffset(instant: Date, zone: string): string {
  return at(instant, zone).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ")
}

/** 09:12 · 11-24 · 11-24 09:12 · 11月24日 周二 (in English Tue 24 Nov) */
export type TimeStyle = 'time' | 'monthDay' | 'dateTime' | 'day'

/** An instant in words, in a zone. `locale` counts as Chinese when it begins with zh. */
export function formatLocal(instant: Date, zone: string, style: TimeStyle, locale = 'zh'): string {
  const local = at(instant, zone)
  if (style === 'time') return local.toFormat('HH:mm')
  if (style === 'dateTime') return local.toFormat('MM-dd HH:mm')
  return formatDate(toLocalDate(instant, zone), style, locale)
}

/** A day in words: 11-24, or 11月24日 周二 / Tue 24 Nov. */
export function formatDate(day: LocalDate, style: 'monthDay' | 'day', locale = 'zh'): string {
  if (style === 'monthDay') return day.slice(5)
  const month = Number(day.slice(5, 7))
  const dayOfMonth = Number(day.slice(8))
  const weekday = isoWeekday(day) - 1
  if (locale.startsWith('zh')) return `${month}月${dayOfMonth}日 周${'一二三四五六日'[weekday]}`
  return `${WEEKDAYS[weekday]} ${dayOfMonth} ${MONTHS[month - 1]}`
}

/**
 * The instant that a cell or an argument names: an ISO 8601 instant with offset or Z, else a local
 * date-time ('2026-11-24 09:12', T or blank, seconds optional), else a local date (its midnight).
 * '/' passes for '-', single digits are accepted. Null when it is none of these.
 */
export function parseLocalOrInstant(text: string, zone: string): Date | null {
  const found = INSTANT.exec(text.normalize('NFKC').trim())
  if (!found) return null
  const [, year = '', month = '', day = '', hour = '0', minute = '00', second = '00', offset] =
    found
  const iso = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${offset ?? ''}`
  const parsed = DateTime.fromISO(iso, { zone })
  return parsed.isValid ? parsed.toJSDate() : null
}

const INSTANT =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))? ?(Z|[+-]\d{2}:?\d{2})?)?$/i
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** Luxon's view of an instant in a zone, both checked. */
function at(instant: Date, zone: string): DateTime<true> {
  const found = DateTime.fromJSDate(instant, { zone })
  if (!found.isValid) throw new RangeError(`bad instant or zone: ${String(instant)} ${zone}`)
  return found
}

/** Days since 1970-01-01, counted in UTC where every day has 24 hours. */
function dayNumber(day: LocalDate): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS
}

function fromDayNumber(days: number): LocalDate {
  return new Date(days * DAY_MS).toISOString().slice(0, 10) as LocalDate
}

function two(n: number | string): string {
  return String(n).padStart(2, '0')
}
