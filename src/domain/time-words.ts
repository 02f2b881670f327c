/** Times of day as people say them. */

/** Local times 'HH:mm' between which something is to begin; `to` null leaves the end open. */
export interface TimeWindow {
  readonly from: string
  readonly to: string | null
}

/** `7:30`, `7点`, `7点半`, `下午6点半`, `6:30 pm` as 'HH:mm'; null for a bare number or anything else. */
export function parseClock(text: string): string | null {
  const found =
    /^(早上|上午|中午|下午|晚上)?\s*(\d{1,2})\s*(?::(\d{2})|[点时](半|\d{1,2})?分?)?\s*(am|pm)?$/.exec(
      text.normalize('NFKC').trim().toLowerCase(),
    )
  const [, half, hours = '', minutes, spoken, suffix] = found ?? []
  const isTime = minutes !== undefined || suffix !== undefined || /[点时]/.test(text)
  if (!found || !isTime) return null
  const late = suffix === 'pm' || half === '下午' || half === '晚上'
  const hour = late && Number(hours) < 12 ? Number(hours) + 12 : Number(hours)
  const minute = Number(spoken === '半' ? '30' : (minutes ?? spoken ?? '0'))
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : null
}

/**
 * `10:00-11:00`, `10点到11点半`, `下午2点至3点`, `2pm-3pm`, or one time alone. Null when it is neither, or
 * ends before it begins. Without a half of its own the end lies in that of the beginning.
 */
export function parseWindow(text: string): TimeWindow | null {
  const words = text.normalize('NFKC').trim().toLowerCase()
  const [first = '', second, ...more] = words.split(/\s*(?:-|~|–|—|至|到|\bto\b)\s*/)
  if (more.length > 0) return null
  const from = parseClock(first)
  if (second === undefined) return from === null ? null : { from, to: null }
  const half = /^(上午|下午|晚上)/.exec(first)?.[1] ?? ''
  const to = parseClock(second) ?? parseClock(`${half}${second}点`)
  const later = to !== null && half !== '' ? parseClock(`${half}${second}`) : null
  const end = later !== null && to !== null && later > to ? later : to
  return from !== null && end !== null && end > from ? { from, to: end } : null
}

const two = (n: number) => String(n).padStart(2, '0')
