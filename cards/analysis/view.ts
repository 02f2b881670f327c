/** What the cards of an analysis show: facts, no words. */
import type { MetricKey } from '../../src/domain/performance/metrics.ts'
import type { DayRange } from '../../src/domain/range-words.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import type { Ask } from './actions.ts'

export type Values = Partial<Record<MetricKey, number | null>>

/** On the head of every card. */
export interface AnalysisHead {
  readonly ask: Ask
  readonly name: string
  readonly people: number
  readonly range: DayRange
  readonly today: LocalDate
}

export interface StatsRow {
  /** As in `Ask.who`. */
  readonly id: string
  readonly name: string
  readonly now: Values
  readonly before: Values
  readonly planned: number
  readonly completed: number
  readonly late: number
}

export interface StatsView extends AnalysisHead {
  readonly before: DayRange
  readonly total: StatsRow
  readonly rows: readonly StatsRow[]
  readonly byTeam: boolean
  /** Of one person. */
  readonly days: readonly {
    readonly date: LocalDate
    readonly planned: number
    readonly completed: number
    readonly done: number
  }[]
}
