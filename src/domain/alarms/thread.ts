/** The thread of an alarm: what may be answered, which clock runs then, and what is done when it is over. */
import type { MinuteRange } from '../customers/import-words.ts'
import { addDays, type LocalDate } from '../time.ts'
import type { AlarmState } from './ends.ts'

/** What somebody has to say who was in touch with the customer. */
export const contactOutcomes = [
  'willOrder',
  'thinking',
  'stocked',
  'later',
  'lostPrice',
  'lostRival',
  'lostService',
  'lostClosing',
  'lostOther',
  'other',
] as const
export type ContactOutcome = (typeof contactOutcomes)[number]

/** Why an alarm was none. */
export const falseReasons = ['season', 'shut', 'data', 'elsewhere', 'other'] as const
export type FalseReason = (typeof falseReasons)[number]

const lost: readonly ContactOutcome[] = [
  'lostPrice',
  'lostRival',
  'lostService',
  'lostClosing',
  'lostOther',
]

/** An answer ends the alarm as lost, has somebody asked again on a day, or waits for an order. */
export const contactEffect = (outcome: ContactOutcome): 'lost' | 'remind' | 'wait' =>
  lost.includes(outcome) ? 'lost' : outcome === 'later' ? 'remind' : 'wait'

/** What an answer lacks: a day to be reminded on, or words that say what nothing else does. */
export function lacking(
  outcome: ContactOutcome,
  said: { readonly note: string; readonly until: LocalDate | null },
  today: LocalDate,
): 'note' | 'day' | null {
  if (outcome === 'later') return said.until !== null && said.until > today ? null : 'day'
  return (outcome === 'other' || outcome === 'lostOther') && said.note === '' ? 'note' : null
}

/** Kept reasons: a code, with words behind a colon where somebody wrote some. */
export const keepWords = (code: string, note: string): string =>
  note === '' ? code : `${code}:${note}`

export function readWords(kept: string): { readonly code: string; readonly note: string | null } {
  const at = kept.indexOf(':')
  return at < 0
    ? { code: kept, note: null }
    : { code: kept.slice(0, at), note: kept.slice(at + 1) || null }
}

export type ThreadEvent =
  | 'raised'
  | 'told'
  | 'moved'
  | 'offered'
  | 'planned'
  | 'answered'
  | 'snoozed'
  | 'escalated'
  | 'visited'
  | 'ordered'
  | 'ended'
  | 'reopened'

/** What a clock waits for: an answer, the planned visit, or the day that somebody named. */
export type Clock = 'answer' | 'visit' | 'remind'

/** Which clock runs after these events, oldest first; null: none, the alarm waits for an order. */
export function clockAfter(events: readonly ThreadEvent[]): Clock | null {
  const last = events.findLast((event) => event !== 'offered')
  switch (last) {
    case 'planned':
      return 'visit'
    case 'snoozed':
      return 'remind'
    case 'answered':
    case 'visited':
    case 'ordered':
    case 'ended':
    case undefined:
      return null
    default:
      return 'answer'
  }
}

export type Decision =
  /** Somebody has the customer on a plan: the clock waits for that day. */
  | { readonly do: 'wait'; readonly until: LocalDate }
  /** The owner asked to hear of it again. */
  | { readonly do: 'remind' }
  | { readonly do: 'escalate'; readonly level: number }
  /** Everybody above has heard of it: it stays open without a clock. */
  | { readonly do: 'stop' }

/**
 * What is done when the clock of an alarm is over and nobody has answered. `top` is the highest level that
 * there is anybody for; levels: 0 the owner, 1 the manager, 2 the manager's manager.
 */
export function onDue(
  alarm: {
    readonly state: AlarmState
    readonly level: number
    readonly clock: Clock | null
    readonly plannedOn: LocalDate | null
  },
  top: number,
): Decision {
  if (alarm.state !== 'open' && alarm.state !== 'planned') return { do: 'stop' }
  if (alarm.plannedOn !== null) return { do: 'wait', until: alarm.plannedOn }
  if (alarm.clock === 'remind') return { do: 'remind' }
  return alarm.level < top ? { do: 'escalate', level: alarm.level + 1 } : { do: 'stop' }
}

/** A local moment: the day, and minutes since midnight. */
export interface Moment {
  readonly date: LocalDate
  readonly minute: number
}

/** Without attendance hours nobody is asked at night all the same. */
const dayHours: readonly MinuteRange[] = [{ from: 8 * 60, to: 20 * 60 }]
const searchDays = 60

/**
 * When a clock of so many hours is over: calendar hours, and where that falls into the night or on a free
 * day at the next opening of the hours. A day off after `searchDays` free ones is taken as it is.
 */
export function dueAfter(
  from: Moment,
  hours: number,
  open: { readonly ranges: readonly MinuteRange[]; works(date: LocalDate): boolean },
): Moment {
  const total = from.minute + Math.round(hours * 60)
  return nextOpening(
    { date: addDays(from.date, Math.floor(total / 1440)), minute: total % 1440 },
    open,
  )
}

/** The moment itself within the hours of a working day, else the next opening. */
export function nextOpening(
  from: Moment,
  open: { readonly ranges: readonly MinuteRange[]; works(date: LocalDate): boolean },
): Moment {
  const ranges = open.ranges.length > 0 ? open.ranges : dayHours
  let { date, minute } = from
  for (let n = 0; n < searchDays; n += 1) {
    if (open.works(date)) {
      if (ranges.some((range) => minute >= range.from && minute <= range.to))
        return { date, minute }
      const later = ranges.map((range) => range.from).find((opening) => opening > minute)
      if (later !== undefined) return { date, minute: later }
    }
    date = addDays(date, 1)
    minute = 0
  }
  return from
}
