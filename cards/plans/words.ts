import {
  allSkips,
  isSkipKind,
  readSkip,
  type SkipReason,
} from '../../src/domain/settings/skip-reasons.ts'
import { formatDate, type LocalDate } from '../../src/domain/time.ts'
import type { TimeWindow } from '../../src/domain/time-words.ts'
import { handoverWords } from '../../src/i18n/handover.ts'
import { leaveWords } from '../../src/i18n/leave.ts'
import { planWords, skipWords } from '../../src/i18n/plans.ts'
import { inLocale, type Message, type T } from '../../src/i18n/t.ts'
import type { StopLine } from './view.ts'

/** `800 米`, `1.2 公里`, `46 公里`. */
export function distanceText(t: T, metres: number): string {
  if (metres < 1000) return t(planWords.metres, { n: Math.round(metres / 10) * 10 })
  const km = metres / 1000
  return t(planWords.km, { n: km < 10 ? Number(km.toFixed(1)) : Math.round(km) })
}

/** The way to a stop, `约 1.2 公里` where it is an estimate among measured ones; null without a leg. */
export function legText({ legM, legEstimated }: Pick<StopLine, 'legM' | 'legEstimated'>, t: T) {
  if (legM === null) return null
  const distance = distanceText(t, legM)
  return legEstimated ? t(planWords.about, { distance }) : distance
}

/** `11月24日 周二`. */
export const dayText = (t: T, date: LocalDate): string => formatDate(date, 'day', t.locale)

/** `10:00–11:00`, or `10:00` where the end is open. */
export const windowText = ({ from, to }: TimeWindow): string =>
  to === null ? from : `${from}–${to}`

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
      return byName ? t(planWords.jointWith, { name: byName }) : t(planWords.joint)
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

/** A reason for skipping in both languages; one of ours may go by another name. */
export function skipLabel({ value, zh, en }: SkipReason): Message {
  const own = isSkipKind(value) ? skipWords[value] : undefined
  const name = zh ?? own?.zh ?? value
  return { zh: name, en: en ?? own?.en ?? name }
}

/** Reasons that no rep gave: leave, what the manager settled, a rep who left. */
const withoutRep = {
  leave: leaveWords.onLeave,
  reassigned: leaveWords.reassigned,
  dropped: leaveWords.dropped,
  left: handoverWords.hasLeft,
} as const

/** What became of a stop in a rep's words, as it is kept, with the reasons that the rule knows. */
export interface SkipSaid {
  readonly kept: string | null
  readonly reasons: readonly SkipReason[]
}

/** The name of a kept reason and what the rep wrote; a name that nobody knows is the words as they are. */
export function skipParts({ kept, reasons }: SkipSaid): {
  readonly name: Message
  readonly note: string | null
} | null {
  if (!kept) return null
  if (kept in withoutRep) return { name: withoutRep[kept as keyof typeof withoutRep], note: null }
  const { value, note } = readSkip(kept)
  const reason = allSkips(reasons).find((one) => one.value === value)
  return reason ? { name: skipLabel(reason), note } : { name: { zh: kept, en: kept }, note: null }
}

/** A kept reason in words: `店主不在：今天进货去了`. */
export function skipReasonText(t: T, said: SkipSaid): string {
  const parts = skipParts(said)
  if (!parts) return ''
  const asked = inLocale(parts.name, t.locale)
  if (!parts.note) return asked
  if (said.kept?.startsWith('other:')) return parts.note
  return t(planWords.withNote, { asked, note: parts.note })
}
