/** What the cards of 业绩 show: facts, no words. */
import type { MetricKey } from '../../src/domain/performance/metrics.ts'
import type { Aim, Progress } from '../../src/domain/performance/targets.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import type { ScoreLine } from '../scores/line.ts'

/** A metric against its target; values in its own unit (rates 0–1), null without data. */
export interface AimedLine {
  readonly key: MetricKey
  readonly value: number | null
  readonly aim: Aim
  /** Null without a value. */
  readonly progress: Progress | null
}

export interface MetricLine {
  readonly key: MetricKey
  readonly value: number | null
  /** At the same day of the month before. */
  readonly before: number | null
  readonly aim: Aim | null
  readonly progress: Progress | null
}

export interface GoodsLine extends AimedLine {
  /** Name of the product or category. */
  readonly name: string
}

interface MonthHead {
  /** `2026-11`. */
  readonly month: string
  /** The days that are in it, and those that they are compared with. */
  readonly from: LocalDate
  readonly to: LocalDate
  readonly before: { readonly from: LocalDate; readonly to: LocalDate }
  readonly isGoing: boolean
  readonly monthBefore: string
  /** Null: it has not begun. */
  readonly nextMonth: string | null
  readonly dataAsOf: LocalDate | null
}

export interface PersonMonthView extends MonthHead {
  readonly openId: string
  readonly name: string
  readonly isOwn: boolean
  readonly lines: readonly MetricLine[]
  readonly scores?: readonly ScoreLine[]
  readonly goods: readonly GoodsLine[]
  /** The team that the reader came from. */
  readonly backTo: string | null
}

export interface PersonRow {
  readonly openId: string
  readonly name: string
  /** What is furthest behind; null without a target. */
  readonly worst: AimedLine | null
  /** Share of the target, 0 for who is not behind. */
  readonly behind: number
}

export interface TeamMonthView extends MonthHead {
  readonly teamCode: string
  readonly teamName: string
  readonly reps: number
  readonly lines: readonly MetricLine[]
  readonly goods: readonly GoodsLine[]
  /** People of this page, the furthest behind first. */
  readonly rows: readonly PersonRow[]
  readonly behindCount: number
  readonly page: number
  readonly pages: number
}
