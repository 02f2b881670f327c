/** What the cards of a week or month show: facts, no words. */
import type { Figures } from '../../src/domain/performance/figures.ts'
import type {
  Concern,
  HeadlineKey,
  Praise,
  SalesChange,
} from '../../src/domain/performance/period-digest.ts'
import type { Period } from '../../src/domain/performance/periods.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import type { ScoreLine } from '../scores/line.ts'

export interface PeriodLine {
  /** open_id, or team code. */
  readonly id: string
  readonly name: string
  readonly now: Figures
  readonly before: Figures
}

/** Targets of the headline, in the unit of their metric (rates 0–1). */
export type PeriodTargets = Readonly<Partial<Record<HeadlineKey, number>>>

export interface PeriodView {
  readonly teamCode: string
  readonly teamName: string
  /** As far as it has gone, and the days of the one before that it is compared with. */
  readonly now: Period
  readonly before: Period
  /** It is not over yet. */
  readonly isGoing: boolean
  readonly noGroup: boolean
  readonly reps: number
  readonly total: Figures
  readonly totalBefore: Figures
  readonly targets: PeriodTargets
  /** Of a month the means of its people; a week has none. */
  readonly scores?: readonly ScoreLine[]
  readonly change: SalesChange | null
  readonly praise: readonly Praise[]
  readonly concerns: readonly Concern[]
  readonly days: readonly { readonly date: LocalDate; readonly done: number }[]
  /** Most visits first; of a big team its teams. */
  readonly lines: readonly PeriodLine[]
  readonly byTeam: boolean
  readonly parts: {
    readonly charts: boolean
    readonly table: boolean
    readonly why: boolean
    readonly praise: boolean
  }
}

/** A rep's own week or month. */
export interface ScorecardView {
  readonly openId: string
  readonly name: string
  readonly now: Period
  readonly before: Period
  readonly isGoing: boolean
  readonly total: Figures
  readonly totalBefore: Figures
  readonly targets: PeriodTargets
  /** Of a month; a week has none. */
  readonly scores?: readonly ScoreLine[]
  readonly praise: readonly Praise[]
}
