import { formatDate, type LocalDate } from '../../src/domain/time.ts'
import { handoverWords } from '../../src/i18n/handover.ts'
import { leaveWords } from '../../src/i18n/leave.ts'
import { planWords, type SkipKind, skipKinds } from '../../src/i18n/plans.ts'
import type { T } from '../../src/i18n/t.ts'
import type { StopLine } from './view.ts'

/** `800 米`, `1.2 公里`, `46 公里`. */
export function distanceText(t: T, metres: number): string {
  if (metres < 1000) return t(planWords.metres, { n: Math.round(metres / 10) * 10 })
  const km = metres / 1000
  return t(planWords.km, { n: km < 10 ? Number(km.toFixed(1)) : Math.round(km) })
}

/** `11月24日 周二`. */
export const dayText = (t: T, date: LocalDate): string => formatDate(date, 'day', t.locale)

/** At most so many characters, with an ellipsis. */
export function cut(text: string, length: number): string {
  const all = [...text]
  return all.length <= length ? text : `${all.slice(0, length - 1).join('')}…`
}

/** Why a stop is on today's plan, in words. */
export function whyText(t: T, stop: StopLine): string {
  const words = [reasonText(t, stop)]
  if (stop.line) words.push(t(planWords.onLine, { line: cut(stop.line, 12) }))
  if (stop.why.overCapacity) words.push(t(planWords.overCapacity))
  return words.join(' · ')
}

const fixedWords = {
  every: planWords.fixedEvery,
  odd: planWords.fixedOdd,
  even: planWords.fixedEven,
} as const

const weekdays = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}

function reasonText(t: T, { why, source, byName }: StopLine): string {
  switch (why.code) {
    case 'dueInCycle':
      return t(planWords.dueInCycle, { nth: why.nth, of: why.of, days: why.daysSince })
    case 'overdue':
      return t(planWords.overdue, { days: why.daysSince, interval: why.intervalDays })
    case 'neverVisited':
      return t(planWords.neverVisited)
    case 'fixedDay': {
      const names = t.locale === 'en' ? weekdays.en : weekdays.zh
      return t(fixedWords[why.weekPattern], { weekday: names[why.weekday - 1] ?? '' })
    }
    case 'adhoc':
      return t(planWords.adhoc)
    case 'promised': {
      const asked = askedText(t, source, byName)
      return why.note ? t(planWords.withNote, { asked, note: cut(why.note, 24) }) : asked
    }
  }
}

function askedText(t: T, source: string, byName: string | null): string {
  switch (source) {
    case 'promise':
      return t(planWords.promised)
    case 'joint':
      return t(planWords.joint)
    case 'anomaly':
      return t(planWords.anomaly)
    case 'reuse':
      return t(planWords.reused)
    case 'adhoc':
      return t(planWords.adhoc)
    default:
      return byName ? t(planWords.byManager, { name: byName }) : t(planWords.byManagerPlain)
  }
}

const kindOf = (text: string): SkipKind | null => (text in skipKinds ? (text as SkipKind) : null)

/** How a reason for skipping is kept: its kind, and what the rep wrote, `ownerAbsent:今天进货去了`. */
export function storeSkipReason(kind: string | undefined, text: string | undefined): string | null {
  const known = kindOf(kind ?? '')
  if (!text && (!known || known === 'other')) return null
  return text ? `${known ?? 'other'}:${text}` : known
}

/** Reasons that no rep gave: leave, and what the manager settled. */
const withoutRep = {
  leave: leaveWords.onLeave,
  reassigned: leaveWords.reassigned,
  dropped: leaveWords.dropped,
} as const

/** A kept reason in words: `店主不在：今天进货去了`. */
export function skipReasonText(t: T, stored: string | null): string {
  if (!stored) return ''
  if (stored in withoutRep) return t(withoutRep[stored as keyof typeof withoutRep])
  const [head = '', ...rest] = stored.split(':')
  const kind = kindOf(head)
  const text = rest.join(':')
  if (!kind) return stored === 'left' ? t(handoverWords.hasLeft) : stored
  if (!text) return t(skipKinds[kind])
  return kind === 'other' ? text : t(planWords.withNote, { asked: t(skipKinds[kind]), note: text })
}
