/**
 * The simulated company works in China: the clock on the screen is theirs,
 * whatever the machine's own zone is, and date fields carry the same offset.
 */
export const timeZone = 'Asia/Shanghai'
export const zoneOffset = '+0800'

const parts = new Intl.DateTimeFormat('sv-SE', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** `2024-04-29 07:07` in the company's zone. */
export function localStamp(at: Date): string {
  return parts.format(at)
}

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** `2024-04-29` in the company's zone. */
export function localDate(at: Date): string {
  return localStamp(at).slice(0, 10)
}

/** `07:07:53` in the company's zone. */
export function localTime(at: Date): string {
  return clock.format(at)
}

/** 一 to 日 in the company's zone. */
export function localWeekday(at: Date): string {
  return weekdays[(dayNumber(localDate(at)) + 4) % 7]?.slice(1) ?? ''
}

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const dayMs = 86_400_000

function dayNumber(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / dayMs)
}

/** As the client writes it between messages: 14:05, 昨天 14:05, 周三 14:05, 3月2日 14:05. */
export function chatTime(iso: string, now = new Date()): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return ''
  const [date = '', time = ''] = localStamp(at).split(' ')
  const [today = ''] = localStamp(now).split(' ')
  const daysAgo = dayNumber(today) - dayNumber(date)
  if (daysAgo === 0) return time
  if (daysAgo === 1) return `昨天 ${time}`
  if (daysAgo > 1 && daysAgo < 7) return `${weekdays[(dayNumber(date) + 4) % 7]} ${time}`
  const [year, month, day] = date.split('-').map(Number)
  const short = `${month}月${day}日`
  return today.startsWith(`${year}-`) ? `${short} ${time}` : `${year}年${short} ${time}`
}

/** The chat list has room for one word: today the time, else the day. */
export function listTime(iso: string, now = new Date()): string {
  const full = chatTime(iso, now)
  return full.includes(' ') ? (full.split(' ')[0] ?? full) : full
}
