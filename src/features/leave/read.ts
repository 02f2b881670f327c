/** Reads what stands behind `请假`: days, half of the day, reason. */
import type { LeavePart } from '../../../cards/leave/view.ts'
import { parseDateWords } from '../../domain/date-words.ts'
import { addDays, type LocalDate } from '../../domain/time.ts'

export interface LeaveWords {
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  readonly part: LeavePart
  readonly reason: string | null
  /** Words behind 到 that name no day. */
  readonly unknown: string | null
}

const parts: readonly (readonly [RegExp, LeavePart])[] = [
  [/^(上午|早上|morning|mornings|am)$/i, 'am'],
  [/^(下午|afternoon|afternoons|pm)$/i, 'pm'],
  [/^(全天|整天|一天|all ?day)$/i, ''],
]
const until = /^(到|至|to|until|till)$/i
/** A day takes at most so many words (`day after tomorrow`). */
const longest = 4

/**
 * `明天 下午 看牙`, `12-01 到 12-03`, `12-01~12-03`, `明天 3天`, `tomorrow to friday`. The first words that
 * name a day are the first day; what is left over is the reason. Days may lie in any order: who asks judges.
 */
export function readLeave(text: string, today: LocalDate): LeaveWords {
  const words = text
    .normalize('NFKC')
    .replace(
      /(\d[日号]?|[天日一二三四五六])\s*(?:~|—+|–|到|至)\s*(?=[\d周星礼今明后大下])/g,
      '$1 to ',
    )
    .replace(/(天|日|号|\d)(上午|下午)/g, '$1 $2')
    .split(/\s+/)
    .filter(Boolean)
  let part: LeavePart = ''
  const rest = words.filter((word) => {
    const found = parts.find(([pattern]) => pattern.test(word))
    if (found) part = found[1]
    return !found
  })
  const first = takeDay(rest, 0, today)
  if (!first) return { from: null, to: null, part, reason: reasonOf(rest), unknown: null }

  const { day: from, start, end } = first
  const before = rest.slice(0, start)
  const next = rest[end] ?? ''
  const length = /^(\d{1,2})(?:天|days?)?$/i.exec(next)
  const counted = length && (/\D/.test(next) || /^days?$/i.test(rest[end + 1] ?? ''))
  if (counted) {
    const behind = /\D/.test(next) ? end + 1 : end + 2
    const to = addDays(from, Math.max(1, Number(length[1])) - 1)
    return { from, to, part, reason: reasonOf([...before, ...rest.slice(behind)]), unknown: null }
  }
  if (!until.test(next)) {
    const reason = reasonOf([...before, ...rest.slice(end)])
    return { from, to: from, part, reason, unknown: null }
  }
  const dayOnly = /^(\d{1,2})[日号]$/.exec(rest[end + 1] ?? '')
  const last = dayOnly
    ? {
        day: parseDateWords(`${from.slice(0, 7)}-${dayOnly[1]}`, today),
        start: end + 1,
        end: end + 2,
      }
    : takeDay(rest, end + 1, today)
  if (!last?.day || last.start !== end + 1) {
    return { from, to: null, part, reason: null, unknown: rest.slice(end + 1).join(' ') || next }
  }
  const reason = reasonOf([...before, ...rest.slice(last.end)])
  return { from, to: last.day, part, reason, unknown: null }
}

const reasonOf = (words: readonly string[]) => words.join(' ').trim() || null

/** The first longest run of words at or behind `at` that names a day. */
function takeDay(words: readonly string[], at: number, today: LocalDate) {
  for (let start = at; start < words.length; start++) {
    for (let n = Math.min(longest, words.length - start); n > 0; n--) {
      const day = parseDateWords(words.slice(start, start + n).join(' '), today)
      if (day) return { day, start, end: start + n }
    }
  }
  return null
}
