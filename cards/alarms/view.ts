import type { AlarmNumbers } from '../../src/domain/alarms/alarm.ts'
import type { AlarmState } from '../../src/domain/alarms/ends.ts'
import { readWords } from '../../src/domain/alarms/thread.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { alarmActWords as w } from '../../src/i18n/alarms-acts.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Gaps } from '../customers/gaps.ts'
import { dayText } from '../plans/words.ts'

/** One alarm as a card shows it, whoever reads it. */
export interface AlarmLine {
  readonly alarmId: string
  readonly customerCode: string
  readonly name: string
  readonly grade: string | null
  /** Null: the reader is the owner. Empty: nobody is. */
  readonly owner: string | null
  readonly numbers: AlarmNumbers
  /** Chance (0–1) of no order in the next 90 days; null: not told. */
  readonly chance: number | null
  readonly moneyAtRiskFen: number
  readonly state: AlarmState
  readonly level: number
  /** The words of the rule for this customer. */
  readonly offer: string | null
  readonly missing: Gaps | null
  /** The next visit that somebody planned. */
  readonly planned: { readonly on: LocalDate; readonly name: string | null } | null
  /** The last thing that somebody did. */
  readonly last: {
    readonly kind: 'answered' | 'snoozed' | 'visited'
    readonly name: string
    readonly on: LocalDate
    /** A kept answer, or the day to be reminded on. */
    readonly words: string
  } | null
  readonly endReason: string | null
}

export const isOver = ({ state }: Pick<AlarmLine, 'state'>): boolean =>
  state !== 'open' && state !== 'planned' && state !== 'waiting'

/** Nobody has done anything about it yet. */
export const isWaiting = (line: AlarmLine): boolean =>
  !isOver(line) && line.planned === null && line.last === null

const answerWords = {
  willOrder: w.willOrder,
  thinking: w.thinking,
  stocked: w.stocked,
  later: w.later,
  other: w.other,
} as const

const reasonWords = {
  lostPrice: w.whyPrice,
  lostRival: w.whyRival,
  lostService: w.whyService,
  lostClosing: w.whyClosing,
  lostOther: w.whyOther,
  season: w.season,
  shut: w.shut,
  data: w.data,
  elsewhere: w.elsewhere,
  other: w.other,
  recovered: w.whyRecovered,
  noLonger: w.whyNoLonger,
  closed: w.whyClosed,
  unanswered: w.whyUnanswered,
  noOrder: w.whyNoOrder,
  movedOn: w.whyMovedOn,
} as const

/** A kept answer or reason in words: `答应下单（周五前 20 箱）`; an unknown code as it is. */
export function keptText(t: T, kept: string, kind: 'answer' | 'reason'): string {
  const { code, note } = readWords(kept)
  const all: Readonly<Record<string, (typeof reasonWords)[keyof typeof reasonWords]>> =
    kind === 'answer' ? (answerWords as never) : reasonWords
  const known = all[code]
  const said = known ? t(known) : code
  if (!note) return said
  return t.locale === 'en' ? `${said} (${note})` : `${said}（${note}）`
}

/** What has become of an alarm, in a line; null while nothing has. */
export function stateText(t: T, line: AlarmLine): string | null {
  const why = line.endReason ? keptText(t, line.endReason, 'reason') : ''
  switch (line.state) {
    case 'won_back':
      return t(w.wonBack)
    case 'lost':
      return t(w.lost, { why })
    case 'false_alarm':
      return t(w.falseIs, { why })
    case 'expired':
      return t(w.expired, { why })
    default:
      return runningText(t, line)
  }
}

function runningText(t: T, { planned, last }: AlarmLine): string | null {
  if (planned) {
    const day = dayText(t, planned.on)
    return planned.name ? t(w.plannedBy, { day, name: planned.name }) : t(w.planned, { day })
  }
  if (!last) return null
  const day = dayText(t, last.on)
  if (last.kind === 'visited') return t(w.visited, { day })
  const what =
    last.kind === 'snoozed'
      ? t(w.remindOn, { day: dayText(t, last.words as LocalDate) })
      : keptText(t, last.words, 'answer')
  return t(w.told, { name: last.name, day, what })
}
