/** What the cards of a digest show: facts, no words. */
import type { Fen } from '../../src/domain/money.ts'
import type { Figures } from '../../src/domain/performance/figures.ts'
import type { Rate } from '../../src/domain/performance/rates.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import type { SkipSaid } from '../plans/words.ts'
import type { AimedLine } from '../targets/view.ts'

/** A person, or a team below, in one line. */
export interface DayLine {
  /** open_id or team code. */
  readonly id: string
  readonly name: string
  readonly planned: number
  /** Of `planned`, visited. */
  readonly completed: number
  readonly unplanned: number
  /** Local times `09:12`; the check-out is the last one that a rep made. */
  readonly firstIn: string | null
  readonly lastOut: string | null
}

/** What may need a manager, from the most pressing on. */
export const needKinds = [
  'notStarted',
  'skip',
  'request',
  'alarm',
  'review',
  'away',
  'farBelow',
  'open',
  'closedAgain',
] as const
export type NeedKind = (typeof needKinds)[number]

export type NeedLine =
  | { readonly kind: 'notStarted'; readonly rep: string; readonly planned: number }
  | {
      readonly kind: 'skip'
      readonly rep: string
      readonly customer: string
      readonly reason: SkipSaid
      readonly stopId: string
    }
  | {
      readonly kind: 'request'
      readonly rep: string
      readonly customer: string
      readonly fromDate: LocalDate
      /** Null: no visit in this cycle. */
      readonly toDate: LocalDate | null
      readonly reason: string
      readonly requestId: string
    }
  | {
      readonly kind: 'alarm'
      readonly rep: string
      readonly customer: string
      readonly raisedOn: LocalDate
      readonly moneyFen: Fen
      readonly alarmId: string
      readonly ownerOpenId: string
    }
  | {
      readonly kind: 'away'
      readonly rep: string
      readonly customer: string
      readonly distanceM: number | null
      readonly reason: string | null
    }
  | {
      readonly kind: 'farBelow'
      readonly rep: string
      readonly completed: number
      readonly planned: number
    }
  | {
      readonly kind: 'open'
      readonly rep: string
      readonly customer: string
      /** Local time of the check-in, with the day when it is another one. */
      readonly since: string
    }
  | {
      readonly kind: 'closedAgain'
      readonly rep: string
      readonly customer: string
      readonly times: number
    }

export interface Need {
  readonly kind: NeedKind
  readonly count: number
  /** The first ones; of doubtful visits none, which only those see who may rule on them. */
  readonly lines: readonly NeedLine[]
  readonly seen: { readonly by: string; readonly at: string } | null
}

export interface DigestView {
  readonly teamCode: string
  readonly teamName: string
  readonly date: LocalDate
  /** `15:20` while the day is still going on. */
  readonly until: string | null
  /** The team has no group: the card goes to its managers. */
  readonly noGroup: boolean
  readonly reps: number
  /** The day, and the coverage of the month to date. */
  readonly total: Figures
  /** Median stay of closed visits. */
  readonly medianMinutes: number | null
  /** Closed visits whose place the rep sent in the chat (or did not send). */
  readonly selfReported: number
  /** The team's target of the month for 拜访达成率. */
  readonly target: Rate
  /** Mean of the last four same weekdays that had a plan. */
  readonly usual: Rate
  readonly month: readonly AimedLine[]
  readonly top: readonly DayLine[]
  /** Every rep, by name; of a big team its teams. */
  readonly lines: readonly DayLine[]
  readonly byTeam: boolean
  readonly needs: readonly Need[]
  readonly bottom: readonly DayLine[]
  /** The free days right before, on which somebody worked. */
  readonly rest: RestDays | null
  readonly parts: DigestParts
}

export interface DigestMoves {
  readonly today: LocalDate
  /** Teams that the reader may look at; a choice when there is more than one. */
  readonly teams: readonly { readonly code: string; readonly name: string }[]
  /** False: who looks only; what is to be decided is not theirs. */
  readonly mayAct?: boolean
}

/** What a team wants to see in its digests. */
export interface DigestParts {
  readonly charts: boolean
  readonly table: boolean
  readonly praise: boolean
}

export interface RestDays {
  /** Both included. */
  readonly from: LocalDate
  readonly to: LocalDate
  /** Closed visits. */
  readonly done: number
  /** Who made them, the most first. */
  readonly people: readonly { readonly name: string; readonly done: number }[]
}

export interface RepDayView {
  readonly repOpenId: string
  readonly name: string
  readonly date: LocalDate
  readonly until: string | null
  readonly line: DayLine
  readonly figures: Figures
  readonly medianMinutes: number | null
  readonly left: readonly string[]
  readonly month: readonly AimedLine[]
}
