/** What a grading says in numbers; kept with it, so that its card needs no set again. */
import type { GradingScope } from '../../domain/customers/grading.ts'
import type { Grade } from '../customers/tables.ts'

export interface GradingSummary {
  /** Days whose sales count. */
  readonly windowDays: number
  /** Within what is ranked: the whole company, teams, channel types, or types of a team. */
  readonly scope: GradingScope
  readonly scopes: number
  /** Scopes with fewer than 20 ranked customers, where shares are rough. */
  readonly smallScopes: number
  readonly byGrade: readonly GradeFigures[]
  /** Customers too young to be ranked. */
  readonly young: number
  readonly locked: number
  readonly moves: readonly Move[]
  /** Newest order on record; null when there is none. */
  readonly dataAsOf: string | null
}

export interface GradeFigures {
  readonly grade: Grade
  readonly customers: number
  /** Customers of this grade now. */
  readonly before: number
  readonly salesFen: number
}

/** So many customers go from one grade to another. */
export interface Move {
  readonly before: Grade | null
  readonly grade: Grade
  readonly customers: number
}
